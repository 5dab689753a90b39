// What a real browser makes of each markup: ([cases, patience in ms]) => [{name, ran, alien, steady}].
// Each is loaded as a page of its own, once parsed as a document and once set as innerHTML there, and
// then once more from what the browser itself writes of it, which is where mutations come to light.
async ([cases, patience]) => {
  const KEPT = new Set("P BR H2 H3 H4 BLOCKQUOTE A B STRONG I EM UL OL LI TABLE THEAD TBODY TR TH TD".split(" "));
  const ATTRIBUTES = { A: ["href", "rel"], TD: ["colspan", "rowspan"], TH: ["colspan", "rowspan"] };

  function alienIn(root) {
    const found = [];
    for (const element of root.querySelectorAll("*")) {
      const isOurs = KEPT.has(element.tagName) && element.namespaceURI === "http://www.w3.org/1999/xhtml";
      if (!isOurs) found.push(element.tagName);
      for (const { name } of element.attributes)
        if (!(ATTRIBUTES[element.tagName] || []).includes(name)) found.push(`${element.tagName} ${name}`);
      const isLink = element.tagName === "A";
      if (isLink && !["http:", "https:", "mailto:"].includes(element.protocol)) found.push(element.href);
    }
    return found;
  }

  function framed(html) {
    return new Promise((resolve) => {
      const frame = document.createElement("iframe");
      frame.onload = () => resolve(frame);
      frame.srcdoc = html;
      document.body.append(frame);
      setTimeout(() => resolve(frame), patience); // a hostile page may never finish to load
    });
  }

  // One frame for all, for a frame costs more than what is done in it, until a page leads it away.
  let shared;
  async function bodyOfItsOwn(ran) {
    if (!shared?.contentDocument?.body) shared = await framed("<!doctype html><meta charset=utf-8><body>");
    shared.contentWindow.ALERT = () => ran.push(1);
    const { body } = shared.contentDocument;
    body.replaceChildren();
    return body;
  }

  async function judge([name, markup]) {
    const ran = [];
    window.ran = window.ran || {};
    window.ran[name] = ran;
    const alert = `<script>ALERT = () => parent.ran[${JSON.stringify(name)}].push(1)</scr` + "ipt>";
    const whole = await framed(`<!doctype html><meta charset=utf-8>${alert}<body>${markup}`);
    const alien = whole.contentDocument ? alienIn(whole.contentDocument.body) : ["the page went elsewhere"];
    let once = markup;
    const spellings = [];
    const body = await bodyOfItsOwn(ran);
    for (let n = 0; n < 2; n++) {
      body.innerHTML = once;
      alien.push(...alienIn(body));
      once = body.innerHTML;
      spellings.push(once);
    }
    // Without scripting, noscript is parsed in another way.
    alien.push(...alienIn(new DOMParser().parseFromString(markup, "text/html").body));
    return { name, ran, alien: [...new Set(alien)], steady: spellings[0] === spellings[1], frame: whole };
  }

  const results = [];
  // By the score, and each score taken away: a page with hundreds of frames grows slow.
  for (let n = 0; n < cases.length; n += 20) {
    const judged = await Promise.all(cases.slice(n, n + 20).map(judge));
    await new Promise((resolve) => setTimeout(resolve, 500)); // for what runs late: a failed picture, an animation
    for (const { frame } of judged) frame.remove();
    results.push(...judged);
  }
  return results.map(({ name, ran, alien, steady }) => ({ name, ran: ran.length > 0, alien, steady }));
}
