/**
 * The lines of the map, the sheets of opened agencies behind them and the nodes before them, on one canvas.
 *
 * Lines of one look are drawn one after the other on a canvas that the processor paints: about 5 ms of script and 40 of
 * painting for 3,000 of them. They stay as crisp at every zoom, and lines of several kinds lie side by side.
 */
(function (netmapMap) {
  'use strict';

  /** Thousands of dashes are painted sooner by the processor than through an emulated graphics card. */
  netmapMap.ON_PROCESSOR = { willReadFrequently: true };

  const REACH = 6;
  /** Above so many lines moving the map moves the last drawing, which is drawn anew only so often. */
  const MANY = 700;
  const PAUSE = 140;

  /**
   * @typedef {object} Line one line as it is drawn
   * @property {object} edge
   * @property {{x: number, y: number}} from map units
   * @property {{x: number, y: number}} to
   * @property {number} side how many places it lies beside the straight way from end to end
   * @property {number} [bow] how far above its ends a bent line is drawn towards, in map units
   * @property {string} look
   * @property {number} alpha
   * @property {number} wide
   * @property {'near'|'away'|''} stand
   */

  class Lines {
    /** @param {HTMLCanvasElement} canvas */
    constructor(canvas, family) {
      this.canvas = canvas;
      this.family = family;
      this.ink = canvas.getContext('2d', netmapMap.ON_PROCESSOR);
      this.lines = [];
      this.boxes = [];
      this.marks = [];
      this.at = null;
    }

    /**
     * Take what is to be drawn.
     * @param {{nodes: Map, edges: object[], boxes: Map}} drawn
     * @param {{node: (node: object) => string, edge: (edge: object) => string}} stands 'near', 'away' or '' of each
     * @param {boolean} rows whether nodes stand in rows, so that a straight line would run through neighbours
     */
    take({ nodes, edges, boxes }, looks, stands, rows) {
      this.looks = looks;
      const calm = crowding(edges.filter((edge) => !edge.faded).length);
      this.lines = edges.map((edge) => lineOf(edge, nodes, boxes, looks, stands.edge(edge), calm));
      if (rows) {
        this.lines.forEach(bow);
      }
      const marks = [...nodes.values()].map((node) => netmapMap.markOf(node, looks, stands.node(node)));
      this.marks = marks.filter(({ node }) => !node.held);
      this.boxes = marks.filter(({ node }) => node.held).map((mark) => ({ ...mark, box: boxes.get(mark.node.id) }));
      this.groups = grouped(this.lines, Object.keys(looks.kinds));
      this.at = null;
    }

    /**
     * Bring the drawing to a zoom and place.
     * @returns {boolean} whether it has to be drawn again shortly, because the old drawing was only moved
     */
    draw(zoom, pan, width, height, ratio) {
      const { at } = this;
      const same = at && at.zoom === zoom && at.pan.x === pan.x && at.pan.y === pan.y && at.width === width && at.height === height && at.ratio === ratio;
      if (same) {
        return false;
      }
      if (at && at.width === width && at.height === height && this.lines.length > MANY && performance.now() - at.drawn < PAUSE) {
        this.shift(zoom, pan);
        return true;
      }
      netmapMap.fitCanvas(this.canvas, width, height, ratio);
      this.ink.setTransform(ratio, 0, 0, ratio, 0, 0);
      this.ink.clearRect(0, 0, width, height);
      this.write(this.ink, zoom, pan, { width, height });
      this.canvas.style.transform = '';
      this.at = { zoom, pan: { ...pan }, width, height, ratio, drawn: performance.now() };
      return false;
    }

    /** Move and stretch the last drawing. */
    shift(zoom, pan) {
      const share = zoom / this.at.zoom;
      const x = pan.x - this.at.pan.x * share;
      const y = pan.y - this.at.pan.y * share;
      Object.assign(this.canvas.style, { transformOrigin: '0 0', transform: 'translate(' + x + 'px, ' + y + 'px) scale(' + share + ')' });
    }

    /** Draw sheets, lines and nodes. `sight` leaves out lines that are not seen; without it, on a picture, only what is chosen is drawn. */
    write(ink, zoom, pan, sight) {
      const drawn = ({ stand }) => sight || stand !== 'away';
      for (const { box, node, stand } of this.boxes.filter(drawn)) {
        netmapMap.strokes.sheet(ink, box, zoom, pan, this.looks.sheet, node.faded ? 0.3 : stand === 'away' ? 0.5 : 1);
      }
      for (const group of this.groups.filter(drawn)) {
        netmapMap.strokes.stroke(ink, group, this.looks.kind(group.look), zoom, pan, sight);
      }
      for (const mark of this.marks.filter(drawn)) {
        netmapMap.drawNode(ink, mark, zoom, pan, this.family);
      }
      ink.setLineDash([]);
      ink.globalAlpha = 1;
    }

    /** The line nearest to a place on the screen, if one is near; a pale one only where no other is. */
    hit(x, y, zoom, pan) {
      let best = null;
      for (const line of this.lines) {
        const far = netmapMap.strokes.farFrom(x, y, line, zoom, pan) + (line.edge.faded || line.stand === 'away' ? REACH / 2 : 0);
        if (far < REACH && (!best || far < best.far)) {
          best = { line, far };
        }
      }
      return best && best.line;
    }

    /** Mark lines that are pointed at. */
    mark(ink, lines, zoom, pan) {
      ink.lineCap = 'round';
      ink.strokeStyle = this.looks.sheet.selected;
      ink.globalAlpha = 0.28;
      ink.lineWidth = 7;
      ink.beginPath();
      for (const line of lines) {
        netmapMap.strokes.trace(ink, netmapMap.strokes.ends(line, zoom, pan), line.bow, zoom);
      }
      ink.stroke();
      ink.globalAlpha = 1;
    }
  }

  /** Where there are very many lines each is drawn a little paler, so that nodes and names stay in front. */
  function crowding(lines) {
    return Math.min(Math.max(1.1 - lines / 5000, 0.55), 1);
  }

  function lineOf(edge, nodes, held, looks, stand, calm) {
    const alpha = looks.edgeOpacity(edge) * (stand === 'near' ? 1 : calm);
    const [source, target] = [nodes.get(edge.s), nodes.get(edge.t)];
    return {
      edge, stand, look: looks.kindOf(edge), side: edge.side,
      from: border(source, target, held.get(edge.s)), to: border(target, source, held.get(edge.t)),
      alpha: stand === 'away' ? Math.min(alpha * 0.3, 0.12) : alpha,
      wide: Math.round((edge.w + (stand === 'near' ? 0.6 : 0)) * 2) / 2,
    };
  }

  /** A line along a row is bent over its neighbours. */
  function bow(line) {
    const [dx, dy] = [line.to.x - line.from.x, line.to.y - line.from.y];
    line.bow = Math.abs(dy) < 0.12 * Math.abs(dx) ? Math.min(0.34 * Math.abs(dx), 150) : 0;
  }

  /** Where a line leaves a node: its middle, or for an opened agency the edge of its sheet. */
  function border(node, other, box) {
    if (!box) {
      return { x: node.x, y: node.y };
    }
    const [x, y] = [(box.x1 + box.x2) / 2, (box.y1 + box.y2) / 2];
    const [dx, dy] = [other.x - x, other.y - y];
    const share = Math.min((box.x2 - box.x1) / 2 / Math.max(Math.abs(dx), 1e-9), (box.y2 - box.y1) / 2 / Math.max(Math.abs(dy), 1e-9), 1);
    return { x: x + dx * share, y: y + dy * share };
  }

  /** Lines of one look together; pale ones first, then the kinds from the weakest, the chosen one's last. */
  function grouped(lines, kinds) {
    const rank = ({ look, alpha, stand }) => {
      const pale = alpha < 0.2 ? -1000 : 0;
      return pale + { near: 100, '': 0, away: -100 }[stand] - kinds.indexOf(look);
    };
    const groups = [];
    for (const line of [...lines].sort((a, b) => rank(a) - rank(b) || a.alpha - b.alpha || a.wide - b.wide)) {
      const { look, alpha, wide, stand } = line;
      const last = groups.at(-1);
      if (last && last.look === look && last.alpha === alpha && last.wide === wide && last.stand === stand) {
        last.lines.push(line);
      } else {
        groups.push({ look, alpha, wide, stand, lines: [line] });
      }
    }
    return groups;
  }

  /** Give a canvas its size in screen pixels, only when it changes: setting it empties the canvas. */
  netmapMap.fitCanvas = function (canvas, width, height, ratio) {
    const across = Math.round(width * ratio);
    const down = Math.round(height * ratio);
    if (canvas.width !== across || canvas.height !== down) {
      canvas.width = across;
      canvas.height = down;
    }
  };

  netmapMap.Lines = Lines;
})((window.netmapMap = window.netmapMap || {}));
