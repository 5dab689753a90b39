// Marks in the text what the proof checks found: each mark leads to its finding, each finding to its mark.
(() => {
  "use strict";

  const LINES = "p, li, td, th, caption, figcaption, h2, h3, h4, blockquote";
  const text = document.querySelector(".manuscript");

  function linesOf(where) {
    if (where === "headline") return text.querySelectorAll(".manuscript__headline");
    const photos = text.querySelectorAll("figure.photo");
    if (where.startsWith("photo ")) {
      return photos[Number(where.slice(6)) - 1]?.querySelectorAll("figcaption") || [];
    }
    if (where === "credits") return text.querySelectorAll(".manuscript__byline, figure.photo figcaption");
    const apart = ".manuscript__headline, .manuscript__byline, figure.photo *";
    return [...text.querySelectorAll(LINES)].filter((line) => !line.matches(apart));
  }

  // A line that holds others, as a quotation does its paragraphs, is left to them.
  function innermost(line) {
    return !line.querySelector(LINES);
  }

  function placeOf(item) {
    const { where, before, text: words, after } = item.dataset;
    const lines = [...linesOf(where)].filter(innermost);
    for (const [left, right] of [[before, after], [before, ""], ["", after], ["", ""]]) {
      for (const line of lines) {
        const at = line.textContent.indexOf(left + words + right);
        if (at >= 0) return { line, start: at + left.length, end: at + left.length + words.length };
      }
    }
    return null;
  }

  // Each stretch of text inside the place becomes a link of its own: bold type may begin in its midst.
  function mark({ line, start, end }, item) {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    const stretches = [];
    for (let at = 0; walker.nextNode(); at += walker.currentNode.length) {
      const node = walker.currentNode;
      const [left, right] = [Math.max(start - at, 0), Math.min(end - at, node.length)];
      if (left < right) stretches.push([node, left, right]);
    }
    stretches.forEach(([node, left, right], number) => {
      const range = document.createRange();
      range.setStart(node, left);
      range.setEnd(node, right);
      const link = document.createElement("a");
      link.className = `found found--${item.className.match(/proof--(\w+)/)[1]}`;
      link.href = `#${item.id}`;
      if (!number) link.id = `found-${item.id}`;
      range.surroundContents(link);
    });
    return stretches.length > 0;
  }

  function lead(item) {
    const words = item.querySelector("mark");
    const link = document.createElement("a");
    link.href = `#found-${item.id}`;
    words.replaceWith(link);
    link.append(words);
  }

  document.querySelectorAll(".proof[data-text]:not(.proof--waived)").forEach((item) => {
    if (!item.dataset.text) return;
    const place = placeOf(item);
    if (place && mark(place, item)) lead(item);
  });
})();
