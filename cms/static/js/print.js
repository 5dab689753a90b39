// A button that opens the browser's own dialogue for printing.
(() => {
  "use strict";

  function start(button) {
    button.addEventListener("click", () => window.print());
  }

  document.querySelectorAll("[data-print]").forEach(start);
})();
