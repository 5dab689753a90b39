// What an earlier page left on this device is offered above its form: put back, or thrown away.
window.keeping.offer = (() => {
  "use strict";
  const { device, words, session, editor, text } = window.keeping;
  const REVISION = /^loaded_revision_/;

  function offer(form, place) {
    const [newest, ...older] = device.left(place);
    if (!newest) return;
    for (const { key } of older) device.drop(key);
    // A form that the server drew from what was sent holds it, and keeps it on.
    if (editor.isDrawnFromTyped(form) || newest.essence === text.essenceOf(form)) device.drop(newest.key);
    else form.prepend(bar(form, newest));
  }

  function bar(form, entry) {
    const box = words.element("div", "keeping-offer");
    const done = () => { device.drop(entry.key); box.remove(); };
    const moves = words.element("p", "keeping__moves");
    moves.append(
      words.button("恢复", () => giveBack(form, entry, done), true),
      words.button("不要", done),
    );
    box.setAttribute("role", "status");
    box.append(words.element("p", "", told(entry)), moves);
    return box;
  }

  function told({ at, text: all }) {
    const day = { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" };
    const beginning = all.replace(/\s+/g, " ").slice(0, 40);
    return `这台设备上留着您${new Date(at).toLocaleString("zh-CN", day)}在这里写、还没保存的文字：“${beginning}…”`;
  }

  // A form made of blocks is drawn by the server from what was kept; any other is filled in here.
  function giveBack(form, { fields }, done) {
    if (fields.some(([name]) => /-count$/.test(name))) return drawAnew(form, fields);
    const rest = text.fill(form, fields).map((field) => field[1]).join("\n");
    done();
    if (!rest) return null;
    return words.say(form, "refused", `还有文字没有地方放回去：${rest}`, [["复制", () => words.copy(rest)]]);
  }

  function drawAnew(form, fields) {
    const own = text.fieldsOf(form).filter(([name]) => REVISION.test(name));
    const kept = fields.filter(([name]) => !REVISION.test(name));
    const marks = [["give-back", "yes"], ["csrfmiddlewaretoken", session.tokenNow()]];
    const sending = words.element("form");
    for (const [name, value] of [...kept, ...own, ...marks]) {
      const field = Object.assign(words.element("input"), { type: "hidden", name, value });
      sending.append(field);
    }
    Object.assign(sending, { method: "post", action: form.getAttribute("action") || location.href });
    document.body.append(sending);
    editor.leaveWithoutQuestion(form);
    sending.submit();
  }

  return offer;
})();
