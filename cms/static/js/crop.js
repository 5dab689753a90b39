// The crop of a cover: a box over the photo that follows the form's sliders, a pointer and the keys.
// The sums are those of editorial/manuscripts/covers.py; the form alone works without this.
(() => {
  "use strict";

  function start(form) {
    const ratio = Number(form.dataset.crop);
    const image = form.querySelector("img");
    const box = form.querySelector("[data-crop-box]");
    const [x, y, zoom] = ["x", "y", "zoom"].map((name) => form.querySelector(`[name=${name}]`));

    // Width and height of the box in percent of the photo's.
    function size() {
      const [width, height] = [image.naturalWidth, image.naturalHeight];
      const across = (Math.min(width, height * ratio) * 100) / Number(zoom.value);
      return { across: (across / width) * 100, down: (across / ratio / height) * 100 };
    }

    const within = (middle, part) => Math.min(Math.max(middle, part / 2), 100 - part / 2);

    function show() {
      if (!image.naturalWidth) return;
      const { across, down } = size();
      box.hidden = false;
      box.style.width = `${across}%`;
      box.style.height = `${down}%`;
      box.style.left = `${within(Number(x.value), across) - across / 2}%`;
      box.style.top = `${within(Number(y.value), down) - down / 2}%`;
    }

    function moveTo(across, down) {
      const part = size();
      x.value = within(across, part.across);
      y.value = within(down, part.down);
      show();
    }

    const keys = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    box.addEventListener("keydown", (event) => {
      const step = event.shiftKey ? 5 : 1;
      if (keys[event.key]) moveTo(...[x, y].map((slider, n) => Number(slider.value) + keys[event.key][n] * step));
      else if ("+=-".includes(event.key)) zoom.value = Number(zoom.value) + (event.key === "-" ? -5 : 5);
      else return;
      event.preventDefault();
      show();
    });

    box.addEventListener("pointerdown", (event) => {
      const photo = image.getBoundingClientRect();
      const part = size();
      const from = { x: within(Number(x.value), part.across), y: within(Number(y.value), part.down) };
      const move = (moved) =>
        moveTo(
          from.x + ((moved.clientX - event.clientX) / photo.width) * 100,
          from.y + ((moved.clientY - event.clientY) / photo.height) * 100,
        );
      box.setPointerCapture(event.pointerId);
      box.addEventListener("pointermove", move);
      const end = () => box.removeEventListener("pointermove", move);
      box.addEventListener("pointerup", end, { once: true });
      box.addEventListener("pointercancel", end, { once: true });
      box.focus();
      event.preventDefault();
    });

    for (const slider of [x, y, zoom]) slider.addEventListener("input", show);
    image.addEventListener("load", show);
    show();
  }

  document.querySelectorAll("[data-crop]").forEach(start);
})();
