// The rule book editor: what is ticked shows at once, and leaving with unsaved changes asks first.
(() => {
  "use strict";

  // On a phone the tabs are one line that scrolls sideways.
  function showTheTab(form) {
    const tabs = form.querySelector(".book-tabs");
    const now = tabs.querySelector("[aria-current]");
    if (now) tabs.scrollLeft = now.offsetLeft - tabs.offsetLeft - 16;
  }

  // A row was added or moved: the hand goes on there.
  function goOn() {
    const focus = document.getElementById("book-focus");
    if (!focus) return;
    document
      .getElementById(JSON.parse(focus.textContent))
      ?.querySelector("input:not([type=hidden]), select, summary, textarea")
      ?.focus();
  }

  function sayWhatIsTicked(many) {
    const ticked = [...many.querySelectorAll(":checked")].map((box) => box.parentElement.textContent.trim());
    const said = many.querySelector("[data-empty]");
    said.textContent = ticked.join("、") || said.dataset.empty;
  }

  function start(form) {
    let changed = form.dataset.unsaved === "yes";
    showTheTab(form);
    goOn();
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", () => { changed = false; });
    window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
    form.addEventListener("change", ({ target }) => {
      const many = target.closest(".book-many");
      if (many) sayWhatIsTicked(many);
    });
  }

  document.querySelectorAll(".book-form").forEach(start);
})();
