// A button that copies the one field beside it, and says whether it could.
(() => {
  "use strict";

  async function copy(field) {
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      // Only pages that came by https or from this machine have a clipboard.
      field.select();
      return document.execCommand("copy");
    }
  }

  function start(box) {
    const field = box.querySelector("input");
    const status = box.querySelector("[data-copy-status]");
    field.addEventListener("focus", () => field.select());
    box.querySelector("[data-copy-button]").addEventListener("click", async () => {
      const done = await copy(field);
      status.textContent = ""; // the same words again would not be read out
      requestAnimationFrame(() => { status.textContent = done ? box.dataset.copied : box.dataset.refused; });
    });
  }

  document.querySelectorAll("[data-copy]").forEach(start);
})();
