/* The text-size switch of the public site; without it the page is simply read at 18 px. */
(function () {
  "use strict";
  var KEY = "text-size";
  var SIZES = ["large", "larger"];
  var root = document.documentElement;

  // Some phones' browsers forbid storage: the switch works, it just isn't remembered.
  function remembered() {
    try { return localStorage.getItem(KEY) || ""; } catch (error) { return ""; }
  }
  function remember(size) {
    try { localStorage.setItem(KEY, size); } catch (error) { /* see above */ }
  }
  function apply(size) {
    if (SIZES.indexOf(size) === -1) { root.removeAttribute("data-size"); return ""; }
    root.setAttribute("data-size", size);
    return size;
  }
  function mark(buttons, size) {
    buttons.forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.size === size));
    });
  }

  var current = apply(remembered());
  document.addEventListener("DOMContentLoaded", function () {
    var sizes = document.querySelector(".sizes");
    if (!sizes) { return; }
    var buttons = Array.prototype.slice.call(sizes.querySelectorAll("button"));
    buttons.forEach(function (button) {
      button.addEventListener("click", function () {
        current = apply(button.dataset.size);
        remember(current);
        mark(buttons, current);
      });
    });
    mark(buttons, current);
    sizes.hidden = false;
  });
})();
