// The one message of a form about its saving. It says only what is so.
window.keeping.words = (() => {
  "use strict";
  const places = new WeakMap();

  const clock = () => new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function button(label, act, isFirst = false) {
    const made = element("button", `button button-small${isFirst ? "" : " button-secondary"}`, label);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  // In the editor beside its buttons, else before the form's last button.
  function placeOf(form) {
    if (places.get(form)?.isConnected) return places.get(form);
    const place = element("div", "keeping");
    place.setAttribute("role", "status");
    const footer = form.querySelector(".footer");
    const last = [...form.querySelectorAll("button:not([type=button]), input[type=submit]")].pop();
    if (footer) footer.prepend(place);
    else if (last) last.before(place);
    else form.append(place);
    places.set(form, place);
    return place;
  }

  function say(form, state, words, moves = []) {
    const place = placeOf(form);
    place.className = `keeping keeping--${state}`;
    place.dataset.state = state;
    place.replaceChildren(element("p", "keeping__words", words));
    if (!moves.length) return;
    const row = element("p", "keeping__moves");
    row.append(...moves.map(([label, act], nth) => button(label, act, nth === 0)));
    place.append(row);
  }

  const stateOf = (form) => places.get(form)?.dataset.state || "";

  // A text to take along: what no field of the form could take back, or what another's version stands before.
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Only pages that came by https or from this machine have a clipboard.
      const field = document.body.appendChild(element("textarea", "keeping__copied"));
      field.value = text;
      field.select();
      document.execCommand("copy");
      field.remove();
    }
  }

  return { say, stateOf, clock, element, button, copy };
})();
