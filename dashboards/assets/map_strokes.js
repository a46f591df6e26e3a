/** How a line, a sheet and a ring are put on a canvas, and how far a place is from a line. */
(function (netmapMap) {
  'use strict';

  /** Pixels between the lines of one pair. */
  const APART = 4.5;
  /** How much of an opened agency's sheet is seen: what lies under it shines through. */
  const SHEER = 0.8;
  const STEPS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

  /** How much larger lines are drawn on the screen: less than the map grows, never too thin. */
  function growth(zoom) {
    return Math.min(Math.max(Math.sqrt(zoom), 0.5), 1.6);
  }

  /** Each line is a path of its own: thousands of lines in one path take a processor three to ten times as long. */
  function stroke(ink, group, look, zoom, pan, sight) {
    const wide = Math.max(group.wide * growth(zoom), 0.75);
    Object.assign(ink, { strokeStyle: look.colour, lineCap: capOf(look, wide), lineWidth: wide, globalAlpha: group.alpha });
    ink.setLineDash(dashes(look, wide));
    for (const line of group.lines) {
      const [a, b] = ends(line, zoom, pan);
      if (!sight || seen(a, b, sight, (line.bow || 0) * zoom)) {
        ink.beginPath();
        trace(ink, [a, b], line.bow, zoom);
        ink.stroke();
      }
    }
  }

  /** On thin lines nobody sees round ends, and they take three times as long. */
  function capOf(look, wide) {
    return wide < 2.2 ? 'butt' : look.cap;
  }

  /** Dots need room for their own width; dashes grow a little with it. A dot without its round end is as long. */
  function dashes(look, wide) {
    const stretch = Math.max(wide / look.width, 1);
    const dotted = look.cap === 'round';
    const bare = dotted && capOf(look, wide) === 'butt' ? 0.7 : 0;
    return look.dash.map((length, at) => length * (dotted ? stretch : Math.sqrt(stretch)) + (at % 2 ? 0 : bare));
  }

  /** Both ends on the screen, moved aside where a pair has several lines. */
  function ends({ from, to, side }, zoom, pan) {
    const a = { x: from.x * zoom + pan.x, y: from.y * zoom + pan.y };
    const b = { x: to.x * zoom + pan.x, y: to.y * zoom + pan.y };
    if (side) {
      const long = Math.hypot(b.x - a.x, b.y - a.y) || 1;
      const x = (-(b.y - a.y) / long) * side * APART;
      const y = ((b.x - a.x) / long) * side * APART;
      return [{ x: a.x + x, y: a.y + y }, { x: b.x + x, y: b.y + y }];
    }
    return [a, b];
  }

  function trace(ink, [a, b], bend, zoom) {
    ink.moveTo(a.x, a.y);
    if (bend) {
      ink.quadraticCurveTo((a.x + b.x) / 2, (a.y + b.y) / 2 - bend * zoom, b.x, b.y);
    } else {
      ink.lineTo(b.x, b.y);
    }
  }

  /** Distance on the screen from a place to a line; a bent one is followed in short straight steps. */
  function farFrom(x, y, line, zoom, pan) {
    const [a, b] = ends(line, zoom, pan);
    if (!line.bow) {
      return distance(x, y, [a, b]);
    }
    const top = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 - line.bow * zoom };
    const on = (t) => ({
      x: (1 - t) ** 2 * a.x + 2 * t * (1 - t) * top.x + t * t * b.x,
      y: (1 - t) ** 2 * a.y + 2 * t * (1 - t) * top.y + t * t * b.y,
    });
    return Math.min(...STEPS.map((t) => distance(x, y, [on(t), on(t + 0.1)])));
  }

  function seen(a, b, { width, height }, bend) {
    return Math.max(a.x, b.x) > 0 && Math.min(a.x, b.x) < width && Math.max(a.y, b.y) > 0 && Math.min(a.y, b.y) - bend < height;
  }

  function distance(x, y, [a, b]) {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const along = Math.min(Math.max(((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1), 0), 1);
    return Math.hypot(x - a.x - along * dx, y - a.y - along * dy);
  }

  function traceBox(ink, { x1, y1, x2, y2 }, zoom, pan) {
    ink.beginPath();
    ink.roundRect(x1 * zoom + pan.x, y1 * zoom + pan.y, (x2 - x1) * zoom, (y2 - y1) * zoom, 14 * zoom);
  }

  function sheet(ink, box, zoom, pan, colours, alpha) {
    ink.setLineDash([]);
    ink.globalAlpha = alpha * SHEER;
    ink.fillStyle = colours.open_fill;
    traceBox(ink, box, zoom, pan);
    ink.fill();
    Object.assign(ink, { globalAlpha: alpha, strokeStyle: colours.open_border, lineWidth: 1.2 * zoom });
    ink.stroke();
  }

  /** A ring of the same weight at every zoom around a node, or around the sheet of an opened agency. */
  netmapMap.ring = function (ink, { x, y, d }, box, zoom, pan, rings) {
    for (const [style, wide] of rings) {
      ink.strokeStyle = style;
      ink.lineWidth = wide;
      if (box) {
        traceBox(ink, box, zoom, pan);
      } else {
        ink.beginPath();
        ink.arc(x * zoom + pan.x, y * zoom + pan.y, (d / 2) * zoom + 5, 0, 2 * Math.PI);
      }
      ink.stroke();
    }
  };

  netmapMap.strokes = { stroke, trace, ends, sheet, farFrom };
})((window.netmapMap = window.netmapMap || {}));
