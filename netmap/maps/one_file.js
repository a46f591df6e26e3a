"use strict";
/* Gives the drawn network its names, tooltips, bands and buttons. Every name is drawn on the canvas or
   set as text, never as HTML. */
(() => {
  const page = JSON.parse(document.getElementById("netmap-page").textContent);
  const FONT = "13px system-ui, sans-serif";
  const LINE = 15;
  const PALE = 0.15;
  const looks = {
    nodes: new Map(nodes.get().map((node) => [node.id, node.opacity])),
    edges: new Map(edges.get().map((edge) => [edge.id, edge.color])),
  };
  let chosen = null;
  let away = () => false;
  const frame = document.querySelector("#mynetwork .vis-network");
  const part = (name) => document.getElementById("netmap-" + name);

  /** An entry with a tooltip that holds nothing but text. */
  function titled({ id, tip }) {
    return { id, title: Object.assign(document.createElement("div"), { textContent: tip }) };
  }

  function drawBands(context) {
    const zoom = network.getScale();
    const left = network.DOMtoCanvas({ x: 0, y: 0 }).x;
    const right = network.DOMtoCanvas({ x: frame.clientWidth, y: 0 }).x;
    page.bands.forEach((band, place) => {
      context.fillStyle = place % 2 ? page.sheet.band_other : page.sheet.band;
      context.fillRect(left, band.top, right - left, band.bottom - band.top);
      context.fillStyle = page.sheet.band_text;
      context.font = "600 " + 13 / zoom + "px system-ui, sans-serif";
      context.textAlign = "left";
      context.textBaseline = "top";
      context.fillText(band.name, left + 10 / zoom, band.top + 6 / zoom);
    });
  }

  function drawRings(context) {
    context.fillStyle = page.sheet.open_fill;
    page.rings.forEach((ring) => {
      context.beginPath();
      context.arc(ring.x, ring.y, ring.radius, 0, 2 * Math.PI);
      context.fill();
    });
  }

  /** The boxes in which a name may stand, in screen pixels: below its node, above, right, left. */
  function nameBoxes(context, node, spot) {
    const width = Math.max(...node.lines.map((line) => context.measureText(line).width));
    const height = node.lines.length * LINE;
    const off = node.radius * network.getScale() + 4;
    const corners = [[-width / 2, off], [-width / 2, -off - height], [off, -height / 2], [-off - width, -height / 2]];
    const within = (x) => (spot.x > 0 && spot.x < frame.clientWidth ? Math.min(Math.max(x, 2), frame.clientWidth - width - 2) : x);
    return corners.map(([x, y], place) => ({ x: place < 2 ? within(spot.x + x) : spot.x + x, y: spot.y + y, width, height }));
  }

  function overlap(one, other) {
    return one.x < other.x + other.width && other.x < one.x + one.width &&
      one.y < other.y + other.height && other.y < one.y + one.height;
  }

  function nodeBox(node, spot) {
    const half = node.radius * network.getScale();
    return { x: spot.x - half, y: spot.y - half, width: 2 * half, height: 2 * half, node: node.id };
  }

  function drawName(context, node, box) {
    context.font = (node.strong ? "600 " : "") + FONT;
    context.globalAlpha = node.faded || away(node.id) ? 0.45 : 1;
    node.lines.forEach((line, place) => {
      const y = box.y + place * LINE + LINE / 2;
      context.strokeText(line, box.x + box.width / 2, y);
      context.fillStyle = node.colour;
      context.fillText(line, box.x + box.width / 2, y);
    });
  }

  /** The letters of its sector in the middle of a node, where they can be read. */
  function drawMark(context, node, spot) {
    const size = node.radius * network.getScale();
    if (size >= 7) {
      context.font = "600 " + size * (node.mark.length < 3 ? 0.95 : 0.7) + "px system-ui, sans-serif";
      context.fillStyle = page.sheet.background;
      context.globalAlpha = away(node.id) ? 0.45 : 1;
      context.fillText(node.mark, spot.x, spot.y);
    }
  }

  /** Names at the same size at every zoom: the first in `page.nodes` take their place first. */
  function drawNames(context) {
    const spots = network.getPositions();
    const at = (node) => network.canvasToDOM(spots[node.id]);
    const ratio = context.canvas.width / frame.clientWidth;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeStyle = page.sheet.background;
    context.textAlign = "center";
    context.textBaseline = "middle";
    const closed = page.nodes.filter((node) => !node.open);
    const taken = closed.map((node) => nodeBox(node, at(node)));
    closed.filter((node) => !node.faded).forEach((node) => drawMark(context, node, at(node)));
    page.nodes.filter((node) => node.lines.length).forEach((node) => {
      context.font = "600 " + FONT;
      const all = nameBoxes(context, node, at(node));
      const boxes = node.open ? [all[1]] : all;
      const isFree = (box) => !taken.some((other) => other.node !== node.id && overlap(box, other));
      const isWhole = (box) => box.x > 0 && box.x + box.width < frame.clientWidth && isFree(box);
      const box = boxes.find(isWhole) || (node.strong && boxes[0]);
      if (box) {
        taken.push(box);
        drawName(context, node, box);
      }
    });
    context.restore();
  }

  /** What is chosen, itself and its neighbours; without a choice everything that is not drawn pale. */
  function shown() {
    const near = new Set(page.edges.map((edge) => edge.ends).filter((ends) => ends.includes(chosen)).flat());
    const is = (node) => (chosen === null ? !node.faded : node.id === chosen || near.has(node.id));
    return page.nodes.filter(is).map((node) => node.id);
  }

  /** Let a node and its neighbours stand out; null lets go. What is chosen stands in the file's address. */
  function choose(number) {
    const there = page.nodes.find((node) => node.id === number);
    chosen = there ? number : null;
    const seen = new Set(shown());
    away = (id) => chosen !== null && !seen.has(id);
    const opacity = (id) => looks.nodes.get(id) * (away(id) ? PALE : 1);
    nodes.update(page.nodes.map(({ id }) => ({ id, opacity: opacity(id) })));
    edges.update(page.edges.map(({ id, ends }) => {
      const colour = looks.edges.get(id);
      const mine = chosen === null || ends.includes(chosen);
      return { id, color: { ...colour, opacity: colour.opacity * (mine ? 1 : PALE) } };
    }));
    network.selectNodes(there ? [number] : [], false);
    part("chosen").textContent = there ? there.tip.split("\n").join(", ") : "";
    const row = (textContent) => Object.assign(document.createElement("li"), { textContent });
    part("partners").replaceChildren(...((there && page.partners[number]) || []).map(row));
    const told = there ? "#chosen=" + number : "";
    if (location.hash !== told) history.replaceState(null, "", told || location.href.split("#")[0]);
  }

  /** The choice that the address names, else the one that the file was made with. */
  function chosenAtFirst() {
    const told = /^#chosen=(\d+)$/.exec(location.hash);
    return told ? Number(told[1]) : page.chosen;
  }

  /** On an upright screen a wide network stands upright too, as on the page, unless bands lie across it. */
  function turn() {
    const spots = Object.entries(network.getPositions());
    const span = (of) => Math.max(...spots.map(of)) - Math.min(...spots.map(of));
    const isWide = span(([, spot]) => spot.x) > span(([, spot]) => spot.y);
    if (isWide && frame.clientHeight > frame.clientWidth && !page.bands.length) {
      spots.forEach(([id, { x, y }]) => network.moveNode(id, y, x));
      page.rings.forEach((ring) => Object.assign(ring, { x: ring.y, y: ring.x }));
      page.seen = null;
    }
  }

  const zoomBy = (factor) => network.moveTo({ scale: network.getScale() * factor });

  /** Everything in view, with room at the edges for the outermost names. */
  function showAll() {
    network.fit({ nodes: shown() });
    zoomBy(Math.min(0.9, 1 - 110 / frame.clientWidth));
  }

  /** What was seen of the map when the file was made, as large as it fits here; else everything. */
  function showAtFirst() {
    const seen = page.seen;
    if (!seen || location.hash) return showAll();
    const scale = Math.min(frame.clientWidth / (seen.x2 - seen.x1), frame.clientHeight / (seen.y2 - seen.y1));
    network.moveTo({ position: { x: (seen.x1 + seen.x2) / 2, y: (seen.y1 + seen.y2) / 2 }, scale });
  }

  network.on("beforeDrawing", (context) => {
    drawBands(context);
    drawRings(context);
  });
  network.on("afterDrawing", drawNames);
  nodes.update(page.nodes.map(titled));
  edges.update(page.edges.map(titled));
  frame.tabIndex = 0;
  Object.entries({ role: "application", "aria-label": page.label, "aria-describedby": "netmap-hint" }).forEach((each) => frame.setAttribute(...each));
  Object.entries({ in: () => zoomBy(1.3), out: () => zoomBy(1 / 1.3), fit: showAll }).forEach(([name, act]) => part(name).addEventListener("click", act));
  network.on("click", (event) => choose(event.nodes.length ? event.nodes[0] : null));
  window.addEventListener("hashchange", () => choose(chosenAtFirst()));
  turn();
  choose(chosenAtFirst());
  showAtFirst();
})();
