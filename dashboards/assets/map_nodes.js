/** How a node is put on a canvas: the shape of its sort, and the letters of its sector where they fit. */
(function (netmapMap) {
  'use strict';

  /** Corners of a shape, where the first stands, and its radius beside that of a circle that looks as large. */
  const SHAPES = {
    circle: [0, 0, 1], square: [4, Math.PI / 4, 1.19], hexagon: [6, 0, 1.06], diamond: [4, 0, 1.1],
  };
  /** Letters that would be smaller on the screen are left out. */
  const READABLE = 8;

  /** A shape around a place, filled, with its border. */
  function shape(ink, look, x, y, r, zoom) {
    const [corners, turn, share] = SHAPES[look.shape] || SHAPES.circle;
    ink.beginPath();
    if (!corners) {
      ink.arc(x, y, r, 0, 2 * Math.PI);
    }
    for (let at = 0; at < corners; at += 1) {
      const angle = turn + (2 * Math.PI * at) / corners;
      ink.lineTo(x + r * share * Math.cos(angle), y + r * share * Math.sin(angle));
    }
    ink.closePath();
    [ink.fillStyle, ink.strokeStyle, ink.lineWidth] = [look.fill, look.border, look.border_width * zoom];
    ink.setLineDash(look.border_dash.map((length) => length * zoom));
    ink.fill();
    ink.stroke();
  }

  /** What is drawn of a node: its look, how strongly, and its letters with their size in map units. */
  function markOf(node, looks, stand) {
    const look = looks.lookOf(node);
    const alpha = (node.faded ? looks.sheet.faded_opacity * 1.4 : 1) * (stand === 'away' ? 0.15 : 1);
    const letters = node.mark ? node.d * (node.mark.length < 3 ? 0.5 : 0.36) : 0;
    const sort = { ...looks.sort(look), ...(node.fill ? { fill: node.fill } : {}) };
    return { node, stand, look, alpha, letters, sort };
  }

  function draw(ink, { node, sort, alpha, letters }, zoom, pan, family) {
    const [x, y] = [node.x * zoom + pan.x, node.y * zoom + pan.y];
    ink.globalAlpha = alpha;
    shape(ink, sort, x, y, (node.d / 2) * zoom, zoom);
    if (letters * zoom >= READABLE) {
      Object.assign(ink, { fillStyle: '#ffffff', textAlign: 'center', textBaseline: 'middle' });
      ink.font = '600 ' + letters * zoom + 'px ' + family;
      ink.fillText(node.mark, x, y);
    }
  }

  /** The node at a place of the map: the last one drawn there, else the opened agency around it. */
  function nodeAt({ nodes, boxes }, x, y, more) {
    const all = [...nodes.values()];
    const inside = ({ x1, y1, x2, y2 }) => x >= x1 && x <= x2 && y >= y1 && y <= y2;
    const near = (node) => Math.hypot(node.x - x, node.y - y) <= node.d / 2 + more;
    const free = all.findLast((node) => !node.held && near(node));
    return free || all.find((node) => node.held && inside(boxes.get(node.id))) || null;
  }

  Object.assign(netmapMap, { markOf, nodeAt, drawNode: draw, drawShape: shape });
})((window.netmapMap = window.netmapMap || {}));
