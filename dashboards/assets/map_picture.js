/**
 * The whole map as one PNG: title, map, legend and caption, at twice the screen's resolution.
 *
 * All is drawn on a canvas and saved from memory: nothing is requested, and no script or style is made.
 */
(function (netmapMap) {
  'use strict';

  const RATIO = 2;
  const EDGE = 32;
  const [GAP, ROOM] = [22, 8];
  const LEAST = 560;

  /** The whole map as the bytes of a PNG. */
  function picture(engine) {
    const canvas = compose(engine);
    return new Promise((done) => canvas.toBlob(done, 'image/png'));
  }

  /** The map at the zoom of the picture: its names and how far all of it reaches. */
  function drawing(engine) {
    const labels = new netmapMap.Labels(document.createElement('canvas'), engine.labels.family);
    const isDrawn = (number) => engine.picked === null || engine.near.nodes.has(number);
    labels.items = engine.labels.items.filter(({ node }) => isDrawn(node.id));
    const nodes = [...engine.nodes()].filter(({ id }) => isDrawn(id));
    const box = netmapMap.extent(nodes);
    if (!box) {
      return { zoom: 1, labels, area: { x1: 0, y1: 0, x2: LEAST, y2: 120 } };
    }
    const zoom = scaleOf(box, nodes.length);
    labels.arrange(zoom);
    const sheets = [...engine.drawn.boxes].filter(([number]) => isDrawn(number)).map(([, each]) => each);
    const boxes = [box, ...sheets].map((each) => grown(each, zoom));
    return { zoom, labels, area: reach([...boxes, ...labels.placed.map(({ spot }) => spot)], zoom, engine.shown.bands || []) };
  }

  /** A box on the picture, with room for what is drawn around its edge. */
  function grown({ x1, y1, x2, y2 }, zoom) {
    return { x1: x1 * zoom - ROOM, y1: y1 * zoom - ROOM, x2: x2 * zoom + ROOM, y2: y2 * zoom + ROOM };
  }

  /** Small maps are drawn large, large ones so that names find room. */
  function scaleOf({ x1, y1, x2, y2 }, nodes) {
    const [wide, tall] = nodes > 250 ? [2400, 1800] : [1500, 1100];
    return Math.min(wide / Math.max(x2 - x1, 1), tall / Math.max(y2 - y1, 1), 1.6);
  }

  function reach(boxes, zoom, bands) {
    const strips = bands.map((band) => ({ x1: Infinity, x2: -Infinity, y1: band.top * zoom, y2: band.bottom * zoom }));
    const all = [...boxes, ...strips];
    const least = (key) => all.reduce((found, each) => Math.min(found, each[key]), Infinity);
    const most = (key) => all.reduce((found, each) => Math.max(found, each[key]), -Infinity);
    return { x1: least('x1') - (bands.length ? 130 : 0), y1: least('y1'), x2: most('x2'), y2: most('y2') };
  }

  /** The parts one under another; each draws from its own top left corner. */
  function compose(engine) {
    const map = drawing(engine);
    const { sheet } = engine.looks;
    const canvas = document.createElement('canvas');
    const ink = canvas.getContext('2d');
    const family = engine.labels.family;
    const width = Math.max(map.area.x2 - map.area.x1, LEAST);
    const [title, period, drawn, ...rest] = engine.shown.caption || [];
    const caption = [period, narrowed(engine) || drawn, ...rest];
    const parts = [
      paragraph(ink, [title], { width, font: '600 22px ' + family, step: 28, colour: sheet.text }),
      mapPart(map, engine, sheet),
      legend(ink, engine, width, family, sheet),
      paragraph(ink, caption, { width, font: '13px ' + family, step: 19, colour: sheet.muted }),
    ].filter((part) => part.height > 0);
    const height = parts.reduce((sum, part) => sum + part.height, 0) + GAP * (parts.length - 1) + 2 * EDGE;
    canvas.width = Math.ceil((width + 2 * EDGE) * RATIO);
    canvas.height = Math.ceil(height * RATIO);
    ink.fillStyle = sheet.background;
    ink.fillRect(0, 0, canvas.width, canvas.height);
    let top = EDGE;
    for (const part of parts) {
      ink.setTransform(RATIO, 0, 0, RATIO, EDGE * RATIO, top * RATIO);
      ink.globalAlpha = 1;
      ink.setLineDash([]);
      part.draw(ink);
      top += part.height + GAP;
    }
    return canvas;
  }

  /** What the picture is narrowed to, and how much else is on the map; empty where nothing is chosen. */
  function narrowed({ words, near, drawn: { nodes }, picked, partner }) {
    const [name, to] = [picked, partner].map((number) => (number === null ? '' : nodes.get(number).name));
    const left = nodes.size - near.nodes.size;
    const said = to ? words.say('chosen_pair', { from: name, to }) : name && words.say('chosen', { name });
    return said && [said, left > 0 ? words.count('left_out', left) : ''].join(' ').trim();
  }

  function paragraph(ink, texts, { width, font, step, colour }) {
    ink.font = font;
    const lines = texts.filter(Boolean).flatMap((text) => netmapWrap(text, width, 12, (each) => ink.measureText(each).width));
    return {
      height: lines.length * step,
      draw(to) {
        to.font = font;
        to.fillStyle = colour;
        to.textAlign = 'left';
        to.textBaseline = 'middle';
        lines.forEach((line, at) => to.fillText(line, 0, (at + 0.5) * step));
      },
    };
  }

  function mapPart(map, engine, sheet) {
    const { area, zoom } = map;
    return {
      height: area.y2 - area.y1,
      draw(ink) {
        ink.translate(-area.x1, -area.y1);
        bands(ink, engine.shown.bands || [], area, zoom, sheet, engine.labels.family);
        engine.lines.write(ink, zoom, { x: 0, y: 0 }, null);
        engine.markPicked(ink, zoom, { x: 0, y: 0 });
        map.labels.write(ink, map.labels.placed);
      },
    };
  }

  function bands(ink, list, area, zoom, sheet, family) {
    list.forEach((band, at) => {
      const top = band.top * zoom;
      ink.fillStyle = at % 2 ? sheet.band_other : sheet.band;
      ink.fillRect(area.x1, top, area.x2 - area.x1, (band.bottom - band.top) * zoom);
      ink.fillStyle = sheet.rule;
      ink.fillRect(area.x1, top, area.x2 - area.x1, 1);
      ink.fillStyle = sheet.band_text;
      ink.font = '600 13px ' + family;
      ink.textAlign = 'left';
      ink.textBaseline = 'top';
      ink.fillText(band.name, area.x1 + 8, top + 8);
    });
  }

  /** Swatches and labels in rows. */
  function legend(ink, engine, width, family, sheet) {
    const font = '13px ' + family;
    ink.font = font;
    const entries = [];
    let [x, y] = [0, 0];
    for (const entry of engine.shown.legend || []) {
      const wide = 46 + ink.measureText(entry.label).width + 22;
      if (x > 0 && x + wide > width) {
        [x, y] = [0, y + 24];
      }
      entries.push({ entry, x, y: y + 12 });
      x += wide;
    }
    return {
      height: entries.length ? y + 24 : 0,
      draw(to) {
        for (const each of entries) {
          swatch(to, each, engine.looks, sheet);
          Object.assign(to, { font, fillStyle: sheet.text, textAlign: 'left', textBaseline: 'middle', globalAlpha: 1 });
          to.fillText(each.entry.label, each.x + 46, each.y);
        }
      },
    };
  }

  function swatch(ink, { entry, x, y }, looks, sheet) {
    if (entry.sort) {
      const look = { ...looks.sort(entry.sort), ...(entry.fill ? { fill: entry.fill } : {}) };
      netmapMap.drawShape(ink, look, x + 20, y, 8, 1);
      const middle = { textAlign: 'center', textBaseline: 'middle' };
      Object.assign(ink, { font: '600 9px sans-serif', fillStyle: '#ffffff', ...middle });
      ink.fillText(entry.mark || '', x + 20, y + 0.5);
    } else {
      const look = entry.kind ? looks.kind(entry.kind) : { colour: sheet.text, dash: [], cap: 'butt' };
      const { opacity } = (entry.state && looks.states[entry.state]) || { opacity: 1 };
      Object.assign(ink, { strokeStyle: look.colour, lineCap: look.cap, lineWidth: 2.5, globalAlpha: opacity });
      ink.setLineDash(look.dash);
      ink.beginPath();
      ink.moveTo(x, y);
      ink.lineTo(x + 38, y);
      ink.stroke();
    }
    ink.setLineDash([]);
  }

  netmapMap.picture = picture;
  netmapMap.composePicture = compose;
})((window.netmapMap = window.netmapMap || {}));
