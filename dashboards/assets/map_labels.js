/**
 * The names on the map, drawn on a canvas of their own in the size of the screen.
 *
 * The larger a node, the sooner its name is placed; a name that would cover another or a node waits for a closer view. Where names
 * stand depends on the zoom alone, so that moving the map moves them and nothing jumps.
 */
(function (netmapMap) {
  'use strict';

  const CELL = 60;
  /** More cells than a map is tall. */
  const FAR = 2 ** 24;
  /** Pixels by which a name may reach over the side: its edge is bare. */
  const CUT = 2;
  const LINE = 1.22;
  /** So many names are also tried a little further from their nodes. */
  const FURTHER = 24;
  const STEP = 14;
  /** The largest nodes are named, where there is room, however small the map is drawn. */
  const ALWAYS_TRIED = 28;
  /** On a map of no more than so many nodes, all that stand alone are. */
  const FEW = 160;
  const SIZES = {
    agency: { least: 11.5, most: 15, width: 132, lines: 3, seen: 7 },
    box: { least: 12.5, most: 12.5, width: 160, lines: 2, seen: 0 },
    zone: { least: 11.5, most: 13, width: 120, lines: 3, seen: 7 },
    person: { least: 11, most: 11, width: 110, lines: 2, seen: 10 },
    service: { least: 11, most: 11, width: 110, lines: 2, seen: 10 },
  };

  /** Rectangles on the screen, to ask quickly whether one is free: those in each cell, by one number of column and row. */
  class Grid {
    constructor() {
      this.cells = new Map();
    }

    /** The numbers of the cells that a rectangle lies in. */
    *under(box) {
      for (let column = Math.floor(box.x1 / CELL); column <= Math.floor(box.x2 / CELL); column += 1) {
        for (let row = Math.floor(box.y1 / CELL); row <= Math.floor(box.y2 / CELL); row += 1) {
          yield column * FAR + row;
        }
      }
    }

    add(box) {
      for (const cell of this.under(box)) {
        this.cells.set(cell, this.cells.get(cell) || []);
        this.cells.get(cell).push(box);
      }
    }

    taken(box, owner) {
      const lies = (each) => each.owner !== owner && overlap(box, each);
      return [...this.under(box)].some((cell) => (this.cells.get(cell) || []).some(lies));
    }
  }

  function overlap(a, b) {
    return a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;
  }

  /** A name covers no other name and no node; only the chosen one is named whatever stands there. */
  function choose(spots, item, { nodes, names, sheet }) {
    const free = spots.filter((spot) => !names.taken(spot, item.node.id) && !nodes.taken(spot, item.node.id));
    const over = (spot) => Math.max(sheet.x1 - spot.x1, spot.x2 - sheet.x2, 0);
    const best = free.reduce((least, spot) => (least && over(least) <= over(spot) ? least : spot), null);
    return best || (item.strong && spots[0]) || null;
  }

  /** How far names should reach to the sides, so that a fitted map cuts none of them off. */
  function sheetOf(items, zoom, side) {
    const box = netmapMap.extent(items.map(({ node }) => node)) || { x1: 0, x2: 0 };
    return { x1: box.x1 * zoom - side, x2: box.x2 * zoom + side };
  }

  class Labels {
    constructor(canvas, family) {
      this.canvas = canvas;
      this.family = family;
      this.ink = canvas.getContext('2d', netmapMap.ON_PROCESSOR);
      this.broken = new Map();
      this.items = [];
      this.extra = [];
      this.placed = [];
      this.zoom = null;
      this.side = 80;
    }

    /**
     * Take what may be named.
     * @param {{node: object, box: object|null, colour: string, first: boolean, strong: boolean}[]} items
     *   `box` of an opened agency; `first` is named before others, `strong` always, and in bold
     */
    take(items) {
      this.items = [...items].sort(byRank);
      this.zoom = null;
    }

    /** Name these too, whatever they cover, without moving the names that stand. */
    add(items) {
      this.extra = items;
      this.zoom = null;
    }

    /** Lines and size of a name, kept from one drawing to the next. */
    text(node) {
      const size = node.held ? SIZES.box : SIZES[node.sort] || SIZES.agency;
      const font = Math.round(2 * Math.min(size.most, Math.max(size.least, size.least + (node.d - 30) / 14))) / 2;
      const kept = this.broken.get(node.name);
      if (kept && kept.font === font && kept.size === size && kept.side === this.side) {
        return kept;
      }
      this.ink.font = font + 'px ' + this.family;
      const most = Math.min(size.width, 2 * this.side);
      const lines = netmapWrap(node.name, most, size.lines, (text) => this.ink.measureText(text).width);
      const width = Math.max(...lines.map((line) => this.ink.measureText(line).width));
      const text = { font, size, side: this.side, lines, width, height: lines.length * font * LINE };
      this.broken.set(node.name, text);
      return text;
    }

    /** Where each name stands at a zoom, in screen units from the map's origin. */
    arrange(zoom) {
      if (this.zoom === zoom) {
        return;
      }
      this.zoom = zoom;
      this.placed = [];
      const grids = { nodes: new Grid(), names: new Grid(), sheet: sheetOf(this.items, zoom, this.side) };
      const few = this.items.length <= FEW;
      for (const { node, box, away } of this.items) {
        if (!node.faded && !box && !away) {
          grids.nodes.add(nodeBox(node, zoom));
        }
      }
      this.items.forEach((item, rank) => {
        this.place(item, zoom, grids, rank < ALWAYS_TRIED || (few && item.node.parent === null), rank < FURTHER);
      });
      const named = new Set(this.placed.map((each) => each.item.node.id));
      for (const item of this.extra.filter((each) => !named.has(each.node.id))) {
        this.place(item, zoom, grids, true);
      }
    }

    place(item, zoom, grids, tried, further = false) {
      const size = item.box ? SIZES.box : SIZES[item.node.sort] || SIZES.agency;
      if (!item.first && (item.node.faded || !(tried || item.node.d * zoom >= size.seen))) {
        return;
      }
      const text = this.text(item.node);
      const spots = item.box ? boxSpots(item, text, zoom) : nodeSpots(item, text, zoom);
      const spot = choose(spots, item, grids) || (further && !item.box && choose(nodeSpots(item, text, zoom, STEP), item, grids));
      if (spot) {
        grids.names.add(spot);
        this.placed.push({ item, text, spot });
      }
    }

    /** Draw the names that are in sight, over what `before` draws on the same canvas. */
    draw(zoom, pan, width, height, ratio, before) {
      this.side = netmapMap.VIEWPORT.sideOf(width);
      this.arrange(zoom);
      netmapMap.fitCanvas(this.canvas, width, height, ratio);
      this.ink.setTransform(ratio, 0, 0, ratio, 0, 0);
      this.ink.clearRect(0, 0, width, height);
      before(this.ink);
      const sight = { x1: -pan.x, y1: -pan.y, x2: width - pan.x, y2: height - pan.y };
      this.ink.translate(pan.x, pan.y);
      this.write(this.ink, this.placed.filter((each) => overlap(each.spot, sight) && (each.item.first || whole(each.spot, sight))));
    }

    /** Write names, the chosen one and those pointed at on top. */
    write(ink, placed) {
      ink.textBaseline = 'middle';
      ink.lineJoin = 'round';
      for (const { item, text, spot } of [...placed].sort((a, b) => Number(a.item.first) - Number(b.item.first))) {
        ink.font = (item.strong ? '600 ' : '') + text.font + 'px ' + this.family;
        ink.textAlign = spot.align;
        const x = spot.align === 'center' ? (spot.x1 + spot.x2) / 2 : spot.align === 'left' ? spot.x1 + 2 : spot.x2 - 2;
        text.lines.forEach((line, at) => this.line(ink, line, x, spot.y1 + (at + 0.5) * text.font * LINE, item));
      }
    }

    line(ink, line, x, y, item) {
      ink.strokeStyle = 'rgba(255, 255, 255, 0.92)';
      ink.lineWidth = 3.5;
      ink.strokeText(line, x, y);
      ink.fillStyle = item.colour;
      ink.fillText(line, x, y);
    }
  }

  /** Half a name at the side of the screen says nothing; it comes when the map is moved. */
  function whole(spot, sight) {
    return spot.x1 >= sight.x1 - CUT && spot.x2 <= sight.x2 + CUT;
  }

  function byRank(a, b) {
    return (
      Number(b.first) - Number(a.first) || Number(b.strong) - Number(a.strong) || Number(b.near) - Number(a.near) ||
      Number(Boolean(b.box)) - Number(Boolean(a.box)) ||
      b.node.d - a.node.d || a.node.id - b.node.id
    );
  }

  function nodeBox(node, zoom) {
    const x = node.x * zoom;
    const y = node.y * zoom;
    const r = (node.d / 2) * zoom;
    return { x1: x - r, y1: y - r, x2: x + r, y2: y + r, owner: node.id };
  }

  /** Below, above, right, left of a node, then its corners, then slid along below and above. */
  function nodeSpots(item, text, zoom, further = 0) {
    const x = item.node.x * zoom;
    const y = item.node.y * zoom;
    const r = (item.node.d / 2) * zoom + 3 + further;
    const [half, tall, corner] = [text.width / 2 + 1, text.height, r * 0.72];
    const centre = (top, slide = 0) => ({ x1: x - half + slide, x2: x + half + slide, y1: top, y2: top + tall, align: 'center' });
    const right = (away, top) => ({ x1: x + away, x2: x + away + text.width + 4, y1: top, y2: top + tall, align: 'left' });
    const left = (away, top) => ({ x1: x - away - text.width - 4, x2: x - away, y1: top, y2: top + tall, align: 'right' });
    return [
      centre(y + r), centre(y - r - tall), right(r, y - tall / 2), left(r, y - tall / 2),
      right(corner, y + corner), left(corner, y + corner), right(corner, y - corner - tall), left(corner, y - corner - tall),
      centre(y + r, half / 2), centre(y + r, -half / 2), centre(y - r - tall, half / 2), centre(y - r - tall, -half / 2),
    ];
  }

  /** Above, else below, the box of an opened agency. */
  function boxSpots(item, text, zoom) {
    const x = ((item.box.x1 + item.box.x2) / 2) * zoom;
    const half = text.width / 2 + 1;
    const above = item.box.y1 * zoom - 3;
    const below = item.box.y2 * zoom + 3;
    return [
      { x1: x - half, x2: x + half, y1: above - text.height, y2: above, align: 'center' },
      { x1: x - half, x2: x + half, y1: below, y2: below + text.height, align: 'center' },
    ];
  }

  netmapMap.Labels = Labels;
})((window.netmapMap = window.netmapMap || {}));
