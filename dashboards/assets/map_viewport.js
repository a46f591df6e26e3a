/** Which part of the map is seen: fitting, zooming, moving, and keeping the place when the container changes. */
(function (netmapMap) {
  'use strict';

  const { MARGIN, sideOf, CLOSEST, MOVE } = netmapMap.VIEWPORT;

  /** The extent of nodes in map units, or null where there are none. */
  function extent(nodes) {
    let box = null;
    for (const { x, y, d } of nodes) {
      const r = d / 2;
      box = box || { x1: Infinity, y1: Infinity, x2: -Infinity, y2: -Infinity };
      box.x1 = Math.min(box.x1, x - r);
      box.y1 = Math.min(box.y1, y - r);
      box.x2 = Math.max(box.x2, x + r);
      box.y2 = Math.max(box.y2, y + r);
    }
    return box;
  }

  /** On a narrow screen a map opens no smaller than this: its middle can be read, the whole is a button away. */
  const NARROW = 600;
  const READABLE = 0.28;

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
    /** Show the whole map. */
    fit(moving) {
      if (this.shown) {
        this.fitTo(this.nodes(), moving);
      }
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
      const { cy } = this.scene;
      cy.stop(true);
      if (moving && !this.calm()) {
        cy.animate({ ...target, duration: MOVE, easing: 'ease-out' });
      } else {
        cy.viewport(target);
      }
    },

    zoomBy(factor) {
      const { cy } = this.scene;
      const zoom = Math.min(Math.max(cy.zoom() * factor, cy.minZoom()), cy.maxZoom());
      const middle = { x: this.size.width / 2, y: this.size.height / 2 };
      const pan = cy.pan();
      const share = zoom / cy.zoom();
      this.go({ zoom, pan: { x: middle.x - (middle.x - pan.x) * share, y: middle.y - (middle.y - pan.y) * share } }, true);
    },

    panBy(x, y) {
      this.scene.cy.stop(true).panBy({ x, y });
    },

    /** The part of the map that is seen, in map units as the service gives them. */
    seen() {
      const { x1, y1, x2, y2 } = this.scene.cy.extent();
      return this.turned ? { x1: y1, y1: x1, x2: y2, y2: x2 } : { x1, y1, x2, y2 };
    },

    /** Show the chosen node with all that belongs to it, as large as it fits. */
    fitAround() {
      this.fitTo([...this.near.nodes].map((each) => this.node(each)), true);
    },

    /** Move the map just so far that a node is seen. */
    bringIntoSight(number) {
      const { cy } = this.scene;
      const { x, y } = this.node(number);
      const [zoom, pan] = [cy.zoom(), cy.pan()];
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
      this.scene.cy.resize();
      if (this.needsFit) {
        this.fit(false);
      } else if (before.width > 0 && width > 0) {
        this.scene.cy.panBy({ x: (width - before.width) / 2, y: (height - before.height) / 2 });
      }
      this.refresh();
    },
  });

  /** How far a place must move to be at least a margin inside the screen. */
  function shortfall(at, length) {
    const margin = Math.min(MARGIN, length / 4);
    return at < margin ? margin - at : at > length - margin ? length - margin - at : 0;
  }

  Object.assign(netmapMap, { extent, isUpright });
})((window.netmapMap = window.netmapMap || {}));
