/** Which part of the map is seen: fitting, zooming, moving, and keeping the place when the container changes. */
(function (netmapMap) {
  'use strict';

  const { MARGIN, sideOf, CLOSEST, MOVE } = netmapMap.VIEWPORT;
  const { extent } = netmapMap;
  const [SMALLEST, LARGEST] = [0.03, 6];

  /** On a narrow screen a map opens no smaller than this: its middle can be read, the whole is a button away. */
  const NARROW = 600;
  const READABLE = 0.28;
  /** The part of the map, and the partner of what is chosen, that the page's address names: the page writes its own address soon. */
  let told = /seen=(-?[\d.]+),(-?[\d.]+),(-?[\d.]+),(-?[\d.]+)(?:&with=(\d+))?$/.exec(window.location.hash);

  /** On an upright phone a map that is wider than tall, and has no bands, is turned to fill the screen. */
  function isUpright({ nodes, bands }) {
    const box = extent(nodes);
    const wide = box && box.x2 - box.x1 > box.y2 - box.y1;
    return Boolean(wide) && !(bands && bands.length) && matchMedia('(max-width: 760px) and (orientation: portrait)').matches;
  }

  /** Zoom and pan at which a box fills a room of the screen; `least` is the smallest zoom. */
  function fitting(box, { width, height }, left, least) {
    const side = sideOf(width);
    const wide = Math.max(width - 2 * side - left, 40);
    const tall = Math.max(height - 2 * MARGIN, 40);
    const whole = Math.min(wide / Math.max(box.x2 - box.x1, 1), tall / Math.max(box.y2 - box.y1, 1), CLOSEST);
    const zoom = Math.max(whole, least);
    return {
      zoom,
      pan: {
        x: left + side + wide / 2 - ((box.x1 + box.x2) / 2) * zoom,
        y: MARGIN + tall / 2 - ((box.y1 + box.y2) / 2) * zoom,
      },
    };
  }

  Object.assign(netmapMap.Engine.prototype, {
    /** Show the whole map; at first the part of it that the address names, as large as it fits here. */
    fit(moving) {
      const { width, height } = this.size;
      const [, a, b, c, d] = (width > 1 && !moving && told) || [];
      const [x1, y1, x2, y2] = (this.turned ? [b, a, d, c] : [a, b, c, d]).map(Number);
      const zoom = Math.min(width / (x2 - x1), height / (y2 - y1));
      told = this.shown && width > 1 ? null : told;
      if (this.shown && zoom >= SMALLEST && zoom <= LARGEST) {
        this.needsFit = false;
        this.go({ zoom, pan: { x: (width - (x1 + x2) * zoom) / 2, y: (height - (y1 + y2) * zoom) / 2 } }, false);
      } else if (this.shown) {
        this.fitTo(this.nodes(), moving);
      }
    },

    /** What a link says of the part of the map that is seen, for the end of an address. */
    address() {
      const seen = Object.values(this.seen()).map((each) => each.toFixed(2));
      return this.size.width > 1 ? `seen=${seen}` + (this.partner === null ? '' : `&with=${this.partner}`) : '';
    },

    fitTo(nodes, moving) {
      const box = extent(nodes);
      const { width, height } = this.size;
      if (!box || width < 2 || height < 2) {
        return;
      }
      const bands = this.shown.bands || [];
      for (const band of bands) {
        box.y1 = Math.min(box.y1, band.top);
        box.y2 = Math.max(box.y2, band.bottom);
      }
      const least = this.needsFit && width < NARROW ? READABLE : 0;
      const target = fitting(box, this.size, this.bands.width(), least);
      this.needsFit = false;
      this.go(target, moving);
    },

    /** Go to a zoom and pan, gliding unless the reader asked for less motion. */
    go(target, moving) {
      cancelAnimationFrame(this.gliding);
      if (!moving || this.calm()) {
        this.see(target);
        return;
      }
      const [zoom, { x, y }, begun] = [this.zoom, this.pan, performance.now()];
      const step = (now) => {
        const left = (1 - Math.min(Math.max(now - begun, 0) / MOVE, 1)) ** 2;
        const between = (from, to) => to + (from - to) * left;
        const pan = { x: between(x, target.pan.x), y: between(y, target.pan.y) };
        this.see({ zoom: between(zoom, target.zoom), pan });
        this.gliding = left > 0 ? requestAnimationFrame(step) : null;
      };
      this.gliding = requestAnimationFrame(step);
    },

    see({ zoom, pan }) {
      Object.assign(this, { zoom, pan });
      this.pointer.leave();
      this.refresh();
    },

    /** Zoom around a place of the screen, which stays where it is. */
    zoomAt({ x, y }, factor, moving) {
      const zoom = Math.min(Math.max(this.zoom * factor, SMALLEST), LARGEST);
      const share = zoom / this.zoom;
      this.go({ zoom, pan: { x: x - (x - this.pan.x) * share, y: y - (y - this.pan.y) * share } }, moving);
    },

    zoomBy(factor) {
      this.zoomAt({ x: this.size.width / 2, y: this.size.height / 2 }, factor, true);
    },

    panBy(x, y) {
      this.go({ zoom: this.zoom, pan: { x: this.pan.x + x, y: this.pan.y + y } }, false);
    },

    /** The part of the map that is seen, in map units as the service gives them. */
    seen() {
      const { zoom, pan, size } = this;
      const [x1, y1] = [-pan.x / zoom, -pan.y / zoom];
      const [x2, y2] = [x1 + size.width / zoom, y1 + size.height / zoom];
      return this.turned ? { x1: y1, y1: x1, x2: y2, y2: x2 } : { x1, y1, x2, y2 };
    },

    /** Show the chosen node with all that belongs to it, as large as it fits. */
    fitAround() {
      this.fitTo([...this.near.nodes].map((each) => this.node(each)), true);
    },

    /** Move the map just so far that a node is seen. */
    bringIntoSight(number) {
      const { x, y } = this.node(number);
      const { zoom, pan } = this;
      const move = { x: shortfall(x * zoom + pan.x, this.size.width), y: shortfall(y * zoom + pan.y, this.size.height) };
      if (move.x || move.y) {
        this.go({ zoom, pan: { x: pan.x + move.x, y: pan.y + move.y } }, true);
      }
    },

    /** The container has another size: what was in the middle stays there. */
    resize() {
      const { clientWidth: width, clientHeight: height } = this.root;
      const before = this.size;
      if (width === before.width && height === before.height) {
        return;
      }
      this.size = { width, height };
      if (this.needsFit) {
        this.fit(false);
      } else if (before.width > 0 && width > 0) {
        this.panBy((width - before.width) / 2, (height - before.height) / 2);
      }
      this.refresh();
    },
  });

  /** How far a place must move to be at least a margin inside the screen. */
  function shortfall(at, length) {
    const margin = Math.min(MARGIN, length / 4);
    return at < margin ? margin - at : at > length - margin ? length - margin - at : 0;
  }

  Object.assign(netmapMap, { isUpright, partnerTold: told && told[5] ? Number(told[5]) : null });
})((window.netmapMap = window.netmapMap || {}));
