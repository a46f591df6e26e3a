/**
 * The level view: levels as bands, the highest on top, zones and agencies in them, first paths over it, and
 * one path walked through step by step: `dash_clientside.netmap_levels`.
 *
 * Everything comes from the server as numbers and texts; texts are only ever set as text.
 */
(function () {
  'use strict';

  const SVG = 'http://www.w3.org/2000/svg';
  const [ROW, HEAD, EDGE] = [86, 26, 10];
  const [LINES, WIDEST] = [3, 190];
  const PLAY_MS = 1600;
  const ink = document.createElement('canvas').getContext('2d');
  const state = { view: null, width: 0, step: -1, timer: null, places: new Map() };

  function element(name, attributes, parent) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) {
      made.setAttribute(key, value);
    }
    parent.append(made);
    return made;
  }

  // --- Places --------------------------------------------------------------------------------

  /** Where every mark lies: rows of cells within the band of its level, the highest band on top. */
  function layout(view, width) {
    const across = Math.max(2, Math.floor((width - 2 * EDGE) / (width < 600 ? 112 : 150)));
    const [places, bands] = [new Map(), []];
    let top = 0;
    [...view.bands.keys()].reverse().forEach((band) => {
      const here = view.nodes.filter((node) => node.band === band);
      if (band === 0 && here.length === 0) {
        return;
      }
      const rows = [...inRows(here.filter(isZone), across), ...inRows(here.filter((node) => !isZone(node)), across)];
      rows.forEach((nodes, row) => {
        const cell = Math.min(WIDEST, (width - 2 * EDGE) / nodes.length);
        const left = (width - nodes.length * cell) / 2;
        const y = top + HEAD + row * ROW + 18;
        nodes.forEach((node, place) => places.set(node.number, { x: left + (place + 0.5) * cell, y, node, cell }));
      });
      const height = HEAD + (rows.length ? rows.length * ROW : EDGE);
      bands.push({ name: view.bands[band], top, height });
      top += height;
    });
    return { places, bands, height: top };
  }

  function isZone(node) {
    return node.sort === 'zone';
  }

  /** Marks in rows of at most so many, as evenly as can be. */
  function inRows(nodes, across) {
    const count = Math.ceil(nodes.length / across);
    const each = Math.ceil(nodes.length / Math.max(1, count));
    return [...new Array(count).keys()].map((row) => nodes.slice(row * each, (row + 1) * each));
  }

  // --- Drawing -------------------------------------------------------------------------------

  function paint() {
    const root = document.getElementById('level-view');
    const { view } = state;
    if (!root || !view) {
      return;
    }
    state.width = root.clientWidth;
    const { places, bands, height } = layout(view, Math.max(280, state.width));
    state.places = places;
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', `0 0 ${Math.max(280, state.width)} ${height}`);
    svg.setAttribute('height', height);
    svg.setAttribute('aria-hidden', 'true');
    bands.forEach((band, place) => drawBand(svg, band, place));
    const below = element('g', { class: 'flows' }, svg);
    view.flows.forEach((flow) => drawFlow(below, flow, view.most));
    places.forEach((place) => drawMark(svg, place));
    root.replaceChildren(svg);
    mark();
  }

  /** How wide a text of a mark is, at its boldest. */
  function measure(text) {
    ink.font = `600 ${getComputedStyle(document.documentElement).getPropertyValue('--text-1') || '13px'} ${getComputedStyle(document.body).fontFamily}`;
    return ink.measureText(text).width;
  }

  function drawBand(svg, band, place) {
    const box = { x: 0, y: band.top, width: '100%', height: band.height, class: place % 2 ? 'band odd' : 'band' };
    element('rect', box, svg);
    element('text', { x: EDGE, y: band.top + 17, class: 'band-name' }, svg).textContent = band.name;
  }

  function drawFlow(parent, [source, target, paths], most) {
    const [a, b] = [state.places.get(source), state.places.get(target)];
    const width = 1.5 + 8 * Math.sqrt(paths / most);
    const line = element('path', { d: curve(a, b), 'stroke-width': width.toFixed(1), class: 'flow' }, parent);
    line.dataset.flow = `${source} ${target}`;
    element('title', {}, line).textContent = `${a.node.name} → ${b.node.name}: ${paths}`;
  }

  /** A bow from one mark to another: upright between bands, arched within one. */
  function curve(a, b) {
    if (Math.abs(a.y - b.y) < ROW / 2) {
      const rise = Math.min(60, 16 + Math.abs(a.x - b.x) / 6);
      return `M${a.x} ${a.y} Q${(a.x + b.x) / 2} ${a.y - rise} ${b.x} ${b.y}`;
    }
    const middle = (a.y + b.y) / 2;
    return `M${a.x} ${a.y} C${a.x} ${middle} ${b.x} ${middle} ${b.x} ${b.y}`;
  }

  function drawMark(svg, { x, y, node, cell }) {
    const group = element('g', { class: `mark ${node.sort}`, transform: `translate(${x} ${y})` }, svg);
    group.dataset.mark = node.number;
    if (node.sort === 'zone') {
      element('path', { d: 'M0 -12 L12 0 L0 12 L-12 0 Z' }, group);
    } else {
      element('circle', { r: node.sort === 'others' ? 6 : 8 }, group);
    }
    window.netmapWrap(node.name, cell - 10, LINES, measure).forEach((line, place) => {
      element('text', { y: 26 + place * 14 }, group).textContent = line;
    });
    element('title', {}, group).textContent = node.name;
  }

  // --- Walking through a path ----------------------------------------------------------------

  function steps() {
    return [...document.querySelectorAll('#steps > li')];
  }

  /** Mark the whole path and its present step in the drawing and in the list. */
  function mark() {
    const listed = steps();
    const all = listed.map((step) => JSON.parse(step.dataset.marks));
    const now = all[state.step] || [];
    const pairs = (list) => list.slice(1).map((each, place) => `${list[place]} ${each}`);
    const whole = new Set(all.flatMap(pairs));
    const present = new Set(pairs(now));
    document.querySelectorAll('#level-view .flow').forEach((flow) => {
      flow.classList.toggle('path', whole.has(flow.dataset.flow));
      flow.classList.toggle('now', present.has(flow.dataset.flow));
    });
    document.querySelectorAll('#level-view .mark').forEach((each) => {
      const number = Number(each.dataset.mark);
      each.classList.toggle('path', all.some((marks) => marks.includes(number)));
      each.classList.toggle('now', now.includes(number));
    });
    listed.forEach((step, place) => { step.ariaCurrent = place === state.step ? 'step' : null; });
    say(listed[state.step]);
  }

  function say(step) {
    const said = document.getElementById('step-said');
    if (said) {
      said.textContent = step ? step.dataset.said : '';
    }
  }

  function go(step) {
    const last = steps().length - 1;
    state.step = Math.min(Math.max(step, 0), last);
    mark();
    return state.step < last;
  }

  function stop() {
    window.clearInterval(state.timer);
    state.timer = null;
    word();
  }

  function word() {
    const button = document.querySelector('button[data-step="play"]');
    if (button) {
      button.textContent = state.timer === null ? button.dataset.play : button.dataset.pause;
      button.setAttribute('aria-pressed', String(state.timer !== null));
    }
  }

  function play() {
    if (state.timer !== null) {
      stop();
      return;
    }
    const more = go(state.step >= steps().length - 1 ? 0 : state.step + 1);
    if (more) {
      state.timer = window.setInterval(() => go(state.step + 1) || stop(), PLAY_MS);
    }
    word();
  }

  const ACTS = {
    play,
    previous: () => { stop(); go(state.step - 1); },
    next: () => { stop(); go(state.step + 1); },
  };

  function hear(event) {
    const button = event.target instanceof Element && event.target.closest('button[data-step]');
    if (button) {
      ACTS[button.dataset.step]();
    }
  }

  // --- Coming and going ----------------------------------------------------------------------

  /** Another answer: draw it, and begin its path anew. */
  function draw(view) {
    stop();
    state.view = view || null;
    state.step = -1;
    window.requestAnimationFrame(() => window.requestAnimationFrame(paint));
    return window.dash_clientside.no_update;
  }

  function resized() {
    const root = document.getElementById('level-view');
    if (root && state.view && root.clientWidth !== state.width) {
      paint();
    }
  }

  document.addEventListener('click', hear);
  window.addEventListener('resize', resized);

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.netmap_levels = { draw };
})();
