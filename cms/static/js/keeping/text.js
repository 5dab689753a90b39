// What stands in a form: its fields to be kept, what of them a person wrote, and how they are put back.
window.keeping.text = (() => {
  "use strict";
  const TYPED = [
    "textarea",
    "input:not([type])",
    "input:is([type=text], [type=url], [type=email], [type=tel], [type=number], [type=date], [type=file])",
    "[contenteditable=true]",
  ].join();
  // Not the person's: what the page needs to know of itself.
  const OF_THE_PAGE = new RegExp(
    "^(?:csrfmiddlewaretoken|next|loaded_revision_.*|seen_.*|comments-.*"
      + "|.*-(?:id|type|order|deleted|count|[A-Z_]+_FORMS))$",
  );

  // As [name, value]; files cannot be kept.
  const fieldsOf = (form) =>
    [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");

  // The editor names its paragraphs anew each time.
  const withoutKeys = (value) => value.replace(/\r\n/g, "\n").replace(/"key":"[^"]*"/g, "").trim();

  // Comparable between two loads of the same page.
  function essenceOf(form) {
    const fields = fieldsOf(form);
    const gone = fields
      .filter(([name, value]) => /-deleted$/.test(name) && value)
      .map(([name]) => name.replace(/deleted$/, ""));
    const own = fields.filter(
      ([name]) => !OF_THE_PAGE.test(name) && !gone.some((beginning) => name.startsWith(beginning)),
    );
    return JSON.stringify(own.map(([name, value]) => [name.replace(/\d+/g, "#"), withoutKeys(value)]));
  }

  function shown(field) {
    if (field.isContentEditable) return field.innerText;
    return /^(?:file|number|date)$/.test(field.type) ? "" : field.value;
  }

  const textOf = (form) =>
    [...form.querySelectorAll(TYPED)].map(shown).filter((words) => words?.trim()).join("\n");

  const isTickable = ({ type }) => type === "checkbox" || type === "radio";

  function put(field, value) {
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Puts kept fields back; what finds no field is returned.
  function fill(form, fields) {
    // A form that grows makes room first.
    form.dispatchEvent(new CustomEvent("keeping:fill", { detail: { fields } }));
    const rest = [];
    const used = new Map();
    const all = [...form.elements].filter(({ name }) => name && !OF_THE_PAGE.test(name));
    for (const box of all.filter(isTickable)) {
      box.checked = fields.some(([name, value]) => name === box.name && value === box.value);
    }
    for (const [name, value] of fields.filter((field) => !OF_THE_PAGE.test(field[0]))) {
      const same = all.filter((field) => field.name === name);
      const writable = same.filter((field) => !isTickable(field) && field.type !== "file");
      const nth = used.get(name) || 0;
      used.set(name, nth + 1);
      if (writable[nth]) put(writable[nth], value);
      else if (value.trim() && !same.length) rest.push([name, value]);
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
    return rest;
  }

  return { TYPED, fieldsOf, essenceOf, textOf, fill };
})();
