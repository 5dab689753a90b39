// Forms in which something is written: what is typed is kept on the device until the server has it; a form is
// sent without leaving the page, and the page is left when the server says that the text is stored.
(() => {
  "use strict";
  const { reader, device, words, session, editor, offer, outcome } = window.keeping;
  const { TYPED, fieldsOf, essenceOf, textOf } = window.keeping.text;
  const WRITE_DOWN = 400;
  const forms = new Map();

  function isKept(form) {
    if (form.method !== "post" || form.dataset.keep === "no") return false;
    if (form.closest(".modal, dialog, .w-editing-sessions") || form.querySelector("[type=password]")) return false;
    return Boolean(form.querySelector(TYPED));
  }

  // -- one form --------------------------------------------------------------------------------------

  function placeOf(form) {
    const path = editor.isEditor(form) ? location.pathname : location.pathname + location.search;
    const action = form.getAttribute("action") || "";
    const same = [...document.forms].filter((other) => (other.getAttribute("action") || "") === action);
    return editor.isEditor(form) ? path : `${path}|${action}|${same.indexOf(form)}`;
  }

  function start(form) {
    if (forms.has(form) || !isKept(form)) return;
    const state = { place: placeOf(form), loaded: null, busy: false, timer: null, kept: false };
    forms.set(form, state);
    if (editor.isEditor(form)) startEditor(form, state);
    else state.loaded = essenceOf(form);
    offer(form, state.place);
  }

  function startEditor(form, state) {
    const take = () => { state.loaded ??= essenceOf(form); };
    if (editor.isDrawnFromTyped(form)) state.loaded = "";
    for (const sign of ["keydown", "pointerdown", "beforeinput", "paste", "drop"]) {
      document.addEventListener(sign, take, { capture: true, once: true });
    }
    editor.beginWithWhatWasLoaded(form);
    window.addEventListener("load", () => {
      if (state.loaded === "") writeDown(form);
      editor.autosave(form, { essenceOf, isBusy, saving, saved, notSaved });
    });
  }

  function isBusy(form) {
    return forms.get(form).busy;
  }

  // Wagtail moves a new piece to an address of its own.
  function moved(form, state) {
    const place = placeOf(form);
    if (place === state.place) return;
    device.forget(state.place);
    state.place = place;
  }

  function writeDown(form) {
    const state = forms.get(form);
    clearTimeout(state.timer);
    state.timer = null;
    moved(form, state);
    const essence = essenceOf(form);
    if (essence === state.loaded) {
      device.forget(state.place);
      state.kept = false;
      return;
    }
    state.kept = device.keep(state.place, { essence, fields: fieldsOf(form), text: textOf(form).slice(0, 4000) });
    if (["", "saved"].includes(words.stateOf(form))) words.say(form, "unsaved", "还没保存");
  }

  function touched({ target }) {
    const form = target.closest?.("form");
    const state = forms.get(form);
    if (state) state.timer ??= setTimeout(writeDown, WRITE_DOWN, form);
  }

  // -- what became of it -----------------------------------------------------------------------------

  function saving(form) {
    words.say(form, "saving", "正在保存…");
  }

  // The server has `essence`; what was typed since is still on the device.
  function saved(form, essence) {
    const state = forms.get(form);
    state.loaded = essence;
    writeDown(form);
    if (essenceOf(form) === essence) words.say(form, "saved", `已保存 ${words.clock()}`);
    else words.say(form, "unsaved", "还没保存");
  }

  // What a save that came to nothing leaves: the text, and the truth about it.
  async function notSaved(form, became, facts, again) {
    writeDown(form);
    editor.stayWithQuestion(form);
    if (["expired", "other", "server_error"].includes(became)) {
      const here = await session.whoIsHere();
      if (here && String(here.person) !== reader.person) return session.back(form, here, again);
    }
    const kept = forms.get(form).kept ? "，也留在这台设备上" : "";
    const [sentence, moves] = outcome(became, facts, kept, {
      again: ["再试一次", again],
      copy: ["复制我写的文字", () => words.copy(textOf(form))],
      look: ["看最新状态", () => window.open(facts.to || location.href, "_blank")],
    });
    return words.say(form, became, sentence, moves);
  }

  // -- sending ----------------------------------------------------------------------------------------

  async function save(form, submitter, extra = {}) {
    const state = forms.get(form);
    if (state.busy) return;
    state.busy = true;
    try {
      await editor.composed();
      await editor.quiet(form);
      writeDown(form);
      saving(form);
      const sent = essenceOf(form);
      const became = await send(form, submitter, extra);
      await act(form, submitter, became, sent);
    } finally {
      state.busy = false;
      freeButtons(form);
    }
  }

  async function send(form, submitter, extra, tries = 2) {
    const body = new FormData(form);
    if (submitter?.name) body.append(submitter.name, submitter.value);
    for (const [name, value] of Object.entries(extra)) body.append(name, value);
    if (session.tokenNow()) body.set("csrfmiddlewaretoken", session.tokenNow());
    const request = { method: "POST", body, headers: { "X-Kept-Form": "yes" } };
    let answer;
    try {
      answer = await session.send(addressOf(form, submitter), request);
    } catch {
      return { state: "offline" };
    }
    const told = answer.headers.get("X-Kept");
    if (told === "token" && tries) {
      await session.whoIsHere();
      return send(form, submitter, extra, tries - 1);
    }
    if (told) return answer.json().catch(() => ({ state: "fault" }));
    if (answer.status >= 500) return { state: "fault" };
    return answer.ok ? { state: "page", answer } : { state: "refused", words: await reasonOf(answer) };
  }

  function addressOf(form, submitter) {
    if (submitter?.hasAttribute("formaction")) return submitter.formAction;
    return form.getAttribute("action") || location.href;
  }

  async function reasonOf(answer) {
    if (answer.status === 413) return "文件太大，服务器没有收。";
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return `没有保存：${page.querySelector("h1, h2")?.textContent.trim() || "服务器没有接受"}。`;
  }

  async function act(form, submitter, became, sent) {
    const state = forms.get(form);
    if (became.state === "done") {
      state.loaded = sent;
      writeDown(form);
      go(form, became.to);
    } else if (became.state === "page") await showPage(form, submitter, became.answer);
    else {
      const overwrite = () => save(form, submitter, { "overwrite-newer": "yes" });
      const facts = { ...became, overwrite: became.may_overwrite && overwrite };
      // What is repeated later begins when this has ended.
      await notSaved(form, became.state, facts, () => setTimeout(save, 0, form, submitter));
    }
  }

  function go(form, address) {
    editor.leaveWithoutQuestion(form);
    form.dispatchEvent(new CustomEvent("keeping:leaving", { bubbles: true }));
    const to = new URL(address, location.href);
    const here = to.pathname + to.search === location.pathname + location.search;
    if (here && to.hash) location.hash = to.hash;
    if (here && to.hash) location.reload();
    else location.assign(to);
  }

  // The server shows the form again with what is wrong in it. The files that were chosen stay chosen.
  async function showPage(form, submitter, answer) {
    if (editor.isEditor(form)) return native(form, submitter);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = page.querySelector("main");
    const old = document.querySelector("main");
    if (!main || !old) return native(form, submitter);
    keepFiles(old, main);
    const { place, loaded } = forms.get(form);
    forms.delete(form);
    device.forget(place);
    old.replaceWith(document.adoptNode(main));
    document.title = page.title;
    loadScripts(page);
    document.dispatchEvent(new CustomEvent("keeping:shown"));
    document.querySelectorAll("main form").forEach(start);
    goOnFrom(place, loaded);
    main.scrollIntoView();
    return null;
  }

  // The form that came back holds what was typed and is not stored.
  function goOnFrom(place, loaded) {
    for (const [form, state] of forms) {
      if (!form.isConnected || state.place !== place) continue;
      state.loaded = loaded;
      writeDown(form);
    }
  }

  function keepFiles(old, fresh) {
    for (const field of old.querySelectorAll("input[type=file]")) {
      const same = fresh.querySelector(`input[type=file][name="${field.name}"]`);
      if (same && field.files.length) same.files = field.files;
    }
  }

  function loadScripts(page) {
    for (const { src } of page.querySelectorAll("script[src]")) {
      if ([...document.scripts].some((script) => script.src === src)) continue;
      document.body.append(Object.assign(document.createElement("script"), { src }));
    }
  }

  function native(form, submitter) {
    editor.leaveWithoutQuestion(form);
    session.spreadToken();
    form.dataset.native = "yes";
    if (submitter) submitter.disabled = false;
    form.requestSubmit(submitter?.form === form ? submitter : undefined);
    delete form.dataset.native;
  }

  // Wagtail shuts a long-running button for half a minute.
  function freeButtons(form) {
    for (const shut of form.querySelectorAll("[data-w-progress-loading-value=true]")) {
      shut.removeAttribute("data-w-progress-loading-value");
    }
  }

  window.addEventListener("submit", (event) => {
    const form = event.target;
    start(form);
    if (event.defaultPrevented || !forms.has(form) || form.dataset.native) return;
    event.preventDefault();
    save(form, event.submitter);
  });

  document.addEventListener("input", touched);
  document.addEventListener("change", touched);
  document.addEventListener("keyup", touched);
  document.addEventListener("compositionend", touched);
  const writeAll = () => { for (const [form, state] of forms) if (form.isConnected && state.timer) writeDown(form); };
  window.addEventListener("pagehide", writeAll);
  document.addEventListener("visibilitychange", writeAll);

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("form").forEach(start));
})();
