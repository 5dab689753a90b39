// Who is logged in now. Every request that a script makes says who typed, and carries the newest token;
// when the session has ended, a layer lets the person log in again without leaving the page.
window.keeping.session = (() => {
  "use strict";
  const { reader, words } = window.keeping;
  const waiting = new Set();

  const tokenNow = () => document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] || "";

  // Forms that are sent without us, and Wagtail's own requests.
  function spreadToken() {
    const token = tokenNow();
    if (!token) return;
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
    if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = token;
  }

  const ask = window.fetch.bind(window);

  // Asks the server; sets the cookie of the token anew. Null when it cannot be reached.
  async function whoIsHere() {
    try {
      const answer = await ask(reader.door, { cache: "no-store", credentials: "same-origin" });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  const isOurs = (address) => new URL(address, location.href).origin === location.origin;

  window.fetch = (resource, options = {}) => {
    const address = typeof resource === "string" ? resource : resource.url || String(resource);
    if (!isOurs(address) || (resource instanceof Request && !options.method)) return ask(resource, options);
    const headers = new Headers(options.headers);
    headers.set("X-Written-By", reader.person);
    if (headers.has("X-CSRFToken") && tokenNow()) headers.set("X-CSRFToken", tokenNow());
    return ask(resource, { ...options, headers });
  };

  // Wagtail's choosers ask by jQuery, and are silent when they are not answered.
  function watchChoosers() {
    const $ = window.jQuery;
    if (!$) return;
    $.ajaxPrefilter((options, original, request) => {
      if (options.crossDomain) return;
      request.setRequestHeader("X-Written-By", reader.person);
      if (options.data instanceof FormData && tokenNow()) options.data.set("csrfmiddlewaretoken", tokenNow());
    });
    $(document).ajaxError((event, request, settings, reason) => {
      if (reason === "abort") return;
      freeTheTrigger($);
      explainChooser(request);
    });
  }

  // The button that opens a chooser is shut until its window is closed; no window came.
  function freeTheTrigger($) {
    $("body > .modal").not(".in").trigger("hide.bs.modal").remove();
  }

  async function explainChooser(request) {
    const form = document.querySelector("[data-edit-form]") || document.querySelector("main form");
    const here = await whoIsHere();
    if (!form) return;
    if (!here) words.say(form, "offline", "没有网络，这一步没有打开。联网后请再按一次。");
    else if (here.person !== Number(reader.person)) {
      back(form, here, () => words.say(form, "unsaved", "已登录，请再按一次刚才的按钮。"));
    } else words.say(form, "fault", `这一步没有打开（服务器答复${request.status}），文字还在。请再按一次。`);
  }

  // Says what is so, and calls `then` when the same person is logged in again.
  function back(form, here, then) {
    const come = { form, then };
    for (const other of waiting) if (other.form === form) waiting.delete(other);
    waiting.add(come);
    if (here.name) {
      const text = `现在登录的是${here.name}，${reader.name}写的文字还在这里，没有保存，也不会记在${here.name}名下。`;
      words.say(form, "other", text, [[`退出${here.name}，换${reader.name}登录`, changeOver]]);
    } else {
      words.say(form, "expired", "登录已过期，文字还在。登录后接着保存。", [["登录", openLayer]]);
    }
  }

  async function changeOver() {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", tokenNow());
    await ask(reader.logout, { method: "POST", body, redirect: "manual" }).catch(() => null);
    openLayer();
  }

  let layer = null;

  function openLayer() {
    layer?.remove();
    layer = words.element("dialog", "keeping-layer");
    layer.setAttribute("aria-label", "登录");
    layer.append(words.element("p", "keeping-layer__words", `请${reader.name}登录，写的文字都还在。`));
    const frame = words.element("iframe");
    frame.title = "登录";
    frame.src = reader.login;
    frame.addEventListener("load", lookAgain);
    layer.append(frame, words.button("先不登录", () => layer.close()));
    document.body.append(layer);
    layer.showModal();
  }

  // After a log-in here or in another tab: whoever waits goes on, if it is the same person.
  async function lookAgain() {
    if (!waiting.size) return;
    const here = await whoIsHere();
    if (!here || !waiting.size) return;
    if (String(here.person) !== reader.person) {
      if (here.person) for (const { form, then } of [...waiting]) back(form, here, then);
      return;
    }
    layer?.close();
    spreadToken();
    const now = [...waiting];
    waiting.clear();
    for (const { then } of now) then();
  }

  window.addEventListener("focus", lookAgain);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) lookAgain(); });
  setInterval(() => { if (!document.hidden) lookAgain(); }, 3000);
  document.addEventListener("DOMContentLoaded", watchChoosers);

  return { whoIsHere, tokenNow, spreadToken, back, send: (...all) => window.fetch(...all) };
})();
