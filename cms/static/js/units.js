// A field above each select of units that holds many: what is typed leaves the units that contain it.
// Enter takes the first, the arrow goes down into the list. Options are taken out, not hidden: a phone
// shows hidden ones.
(() => {
  "use strict";
  const FEW = 12;
  const folded = (text) => text.normalize("NFKC").replaceAll(/\s/g, "").toLowerCase();

  function makeField() {
    const field = document.createElement("input");
    field.type = "search";
    field.className = "unit-find";
    field.placeholder = "打几个字找单位，如：都昌";
    field.setAttribute("aria-label", "找单位");
    field.autocomplete = "off";
    return field;
  }

  function start(select) {
    if ("ready" in select.dataset || select.options.length <= FEW) return;
    select.dataset.ready = "";
    const all = [...select.options];
    const field = makeField();
    const told = document.createElement("span");
    told.className = "unit-find__told";
    told.setAttribute("role", "status");
    let found = [];

    function find() {
      const [chosen, wanted] = [select.value, folded(field.value)];
      found = all.filter((option) => option.value && folded(option.text).includes(wanted));
      select.replaceChildren(
        ...all.filter((option) => !option.value || option.value === chosen || found.includes(option)),
      );
      select.value = chosen;
      told.textContent = wanted ? (found.length ? `找到${found.length}个，按回车选第一个，或在下面选` : "没有这样的单位") : "";
    }

    function take() {
      if (!field.value || !found.length) return;
      select.value = found[0].value;
      told.textContent = `已选：${found[0].text}`;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }

    field.addEventListener("input", (event) => {
      event.stopPropagation(); // a list would be filtered at each letter
      find();
    });
    field.addEventListener("change", (event) => event.stopPropagation());
    field.addEventListener("keydown", (event) => {
      if (event.isComposing || !["Enter", "ArrowDown"].includes(event.key)) return;
      event.preventDefault();
      if (event.key === "Enter") take();
      select.focus();
    });
    select.before(field, told);
  }

  const startAll = () => document.querySelectorAll("select[data-units]").forEach(start);
  document.addEventListener("DOMContentLoaded", () => {
    startAll();
    new MutationObserver(startAll).observe(document.body, { childList: true, subtree: true });
  });
})();
