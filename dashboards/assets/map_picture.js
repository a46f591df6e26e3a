/**
 * The whole map as one PNG: title, map, legend and caption, at twice the screen's resolution.
 *
 * All is drawn on a canvas and saved from memory: nothing is requested, and no script or style is made.
 */
(function (netmapMap) {
  'use strict';

  const RATIO = 2;
  const EDGE = 32;
  const GAP = 22;
  const LEAST = 560;

  /** The whole map as the bytes of a PNG. */
  async function picture(engine) {
    const canvas = await compose(engine);
    return new Promise((done) => canvas.toBlob(done, 'image/png'));
  }

  /** The map at the zoom of the picture: its drawing, its names and how far they reach. */
  async function drawing(engine) {
    const { cy } = engine.scene;
    const labels = new netmapMap.Labels(document.createElement('canvas'), engine.labels.family);
    labels.items = engine.labels.items;
    if (cy.nodes().empty()) {
      return { zoom: 1, labels, image: null, area: { x1: 0, y1: 0, x2: LEAST, y2: 120 } };
    }
    const box = cy.elements().boundingBox();
    const zoom = scaleOf(box, cy.nodes().length);
    labels.arrange(zoom);
    const blob = await cy.png({
      full: true, output: 'blob-promise',
      maxWidth: Math.ceil(box.w) * zoom * RATIO, maxHeight: Math.ceil(box.h) * zoom * RATIO,
    });
    return { zoom, labels, image: await createImageBitmap(blob), at: box, area: reach(box, zoom, labels.placed, engine.shown.bands || []) };
  }

  /** Small maps are drawn large, large ones so that names find room. */
  function scaleOf(box, nodes) {
    const [wide, tall] = nodes > 250 ? [2400, 1800] : [1500, 1100];
    return Math.min(wide / Math.max(box.w, 1), tall / Math.max(box.h, 1), 1.6);
  }

  function reach(box, zoom, placed, bands) {
    const area = { x1: box.x1 * zoom, y1: box.y1 * zoom, x2: box.x2 * zoom, y2: box.y2 * zoom };
    for (const { spot } of placed) {
      area.x1 = Math.min(area.x1, spot.x1);
      area.y1 = Math.min(area.y1, spot.y1);
      area.x2 = Math.max(area.x2, spot.x2);
      area.y2 = Math.max(area.y2, spot.y2);
    }
    for (const band of bands) {
      area.y1 = Math.min(area.y1, band.top * zoom);
      area.y2 = Math.max(area.y2, band.bottom * zoom);
    }
    area.x1 -= bands.length ? 130 : 0;
    return area;
  }

  async function compose(engine) {
    const map = await drawing(engine);
    const { sheet } = engine.scene.looks;
    const canvas = document.createElement('canvas');
    const ink = canvas.getContext('2d');
    const family = engine.labels.family;
    const width = Math.max(map.area.x2 - map.area.x1, LEAST);
    const parts = [
      title(ink, engine, width, family, sheet),
      mapPart(map, engine, sheet),
      legend(ink, engine, width, family, sheet),
      caption(ink, engine, width, family, sheet),
    ].filter((part) => part.height > 0);
    const height = parts.reduce((sum, part) => sum + part.height, 0) + GAP * (parts.length - 1) + 2 * EDGE;
    canvas.width = Math.ceil((width + 2 * EDGE) * RATIO);
    canvas.height = Math.ceil(height * RATIO);
    stack(ink, canvas, parts, sheet);
    return canvas;
  }

  /** Draw parts one under another; each draws from its own top left corner. */
  function stack(ink, canvas, parts, sheet) {
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
  }

  function title(ink, engine, width, family, sheet) {
    const [first] = engine.shown.caption || [];
    return paragraph(ink, first ? [first] : [], { width, font: '600 22px ' + family, step: 28, colour: sheet.text });
  }

  function caption(ink, engine, width, family, sheet) {
    const [, ...rest] = engine.shown.caption || [];
    const chosen = engine.node(engine.picked);
    if (chosen) {
      rest.unshift(engine.words.say('chosen', { name: chosen.name }));
    }
    return paragraph(ink, rest, { width, font: '13px ' + family, step: 19, colour: sheet.muted });
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
        if (map.image) {
          ink.drawImage(map.image, map.at.x1 * zoom, map.at.y1 * zoom, map.image.width / RATIO, map.image.height / RATIO);
        }
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
          swatch(to, each, engine.scene.looks, sheet);
          Object.assign(to, { font, fillStyle: sheet.text, textAlign: 'left', textBaseline: 'middle', globalAlpha: 1 });
          to.fillText(each.entry.label, each.x + 46, each.y);
        }
      },
    };
  }

  function swatch(ink, { entry, x, y }, looks, sheet) {
    if (entry.sort) {
      nodeSwatch(ink, x + 20, y, { ...looks.sort(entry.sort), ...(entry.fill ? { fill: entry.fill } : {}) });
      Object.assign(ink, { font: '600 9px sans-serif', fillStyle: '#ffffff', textAlign: 'center', textBaseline: 'middle' });
      ink.fillText(entry.mark || '', x + 20, y + 0.5);
    } else {
      const look = entry.kind ? looks.kind(entry.kind) : { colour: sheet.text, dash: [], cap: 'butt' };
      lineSwatch(ink, x, y, look, entry.state ? (looks.states[entry.state] || { opacity: 1 }).opacity : 1);
    }
  }

  function lineSwatch(ink, x, y, look, opacity) {
    Object.assign(ink, { strokeStyle: look.colour, lineCap: look.cap, lineWidth: 2.5, globalAlpha: opacity });
    ink.setLineDash(look.dash);
    ink.beginPath();
    ink.moveTo(x, y);
    ink.lineTo(x + 38, y);
    ink.stroke();
    ink.setLineDash([]);
  }

  const CORNERS = { square: [4, Math.PI / 4], hexagon: [6, 0], diamond: [4, 0], circle: [60, 0] };

  function nodeSwatch(ink, x, y, look) {
    const [corners, turn] = CORNERS[look.shape] || CORNERS.circle;
    ink.beginPath();
    for (let at = 0; at < corners; at += 1) {
      const angle = turn + (2 * Math.PI * at) / corners;
      ink.lineTo(x + 8 * Math.cos(angle), y + 8 * Math.sin(angle));
    }
    ink.closePath();
    Object.assign(ink, { fillStyle: look.fill, strokeStyle: look.border, lineWidth: look.border_width, globalAlpha: 1 });
    ink.fill();
    ink.setLineDash(look.border_dash);
    ink.stroke();
    ink.setLineDash([]);
  }

  netmapMap.picture = picture;
  netmapMap.composePicture = compose;
})((window.netmapMap = window.netmapMap || {}));
