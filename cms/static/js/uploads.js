/* While files are being read, asks for their results; the page may be closed at any time. */
(function () {
  const place = document.querySelector("[data-uploads]");
  if (!place) return;
  async function look() {
    if (!place.querySelector("[data-open]")) return;
    try {
      const answer = await fetch(place.dataset.uploads, { credentials: "same-origin" });
      if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
    } catch (error) {
      // The next look may find the connection again.
    }
    setTimeout(look, 2000);
  }
  setTimeout(look, 1500);
})();
