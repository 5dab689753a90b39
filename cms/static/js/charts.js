// Draws the charts of 图表 beside their tables. What to draw is a JSON block of the page; without this
// script the tables stand alone. Told apart by pattern and label, colour only adds; nothing moves.
(() => {
  "use strict";
  const NARROW = matchMedia("(max-width: 50em)");
  const ROW = 44; // a bar with a name of two lines
  // Root sizes grow with the chosen size of text, and so do the words of a chart.
  const SIZE = 0.875 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  const STRIPES = {
    symbol: "rect",
    dashArrayX: [1, 0],
    dashArrayY: [2, 5],
    rotation: -Math.PI / 4,
    color: "#5c3317",
  };
  // Dark and plain, light and striped: as different in grey as in colour.
  const LOOKS = [{ color: "#8c1d18" }, { color: "#f0d9b5", decal: STRIPES }];
  const NOTHING = { borderWidth: 0 };

  function seriesOf(data, series, place, text) {
    const outline = { borderColor: text.color, borderWidth: 1 };
    const lookOf = (index) => LOOKS[data.own === null || index === data.own ? place : 1];
    return {
      type: "bar",
      name: series.name,
      barMaxWidth: 36,
      itemStyle: { ...LOOKS[place], ...outline },
      label: {
        show: true,
        position: data.form === "columns" ? "top" : "right",
        formatter: ({ dataIndex }) => series.texts[dataIndex],
        ...text,
      },
      data: series.values.map((value, index) => ({
        value,
        itemStyle: value ? { ...lookOf(index), ...outline } : NOTHING,
      })),
    };
  }

  function columns(data, text) {
    return {
      legend: {
        show: data.series.length > 1,
        top: 0,
        left: 0,
        itemWidth: 28,
        itemHeight: 16,
        textStyle: text,
        selectedMode: false,
      },
      grid: { left: 4, right: 4, top: data.series.length > 1 ? 56 : 28, bottom: 48 },
      xAxis: {
        type: "category",
        data: data.labels,
        axisTick: { show: false },
        axisLabel: { interval: 0, lineHeight: 20, ...text },
      },
      yAxis: { type: "value", show: false },
    };
  }

  // A long name takes two lines and ends in dots; the table has it whole.
  function twoLines(name, perLine) {
    const cut = name.length > 2 * perLine ? `${name.slice(0, 2 * perLine - 1)}…` : name;
    const half = Math.ceil(cut.length / 2); // no line of one character
    return cut.length > perLine ? `${cut.slice(0, half)}\n${cut.slice(half)}` : cut;
  }

  const longest = (texts) => Math.max(...texts.map((text) => text.length));

  function bars(data, text, width) {
    const names = Math.min(longest(data.labels) * SIZE, width * 0.36);
    const figures = longest(data.series.flatMap((series) => series.texts)) * SIZE * 0.85;
    return {
      grid: { left: names + 12, right: figures + 12, top: 4, bottom: 4 },
      xAxis: { type: "value", show: false },
      yAxis: {
        type: "category",
        data: data.labels,
        inverse: true,
        axisTick: { show: false },
        axisLabel: {
          interval: 0,
          formatter: (name) => twoLines(name, Math.floor(names / SIZE)),
          lineHeight: 18,
          ...text,
        },
      },
    };
  }

  function start(section) {
    const data = JSON.parse(document.getElementById(section.dataset.chart).textContent);
    const picture = document.createElement("div");
    picture.className = "chart__picture";
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", data.summary);
    picture.style.height = data.form === "columns" ? "20rem" : `${data.labels.length * ROW + 8}px`;
    section.querySelector(".chart__body").prepend(picture);
    section.querySelector(".chart__table").open = !NARROW.matches;
    const look = getComputedStyle(picture);
    const text = { color: look.color, fontFamily: look.fontFamily, fontSize: SIZE };
    const chart = echarts.init(picture, null, { renderer: "svg" });
    const fit = () => {
      chart.resize();
      const option = data.form === "columns" ? columns(data, text) : bars(data, text, picture.clientWidth);
      const series = data.series.map((one, place) => seriesOf(data, one, place, text));
      chart.setOption({ animation: false, ...option, series }, true);
    };
    fit();
    new ResizeObserver(fit).observe(picture);
  }

  document.querySelectorAll("[data-chart]").forEach(start);
})();
