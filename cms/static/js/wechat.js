// 微信稿: copies the fields and the body to the clipboard, and counts the characters of the fields.
(() => {
  "use strict";

  async function copy(screen, text, html, selected) {
    const kinds = { "text/plain": text, ...(html && { "text/html": html }) };
    const done = (await byClipboard(kinds)) || byCommand(kinds, selected);
    const status = screen.querySelector("[data-copy-status]");
    status.textContent = ""; // the same words again would not be read out
    requestAnimationFrame(() => {
      status.textContent = done ? screen.dataset.copied : screen.dataset.refused;
    });
  }

  // Only on pages that came by https or from this machine.
  async function byClipboard(kinds) {
    try {
      const blobs = Object.entries(kinds).map(([kind, text]) => [kind, new Blob([text], { type: kind })]);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      return true;
    } catch {
      return false;
    }
  }

  // Everywhere else: the old command, which copies a selection; what it copies is put in its place.
  function byCommand(kinds, selected) {
    select(selected);
    const put = (event) => {
      for (const [kind, text] of Object.entries(kinds)) event.clipboardData.setData(kind, text);
      event.preventDefault();
    };
    document.addEventListener("copy", put, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", put);
    return done;
  }

  function select(element) {
    if (element.select) return element.select();
    getSelection().selectAllChildren(element);
  }

  function counts(count) {
    const field = document.getElementById(count.dataset.countOf);
    const limit = Number(field.dataset.limit);
    const show = () => {
      const has = [...field.value].length;
      const over = has > limit ? `，超出${has - limit}字（最多${limit}字）` : `，最多${limit}字`;
      count.textContent = `现有${has}字${over}`;
      count.classList.toggle("fit--over", has > limit);
    };
    field.addEventListener("input", show);
    show();
  }

  function start(screen) {
    const body = screen.querySelector("[data-wechat-body]");
    screen
      .querySelector("[data-copy-body]")
      .addEventListener("click", () => copy(screen, body.innerText, body.innerHTML, body));
    for (const button of screen.querySelectorAll("[data-copy-field]")) {
      const field = document.getElementById(button.dataset.copyField);
      button.addEventListener("click", () => copy(screen, field.value, "", field));
    }
    screen.querySelectorAll("[data-count-of]").forEach(counts);
  }

  document.querySelectorAll("[data-wechat]").forEach(start);
})();
