"use strict";
// Draws events against statements from the rows of the table beneath: what it shows is what the table says.
(() => {
  const table = document.getElementById("lanes");
  const figure = document.getElementById("picture");
  if (!table || !figure || !window.d3) return;
  const stage = figure.querySelector(".stage");
  const DAY = 864e5;
  const NARROW = 700;
  const TOP = 34;
  const FADE = 70; // length of an end that is not known
  const SHAPES = { affirms: d3.symbolCircle, denies: d3.symbolTimes, doubts: d3.symbolDiamond2 };

  const day = (text) => (text ? new Date(`${text}T00:00:00Z`) : null);
  const after = (date) => (date ? new Date(+date + DAY) : null);
  const clip = (text, length) => (text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text);

  // A day in words, in the page's language, as precise as the ticks are apart; the year with the first, and where it changes.
  function dated(ticks, step) {
    const tongue = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
    const parts = step > 300 * DAY ? { year: "numeric" } : step > 25 * DAY ? { month: "short" } : step >= DAY ? { day: "numeric", month: "short" } : { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
    const words = (more) => new Intl.DateTimeFormat(tongue, { timeZone: "UTC", ...parts, ...more }).format;
    const [short, long] = [words({}), words({ year: "numeric" })];
    return (date, number) => (number && date.getUTCFullYear() === ticks[number - 1].getUTCFullYear() ? short : long)(date);
  }

  // Several statements of one stance on the same days are one mark with a number.
  function marks(rows) {
    const groups = d3.group(rows.filter((row) => row.dataset.first || row.dataset.last), (row) => [row.dataset.first, row.dataset.last, row.dataset.stance].join(" "));
    const found = Array.from(groups.values(), (all) => ({ first: day(all[0].dataset.first), last: after(day(all[0].dataset.last)), stance: all[0].dataset.stance, number: all.length, row: all[0] }));
    // Those of one day stand side by side.
    for (const same of d3.group(found, (one) => +one.last || +one.first).values()) same.forEach((one, n) => { one.aside = (n - (same.length - 1) / 2) * 16; });
    return found;
  }

  const lanes = Array.from(table.tBodies, (body) => ({
    text: body.dataset.text,
    events: Array.from(body.querySelectorAll('[data-kind="event"]'), (row) => ({ first: day(row.dataset.first), last: after(day(row.dataset.last)), row })),
    marks: marks(Array.from(body.querySelectorAll('[data-kind="statement"]'))),
  })).filter((lane) => lane.events.length || lane.marks.length);
  const published = stage.dataset.published.split(" ").filter(Boolean).map(day);
  const days = lanes.flatMap((lane) => [...lane.events, ...lane.marks]).flatMap((one) => [one.first, one.last]).filter(Boolean);
  if (!days.length) return;

  // All of it, and what it opens with: the days of the reports and as much around them, so that nothing far squeezes them.
  const padded = (first, last) => { const room = Math.max(DAY, (last - first) * 0.06); return [new Date(first - room), new Date(+last + room)]; };
  const known = [...published, ...days].map(Number);
  const whole = padded(d3.min(known), d3.max(known));
  const bulk = d3.extent((published.length ? published : days).map(Number));
  const reach = Math.max(6 * DAY, bulk[1] - bulk[0]);
  const opening = padded(Math.max(d3.min(known), bulk[0] - reach), Math.min(d3.max(known), bulk[1] + reach));

  let shown = d3.zoomIdentity;
  let width = 0;

  // Where something begins and ends, in the picture; an end that is not known is as long as it takes to fade.
  function extent(one, x) {
    const first = one.first ? x(one.first) : x(one.last) - FADE;
    const last = one.last ? x(one.last) : x(one.first) + FADE;
    return [first, Math.max(last, first + 3)];
  }

  const fading = (one) => (one.first ? (one.last ? "" : "since") : "until");
  const place = (one, x) => (one.last ? x(new Date(+one.last - DAY / 2)) : x(one.first)) + one.aside;

  function gradients(svg) {
    for (const [name, from, to] of [["fade-until", 0.05, 0.9], ["fade-since", 0.9, 0.05]]) {
      const gradient = svg.append("defs").append("linearGradient").attr("id", name);
      gradient.append("stop").attr("class", "shade").attr("offset", 0).attr("stop-opacity", from);
      gradient.append("stop").attr("class", "shade").attr("offset", 1).attr("stop-opacity", to);
    }
  }

  const margin = () => (width < NARROW ? 8 : 250);
  const scale = () => d3.scaleUtc(whole, [margin(), width - 12]);

  function draw() {
    const narrow = width < NARROW;
    const left = margin();
    const high = narrow ? 62 : 46;
    const drop = narrow ? 18 : 0;
    const x = shown.rescaleX(scale());
    const height = TOP + lanes.length * high + 6;
    const svg = d3.create("svg").attr("width", width).attr("height", height).attr("aria-hidden", "true").attr("focusable", "false");
    gradients(svg);
    svg.append("clipPath").attr("id", "within").append("rect").attr("x", left).attr("width", Math.max(0, width - left)).attr("height", height);
    const axis = svg.append("g").attr("class", "axis").attr("clip-path", "url(#within)");
    const all = x.ticks(Math.max(2, (width - left) / 110));
    // None whose words the edge would cut.
    const ticks = all.filter((date) => x(date) > left + 38 && x(date) < width - 38);
    axis.append("g").attr("transform", `translate(0,${TOP})`).call(d3.axisTop(x).tickValues(ticks).tickFormat(dated(ticks, all[1] - all[0])).tickSizeInner(5).tickSizeOuter(0));
    axis.selectAll("line.published").data(published).join("line").attr("class", "published")
      .attr("x1", (date) => x(+date + DAY / 2)).attr("x2", (date) => x(+date + DAY / 2)).attr("y1", TOP).attr("y2", TOP + 9);
    axis.selectAll("line.grid").data(all).join("line").attr("class", "grid")
      .attr("x1", x).attr("x2", x).attr("y1", TOP).attr("y2", height);
    const rows = svg.append("g").selectAll("g").data(lanes).join("g").attr("transform", (_, number) => `translate(0,${TOP + 8 + number * high})`);
    rows.append("line").attr("class", "rule").attr("x2", width).attr("y1", high - 4).attr("y2", high - 4);
    rows.append("text").attr("class", "name").attr("dir", "auto").attr("x", narrow ? 8 : 6).attr("y", narrow ? 13 : 20).text((lane) => clip(lane.text, narrow ? Math.floor(width / 7.4) : 32)).append("title").text((lane) => lane.text);
    rows.append("g").attr("transform", `translate(0,${drop})`).each(function each(lane) {
      const group = d3.select(this);
      const bar = (one) => extent(one, x);
      for (const one of lane.events) {
        const [first, last] = bar(one);
        for (const mark of lane.marks) {
          const at = place(mark, x);
          group.append("line").attr("class", `tie ${mark.stance}`).attr("x1", at).attr("y1", 29).attr("x2", Math.max(first, Math.min(at, last))).attr("y2", 14);
        }
        group.append("rect").attr("class", `event ${fading(one)}`).attr("x", first).attr("width", last - first).attr("y", 5).attr("height", 10).attr("rx", 2)
          .on("click", () => go(one.row)).append("title").text(one.row.innerText);
      }
      for (const mark of lane.marks) {
        const at = place(mark, x);
        const [first, last] = bar(mark);
        if (!mark.first) group.append("rect").attr("class", "tail").attr("x", at - FADE / 2).attr("width", FADE / 2).attr("y", 28).attr("height", 2);
        else if (mark.last - mark.first > DAY) group.append("rect").attr("class", "told").attr("x", first).attr("width", last - first).attr("y", 28).attr("height", 2);
        group.append("path").attr("class", `mark ${mark.stance}`).attr("transform", `translate(${at},29)`)
          .attr("d", d3.symbol(SHAPES[mark.stance], 60 + 26 * Math.min(8, mark.number - 1))())
          .on("click", () => go(mark.row)).append("title").text(mark.row.innerText);
        if (mark.number > 1) group.append("text").attr("class", "several").attr("x", at + 9).attr("y", 33).text(mark.number);
      }
    });
    // Nothing runs over the names.
    if (!narrow) rows.append("rect").attr("class", "cover").attr("width", left - 4).attr("height", high - 5).attr("y", -4);
    rows.selectAll("text.name").raise();
    stage.replaceChildren(svg.node());
  }

  const go = (row) => { row.scrollIntoView({ block: "center" }); row.querySelector("a")?.focus(); };

  const zoom = d3.zoom().scaleExtent([0.5, 20000])
    .filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey || document.activeElement === stage : !event.button))
    .on("zoom", (event) => { shown = event.transform; draw(); });
  const area = d3.select(stage).call(zoom).on("dblclick.zoom", null);

  function open() {
    const [first, last] = opening.map(scale());
    const size = (width - 12 - margin()) / (last - first);
    area.call(zoom.transform, d3.zoomIdentity.translate(margin() - first * size, 0).scale(size));
  }

  const moves = {
    earlier: () => area.call(zoom.translateBy, width / 4 / shown.k, 0),
    later: () => area.call(zoom.translateBy, -width / 4 / shown.k, 0),
    closer: () => area.call(zoom.scaleBy, 1.6, [width / 2, 0]),
    wider: () => area.call(zoom.scaleBy, 1 / 1.6, [width / 2, 0]),
    all: () => area.call(zoom.transform, d3.zoomIdentity),
  };
  const keys = { ArrowLeft: "earlier", ArrowRight: "later", "+": "closer", "=": "closer", "-": "wider", 0: "all", Home: "all" };
  figure.querySelector(".controls").addEventListener("click", (event) => moves[event.target.dataset.move]?.());
  stage.addEventListener("keydown", (event) => {
    const move = !event.ctrlKey && !event.metaKey && !event.altKey && keys[event.key];
    if (move) { event.preventDefault(); moves[move](); }
  });

  figure.hidden = false;
  new ResizeObserver(() => { if (stage.clientWidth !== width) { width = stage.clientWidth; open(); } }).observe(stage);
})();
