// While files are being read or made, asks for their results; the page may be closed at any time.
(() => {
  "use strict";
  const FIRST = 1500;
  const NEXT = 2000;

  function start(place) {
    async function look() {
      if (!place.querySelector("[data-open]")) return;
      try {
        const answer = await fetch(place.dataset.uploads, { credentials: "same-origin" });
        if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
      } catch {
        // The next look may find the connection again.
      }
      setTimeout(look, NEXT);
    }
    setTimeout(look, FIRST);
  }

  document.querySelectorAll("[data-uploads]").forEach(start);
})();
