// What was typed and is not stored yet, on this device: under the person and the form's address, so that
// nobody else is offered it. A page's own entry has the page's number: two tabs do not overwrite each other.
window.keeping = { reader: JSON.parse(document.getElementById("keeper").textContent) };

window.keeping.device = (() => {
  "use strict";
  const MARK = "keeping:";
  const DAYS = 14;
  const page = Math.random().toString(36).slice(2, 10);
  const mine = `${MARK}${window.keeping.reader.person}:`;

  const ownKey = (place) => `${mine}${place}:${page}`;

  // Whether it could be kept: a browser may have no room or forbid it.
  function keep(place, entry) {
    try {
      localStorage.setItem(ownKey(place), JSON.stringify({ ...entry, at: Date.now() }));
      return true;
    } catch {
      return false;
    }
  }

  function forget(place) {
    drop(ownKey(place));
  }

  function drop(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // Where nothing can be kept, nothing is.
    }
  }

  function entries(start) {
    try {
      return Object.keys(localStorage)
        .filter((key) => key.startsWith(start))
        .map((key) => ({ key, ...read(key) }));
    } catch {
      return [];
    }
  }

  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return { at: 0 };
    }
  }

  // What earlier pages left of this person at this place, the newest first.
  function left(place) {
    return entries(`${mine}${place}:`)
      .filter(({ key }) => key !== ownKey(place))
      .sort((one, other) => other.at - one.at);
  }

  const ofThisPerson = () => entries(mine);

  // Anybody's, after a fortnight.
  function sweep() {
    const oldest = Date.now() - DAYS * 24 * 3600 * 1000;
    for (const { key, at } of entries(MARK)) if (!(at > oldest)) drop(key);
  }

  sweep();
  return { keep, forget, drop, left, ofThisPerson };
})();
