// Rows of a form that are added and taken away: Django counts them and numbers their fields, so they are
// counted and numbered anew after each change.
(() => {
  "use strict";
  const NUMBERED = ["name", "id", "for", "aria-describedby", "aria-labelledby"];

  function start(box) {
    const prefix = box.dataset.rows;
    const blank = box.querySelector("template");
    const add = box.querySelector("[data-add-row]");
    const most = Number(box.dataset.most);
    const total = box.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
    const anyNumber = new RegExp(`${prefix}-(?:\\d+|__prefix__)`, "g");
    const rows = () => [...box.querySelectorAll("[data-row]")];
    const firstField = (row) => row.querySelector("select, input:not([type=hidden]), textarea");

    function numbered(row, number) {
      for (const part of row.querySelectorAll("*")) {
        for (const name of NUMBERED.filter((each) => part.hasAttribute(each))) {
          part.setAttribute(name, part.getAttribute(name).replaceAll(anyNumber, `${prefix}-${number}`));
        }
      }
    }

    function count() {
      const all = rows();
      all.forEach(numbered);
      total.value = all.length;
      add.disabled = all.length >= most;
      for (const row of all) row.querySelector("[data-remove-row]").hidden = all.length === 1;
    }

    function addRow() {
      add.before(blank.content.cloneNode(true));
      count();
      return rows().at(-1);
    }

    function changed() {
      total.dispatchEvent(new Event("input", { bubbles: true }));
    }

    add.addEventListener("click", () => {
      firstField(addRow()).focus();
      changed();
    });

    box.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-remove-row]");
      if (!button) return;
      const at = rows().indexOf(button.closest("[data-row]"));
      rows()[at].remove();
      count();
      firstField(rows()[Math.min(at, rows().length - 1)]).focus();
      changed();
    });

    // What the device kept may have more rows than the page.
    box.closest("form").addEventListener("keeping:fill", ({ detail }) => {
      const numbers = detail.fields.map(([name]) => Number(name.match(`^${prefix}-(\\d+)-`)?.[1] ?? -1));
      while (rows().length < Math.min(most, Math.max(...numbers) + 1)) addRow();
    });

    count();
  }

  document.querySelectorAll("[data-rows]").forEach(start);
})();
