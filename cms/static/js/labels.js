// On a phone a row of a list is a card without the table's head: each value takes its column's name along.
(() => {
  "use strict";

  function label(table) {
    const names = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
    for (const row of table.querySelectorAll("tbody tr"))
      [...row.cells].forEach((cell, place) => {
        if (!cell.classList.contains("title") && names[place]) cell.dataset.label = names[place];
      });
  }

  function labelAll() {
    document.querySelectorAll("table.listing").forEach(label);
  }

  document.addEventListener("DOMContentLoaded", labelAll);
  // Search and filters bring new rows.
  document.addEventListener("w-swap:success", labelAll);
})();
