"use strict";
// Draws who rests on whom from the rows of the table beneath: what it shows is what the table says.
(() => {
  const table = document.getElementById("backing");
  const figure = document.getElementById("picture");
  if (!table || !figure || !window.d3) return;
  const stage = figure.querySelector(".stage");
  const NARROW = 620;
  const GAP = 28;

  const node = (kind, name) => ({ kind, name, children: [] });

  // The tree: statement, origins, those through whom their word comes, reports, copies of these.
  function grow() {
    const trunk = node("statement", figure.dataset.text);
    for (const body of table.tBodies) {
      const root = node("origin", body.dataset.name);
      Object.assign(root, { stance: body.className, label: body.dataset.stance, reports: +body.dataset.reports });
      root.counted = "origin" in body.dataset;
      const reports = new Map();
      for (const row of body.querySelectorAll("tr[data-report]")) {
        if (reports.has(row.dataset.report)) continue;
        const leaf = node("report", row.dataset.outlet);
        Object.assign(leaf, { date: row.dataset.date, row });
        reports.set(row.dataset.report, leaf);
        const under = reports.get(row.dataset.under);
        if (under) { leaf.copy = true; under.children.push(leaf); continue; }
        let at = root;
        for (const link of row.querySelectorAll(".link")) {
          const name = link.textContent;
          let next = at.children.find((child) => child.kind === "through" && child.name === name);
          if (!next) { next = node("through", name); at.children.push(next); }
          at = next;
        }
        at.children.push(leaf);
      }
      trunk.children.push(root);
    }
    return trunk;
  }

  function place(tree, narrow, width) {
    if (narrow) {
      let line = 0;
      tree.eachBefore((one) => { one.px = 12 + one.depth * 16; one.py = 16 + GAP * line++; });
      return GAP * line + 8;
    }
    const step = Math.max(118, Math.min(270, (width - 285) / Math.max(1, tree.height)));
    // Close together where there are many, so that the whole is seen at once; origins with room for their names.
    const gap = Math.max(15, Math.min(GAP, 640 / tree.leaves().length));
    const origin = (one) => one.ancestors().find((up) => up.depth === 1);
    d3.cluster().nodeSize([gap, step]).separation((a, b) => (origin(a) === origin(b) ? 1 : Math.max(1, 52 / gap)))(tree);
    const top = d3.min(tree.descendants(), (one) => one.x) - 44;
    tree.each((one) => { one.px = 70 + one.depth * step - (one.depth ? 0 : 30); one.py = one.x - top; });
    return d3.max(tree.descendants(), (one) => one.py) + 24;
  }

  const link = (narrow) => (one) => narrow
    ? `M${one.source.px},${one.source.py}V${one.target.py}H${one.target.px}`
    : d3.linkHorizontal()({ source: [one.source.px, one.source.py], target: [one.target.px, one.target.py] });

  const radius = (data) => data.kind === "origin" ? Math.min(26, 9 + 2.4 * Math.sqrt(data.reports)) : data.kind === "statement" ? 8 : data.kind === "through" ? 4 : 5;
  const clip = (text, length) => (text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text);

  function words(one, narrow) {
    const data = one.data;
    const room = one.children && !narrow ? Math.floor((one.children[0].py === one.py ? one.children[0].px - one.px : 230) / 7.6) : 30;
    if (data.kind === "statement") return narrow ? clip(data.name, 34) : "";
    if (data.kind === "report") return one.children && !narrow ? clip(`${data.name}, ${data.date}`, room) : `${clip(data.name, 22)}, ${data.date}`;
    return clip(data.name, room);
  }

  function draw() {
    const width = stage.clientWidth || 320;
    const narrow = width < NARROW;
    const tree = d3.hierarchy(grow());
    const height = place(tree, narrow, width);
    const wide = narrow ? width : Math.max(width, d3.max(tree.descendants(), (one) => one.px) + 190);
    const svg = d3.create("svg").attr("width", wide).attr("height", height).attr("aria-hidden", "true").attr("focusable", "false");
    const stance = (one) => one.ancestors().find((up) => up.data.kind === "origin")?.data.stance || "";
    svg.append("g").selectAll("path").data(tree.links()).join("path")
      .attr("class", (one) => `edge ${stance(one.target)}${one.target.data.copy ? " copy" : ""}`)
      .attr("stroke-width", (one) => Math.min(14, 1 + Math.sqrt(one.target.leaves().length)))
      .attr("d", link(narrow));
    const nodes = svg.append("g").selectAll("g").data(tree.descendants()).join("g")
      .attr("class", (one) => `node ${one.data.kind} ${stance(one)}${one.data.copy ? " copy" : ""}${one.data.kind === "origin" && !one.data.counted ? " uncounted" : ""}`)
      .attr("transform", (one) => `translate(${one.px},${one.py})`);
    const size = (one) => (narrow && one.data.kind === "origin" ? 12 : radius(one.data));
    nodes.append("circle").attr("r", size);
    nodes.filter((one) => one.data.kind === "origin").append("text").attr("class", "number").attr("dy", ".35em").text((one) => one.data.reports);
    // On a wide picture what has children tells its name above its line, so that no line runs through it.
    const above = (one) => !narrow && one.children && one.data.kind !== "statement";
    nodes.append("text").attr("class", "name").attr("dir", "auto")
      .attr("text-anchor", (one) => (above(one) ? "middle" : "start"))
      .attr("x", (one) => (above(one) ? 0 : size(one) + 6))
      .attr("y", (one) => (above(one) ? -size(one) - 5 : 4))
      .text((one) => words(one, narrow));
    nodes.append("title").text((one) => one.data.name);
    nodes.filter((one) => one.data.row).on("click", (_, one) => { one.data.row.scrollIntoView({ block: "center" }); one.data.row.querySelector("a").focus(); });
    stage.replaceChildren(svg.node());
  }

  figure.hidden = false;
  draw();
  let width = stage.clientWidth;
  new ResizeObserver(() => { if (stage.clientWidth !== width) { width = stage.clientWidth; draw(); } }).observe(stage);
})();
