// What Wagtail's editor does between a key and the form: its rich text writes its field a moment later, it
// takes its first snapshot after two seconds, and what was typed while it saved counts as saved. Here
// whoever reads the form reads what is on the screen, and the snapshots are those of what was loaded and sent.
window.keeping.editor = (() => {
  "use strict";
  const { words } = window.keeping;
  // What an input method is composing is not text yet; the editor takes it in a moment after its end.
  const TAKEN_IN = 60;
  const COMMENT = /^(?:COMMENT|STYLE_RERENDER)/;
  let composing = false;
  const afterwards = new Set();

  const pause = (time) => new Promise((resolve) => { setTimeout(resolve, time); });

  document.addEventListener("compositionstart", () => { composing = true; }, true);
  document.addEventListener(
    "compositionend",
    async () => {
      composing = false;
      await pause(TAKEN_IN);
      if (composing) return;
      for (const act of [...afterwards]) act();
      afterwards.clear();
    },
    true,
  );

  // Whoever saves by hand is done with the word that is being composed.
  async function composed() {
    if (!composing) return;
    document.activeElement?.blur();
    await pause(TAKEN_IN);
    composing = false;
  }

  // As Wagtail itself stores it: without the marks of comments.
  function written(field) {
    const state = field.draftailEditor?.getEditorState?.();
    if (!state || !window.Draftail) return field.value;
    const raw = window.Draftail.serialiseEditorStateToRaw(state);
    for (const block of raw?.blocks || []) {
      block.inlineStyleRanges = block.inlineStyleRanges.filter(({ style }) => !COMMENT.test(style));
    }
    return JSON.stringify(raw);
  }

  // Fires whenever a form is read, by Wagtail, by the browser or by us.
  document.addEventListener("formdata", ({ target, formData }) => {
    for (const field of target.elements) {
      if (!field.draftailEditor || !field.name) continue;
      field.value = written(field);
      formData.set(field.name, field.value);
    }
  });

  const controller = (form, name) => window.wagtail?.app?.getControllerForElementAndIdentifier(form, name);

  const bases = new WeakMap();

  // Until the first touch of a key or a pointer the form is what was loaded.
  function beginWithWhatWasLoaded(form) {
    const signs = ["keydown", "pointerdown", "beforeinput", "compositionstart", "paste", "drop"];
    const take = () => {
      const unsaved = controller(form, "w-unsaved");
      if (unsaved && !bases.has(form)) bases.set(form, unsaved.formData);
    };
    for (const sign of signs) document.addEventListener(sign, take, { capture: true, once: true });
    form.addEventListener("w-unsaved:watch-edits", () => compareWithBase(form));
  }

  // Wagtail takes what is there now for what the server has; some of it was typed since.
  function compareWithBase(form) {
    const unsaved = controller(form, "w-unsaved");
    if (!unsaved || !bases.has(form)) return;
    unsaved.initialFormData = bases.get(form);
    unsaved.previousFormData = bases.get(form);
  }

  // Wagtail would wait first and then send what it had read before waiting: here it waits, reads and sends.
  function autosave(form, keeper) {
    const saver = controller(form, "w-autosave");
    if (!saver) return;
    const interval = saver.intervalValue;
    let next = 0;
    let timer = null;
    let sent = null;
    saver.intervalValue = 1;

    const again = () => { timer = null; saver.save(); };

    form.addEventListener("w-autosave:save", (event) => {
      const wait = next - Date.now();
      if (!composing && wait <= 0 && !keeper.isBusy(form)) {
        next = Date.now() + interval;
        sent = { essence: keeper.essenceOf(form), snapshot: controller(form, "w-unsaved").formData };
        keeper.saving(form);
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      if (composing) afterwards.add(() => saver.save());
      else timer ??= setTimeout(again, Math.max(wait, 500));
    });

    document.addEventListener("w-autosave:success", ({ detail }) => {
      bases.set(form, withUpdates(sent.snapshot, detail.response.field_updates));
      compareWithBase(form);
      keeper.saved(form, sent.essence);
    });

    document.addEventListener("w-autosave:error", ({ detail }) => {
      keeper.notSaved(form, detail.response?.state || detail.type, detail, () => saver.save());
    });
  }

  function withUpdates(snapshot, updates = {}) {
    const fields = new URLSearchParams(snapshot);
    for (const [name, value] of Object.entries(updates)) if (fields.has(name)) fields.set(name, value);
    return fields.toString();
  }

  // An autosave that is under way may just be making the page that the form belongs to from then on.
  async function quiet(form) {
    const saver = controller(form, "w-autosave");
    if (saver?.submitPromise) await saver.submitPromise.catch(() => null);
  }

  function leaveWithoutQuestion(form) {
    const unsaved = controller(form, "w-unsaved");
    if (unsaved) unsaved.confirmationValue = false;
  }

  function stayWithQuestion(form) {
    const unsaved = controller(form, "w-unsaved");
    if (unsaved) unsaved.confirmationValue = true;
  }

  // After a fault in it, or given back: nothing of it is stored.
  const isDrawnFromTyped = (form) => form.dataset.wUnsavedForceValue === "true";

  const isEditor = (form) => form.hasAttribute("data-edit-form");

  // Says with two dialogs of its own what our one message says.
  document
    .querySelectorAll("[data-w-session-w-dialog-outlet]")
    .forEach((sessions) => sessions.removeAttribute("data-w-session-w-dialog-outlet"));

  // On a phone a side panel covers the form; what was opened once would be open on every piece.
  if (matchMedia("(max-width: 50em)").matches) {
    try {
      localStorage.removeItem("wagtail:side-panel-open");
    } catch {
      // Then nothing is remembered either.
    }
  }

  return {
    composed,
    quiet,
    isEditor,
    isDrawnFromTyped,
    beginWithWhatWasLoaded,
    autosave,
    leaveWithoutQuestion,
    stayWithQuestion,
    clock: words.clock,
  };
})();
