/** The map as a whole: takes views, keeps the reader's place and choice, and tells the page what was done. */
(function (netmapMap) {
  'use strict';

  const MARGIN = 44;
  /** Names stand out at the sides: on a small screen the whole half of one has to fit. */
  const sideOf = (width) => Math.min(112, Math.max(width / 8, 52));
  const CLOSEST = 1.6;
  const MOVE = 240;
  /** How long an answer of the server may lag behind the reader's own choice. */
  const LAG = 4000;

  const LAYERS = [['bands', 'div'], ['lines', 'canvas'], ['names', 'canvas'], ['band-names', 'div']];

  class Engine {
    /**
     * @param {HTMLElement} root the container on the page
     * @param {(what: string, number: number|null) => void} report
     */
    constructor(root, report) {
      this.root = root;
      this.report = report;
      this.abort = new AbortController();
      this.picked = null;
      this.partner = netmapMap.partnerTold;
      this.pointed = null;
      this.awaited = null;
      this.sought = null;
      this.shown = null;
      this.drawn = { nodes: new Map(), edges: [], boxes: new Map() };
      this.looks = new netmapMap.Looks();
      [this.zoom, this.pan] = [1, { x: 0, y: 0 }];
      this.build();
      this.keys = new netmapMap.Keys(this);
      this.pointer = new netmapMap.Pointer(this);
      this.observer = new ResizeObserver(() => this.resize());
      this.observer.observe(root);
    }

    /** The layers, from the back: bands, lines and nodes, names, names of bands. */
    build() {
      const { root } = this;
      root.classList.add('netmap-map');
      this.layers = LAYERS.map(([name, tag]) => {
        const layer = document.createElement(tag);
        layer.className = 'netmap-layer netmap-' + name;
        layer.setAttribute('aria-hidden', 'true');
        return layer;
      });
      root.append(...this.layers);
      this.size = { width: root.clientWidth, height: root.clientHeight };
      const [under, lines, names, over] = this.layers;
      const family = getComputedStyle(root).fontFamily || 'sans-serif';
      this.lines = new netmapMap.Lines(lines, family);
      this.bands = new netmapMap.Bands(under, over);
      this.labels = new netmapMap.Labels(names, family);
    }

    listen(target, type, act, options = {}) {
      target.addEventListener(type, act, { ...options, signal: this.abort.signal });
    }

    destroy() {
      this.abort.abort();
      this.observer.disconnect();
    }

    calm() {
      return matchMedia('(prefers-reduced-motion: reduce)').matches;
    }

    /** Show a view; the reader's place on the map stays unless study or layout are others, or nothing was drawn before. */
    paint(view) {
      const before = this.shown;
      const other = !before || before.study !== view.study || before.layout !== view.layout;
      this.pointer.leave();
      this.words = new netmapMap.Words(view.texts, view.legend, document.documentElement.lang || 'en');
      this.looks = new netmapMap.Looks(view.style);
      this.bands.take(view.bands || [], this.looks.sheet);
      this.turned = other ? netmapMap.isUpright(view) : this.turned;
      this.shown = view;
      this.drawn = netmapMap.readView(view, this.turned);
      if (other || this.needsFit) {
        this.needsFit = true;
        this.fit(false);
      }
      const chosen = this.chosenBy(view);
      this.choose(chosen, chosen === this.picked || !before ? this.partner : null);
      this.meetSought();
      this.refresh();
    }

    /** The reader's own last choice goes before an answer that was asked for earlier. */
    chosenBy(view) {
      const asked = view.selected === undefined ? null : view.selected;
      const { awaited } = this;
      if (awaited && awaited.number !== asked && Date.now() - awaited.at < LAG) {
        return awaited.number;
      }
      this.awaited = null;
      return asked;
    }

    /** Everything that the reader did has been answered: from here on the views are right about the choice. */
    settle() {
      this.awaited = null;
    }

    nodes() {
      return this.drawn.nodes.values();
    }

    node(number) {
      return this.drawn.nodes.get(number);
    }

    /** The reader chose a node. */
    pick(number, { quiet = false, partner = null } = {}) {
      const again = this.picked === number;
      this.choose(number, partner);
      this.refresh();
      this.say(this.words.node(this.node(number), this.ties(number)));
      if (!again) {
        this.awaited = { number, at: Date.now() };
      }
      if (!quiet && !again) {
        this.report('select', number);
      }
    }

    clear() {
      if (this.picked !== null) {
        this.choose(null);
        this.refresh();
        this.awaited = { number: null, at: Date.now() };
        this.say(this.words.say('cleared'));
        this.report('clear', null);
      }
    }

    /** Open or close an agency; anything else is shown beside the map. */
    enter(number) {
      const node = this.node(number);
      if (!node) {
        return;
      }
      const opens = node.sort === 'agency' && (node.open || node.inside > 0);
      if (opens) {
        this.say(this.words.say(node.open ? 'closed' : 'opened', { name: node.name }));
      }
      this.report(opens ? 'open' : 'select', number);
    }

    focusOn(number) {
      if (this.node(number)) {
        this.report('focus', number);
      }
    }

    /** Read out. */
    say(text) {
      const said = document.getElementById('map-said');
      if (said) {
        said.textContent = text;
      }
    }

    /** Select a node from outside the map, perhaps with a partner, and show where it is; if not drawn yet, once it is. */
    reveal(number, partner = null) {
      if (this.node(number)) {
        this.pick(number, { partner });
        this.fitAround();
      } else {
        this.sought = { number, at: Date.now() };
        this.report('select', number);
      }
    }

    meetSought() {
      const { sought } = this;
      if (sought && this.node(sought.number)) {
        this.sought = null;
        if (Date.now() - sought.at < LAG) {
          this.fitAround();
        }
      }
    }

    /** Draw lines, names and bands in the next frame. */
    refresh() {
      if (!this.due) {
        this.due = requestAnimationFrame(() => {
          this.due = null;
          this.drawOver();
        });
      }
    }

    drawOver() {
      const { zoom, pan, size: { width, height } } = this;
      if (width > 0 && height > 0 && !this.abort.signal.aborted) {
        const ratio = window.devicePixelRatio || 1;
        this.bands.move(zoom, pan);
        if (this.lines.draw(zoom, pan, width, height, ratio)) {
          this.refresh();
        }
        this.labels.draw(zoom, pan, width, height, ratio, (ink) => this.markPointed(ink));
      }
    }

    markPointed(ink) {
      const { pointed, over, zoom, pan } = this;
      if (pointed && pointed.size) {
        this.lines.mark(ink, this.lines.lines.filter((line) => pointed.has(line.edge)), zoom, pan);
      }
      this.ring(ink, this.node(over), zoom, pan, [[this.looks.sheet.selected + '55', 8]]);
      this.markPicked(ink, zoom, pan);
    }

    markPicked(ink, zoom, pan) {
      this.ring(ink, this.node(this.picked), zoom, pan, [['#ffffff', 6], [this.looks.sheet.selected, 3]]);
    }

    ring(ink, node, zoom, pan, rings) {
      if (node) {
        netmapMap.ring(ink, node, this.drawn.boxes.get(node.id), zoom, pan, rings);
      }
    }
  }

  Object.assign(Engine.prototype, netmapMap.choice);

  netmapMap.Engine = Engine;
  netmapMap.VIEWPORT = { MARGIN, sideOf, CLOSEST, MOVE };
})((window.netmapMap = window.netmapMap || {}));
