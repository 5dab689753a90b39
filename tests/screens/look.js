// Looked at inside a page by tests/screens/crawl.py: what a reader on a phone or at a desk would stumble over.
(options) => {
  const PHONE = innerWidth <= 800;
  const LEAST = 44;
  const faults = [];
  const say = (kind, what) => faults.push({ kind, what });
  const named = (element) => {
    const classes = [...element.classList].slice(0, 3).map((one) => `.${one}`).join("");
    const own = element.id ? `#${element.id}` : classes;
    const words = (element.getAttribute("aria-label") || element.textContent || "").trim().replace(/\s+/g, " ");
    return `${element.tagName.toLowerCase()}${own} ${words.slice(0, 24)}`;
  };
  const isShown = (element) => {
    if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false;
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && box.right > 0 && box.bottom + scrollY > 0;
  };
  // What is laid away: words for screen readers alone, panels that are not open.
  const ASIDE =
    ".w-sr-only, .sr-only, .visuallyhidden, [aria-hidden=true], [inert], template, noscript, .skip, .skiplink";
  const isAside = (element) => element.closest(ASIDE);

  const title = document.title.replace(/\s*[-·]\s*秉笔亮烛$/, "").trim();
  if (!title || title === "秉笔亮烛" && !options.isFront) say("title", document.title);

  const all = [...document.body.querySelectorAll("*")].filter((element) => !isAside(element) && isShown(element));

  // A table or a row of tools may scroll by itself; the page may not, and nothing may be cut off.
  const scrolls = (element) => {
    for (let above = element; above && above !== document.body; above = above.parentElement) {
      if (above.id === "main" || above.classList.contains("content-wrapper")) return false;
      if (above.classList.contains("sidebar")) return true;
      const over = getComputedStyle(above).overflowX;
      if (["auto", "scroll"].includes(over)) return true;
      if (over === "hidden" && above.getBoundingClientRect().right <= innerWidth + 1) return true;
    }
    return false;
  };
  const root = document.scrollingElement;
  if (root.scrollWidth > innerWidth + 1) say("sideways", `the page by ${root.scrollWidth - innerWidth}`);
  const wide = all.filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !scrolls(element));
  // The innermost says where it comes from.
  const innermost = wide.filter((one) => !wide.some((other) => other !== one && one.contains(other)));
  for (const element of innermost.slice(0, 4))
    say("sideways", `${named(element)} by ${Math.round(element.getBoundingClientRect().right - innerWidth)}`);

  const words = [];
  for (const element of all)
    for (const node of element.childNodes)
      if (node.nodeType === Node.TEXT_NODE && node.textContent.trim()) words.push([element, node.textContent.trim()]);

  if (PHONE)
    for (const [element] of words) {
      // What goes to the official account has its sizes, and is shown as it will be.
      if (element.closest(".wechat__phone")) continue;
      const size = parseFloat(getComputedStyle(element).fontSize);
      if (size < 15.95) say("small", `${size.toFixed(1)} ${named(element)}`);
    }

  // Addresses, names of files, digests and placeholders are what they are.
  const NAMES = /https?:\S+|\{\w+\}|\S+\.[a-z]{3,4}\b|\.[a-z]{3,4}\b|\b[0-9a-f]{12,}\b/g;
  for (const [element, text] of words) {
    if (element.closest("code, pre, option")) continue;
    for (const word of text.replace(NAMES, " ").match(/[A-Za-z]{3,}/g) || [])
      if (!options.known.includes(word)) say("english", `${word}: ${text.slice(0, 60)}`);
  }

  const PRESSED = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]";
  if (PHONE) {
    const targets = all.filter((element) => element.matches(PRESSED) && !element.disabled);
    const whole = (element) => {
      // A label around or for a box is pressed like the box itself.
      const isBox = element.matches("input[type=checkbox], input[type=radio], input[type=file]");
      const label = isBox && (element.closest("label") || element.labels?.[0]);
      const boxes = [element, label].filter(Boolean).map((one) => one.getBoundingClientRect());
      return {
        top: Math.min(...boxes.map((box) => box.top)),
        bottom: Math.max(...boxes.map((box) => box.bottom)),
        left: Math.min(...boxes.map((box) => box.left)),
        right: Math.max(...boxes.map((box) => box.right)),
      };
    };
    const boxes = new Map(targets.map((element) => [element, whole(element)]));
    // A link among words is read, and its line is its target.
    const isWord = (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim().length > 1;
    const isAmongWords = (element) =>
      element.matches("a") &&
      getComputedStyle(element).display === "inline" &&
      [...element.parentElement.childNodes].some(isWord);
    const half = LEAST / 2 - 0.5;
    const reachOf = (box) => {
      const x = (box.left + box.right) / 2;
      const y = (box.top + box.bottom) / 2;
      return {
        left: Math.min(box.left, x - half),
        right: Math.max(box.right, x + half),
        top: Math.min(box.top, y - half),
        bottom: Math.max(box.bottom, y + half),
      };
    };
    const meet = (one, other) =>
      one.left < other.right - 1 &&
      one.right > other.left + 1 &&
      one.top < other.bottom - 1 &&
      one.bottom > other.top + 1;
    for (const [element, box] of boxes) {
      const width = box.right - box.left;
      const height = box.bottom - box.top;
      if ((width >= LEAST - 0.5 && height >= LEAST - 0.5) || isAmongWords(element)) continue;
      const reach = reachOf(box);
      const isApart = (other) => other !== element && !other.contains(element) && !element.contains(other);
      const near = [...boxes].find(([other, its]) => isApart(other) && meet(its, reach));
      if (!near && Math.min(width, height) >= 24) continue;
      const beside = near ? ` beside ${named(near[0])}` : "";
      say("target", `${Math.round(width)}×${Math.round(height)} ${named(element)}${beside}`);
    }
  }

  // Wagtail's list of who else has the page open is sent by a script, which puts the token into a header.
  const isSent = (form) => form.cloneNode(false).outerHTML.includes("w-editing-sessions");
  for (const form of document.forms)
    if (form.method === "post" && !form.elements.csrfmiddlewaretoken && !isSent(form)) say("token", form.action);
  return faults;
};
