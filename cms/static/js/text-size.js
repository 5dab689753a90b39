// The switch of the text's size, of the public site and of the admin alike: chosen once on a device, it holds
// in both. Without it the page is read at its own size.
(() => {
  "use strict";
  const KEY = "text-size";
  const SIZES = ["large", "larger"];

  // Some phones' browsers forbid storage: the switch works, it just isn't remembered.
  function remembered() {
    try {
      return localStorage.getItem(KEY) || "";
    } catch {
      return "";
    }
  }

  function remember(size) {
    try {
      localStorage.setItem(KEY, size);
    } catch {
      // As above.
    }
  }

  function apply(size) {
    const known = SIZES.includes(size) ? size : "";
    if (known) document.documentElement.dataset.size = known;
    else delete document.documentElement.dataset.size;
    return known;
  }

  function mark(buttons, size) {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.size === size));
  }

  function start(sizes) {
    const buttons = sizes.querySelectorAll("button");
    for (const button of buttons) {
      button.addEventListener("click", () => {
        const size = apply(button.dataset.size);
        remember(size);
        mark(buttons, size);
      });
    }
    mark(buttons, apply(remembered()));
    sizes.hidden = false;
  }

  // At once, before the first line is drawn; the switch itself is not on the page yet.
  apply(remembered());
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".sizes").forEach(start));
})();
