/**
 * Mouse, pen and touch on the map.
 *
 * A page must stay scrollable past the map: one finger scrolls the page and taps, two fingers move and
 * zoom the map; the wheel zooms once the map has been clicked, or with Ctrl held. A short hint says so.
 */
(function (netmapMap) {
  'use strict';

  const HINT_FOR = 1800;
  /** Pixels by which a finger, or a mouse that is held, has moved away. */
  const [FINGER, MOUSE] = [12, 3];
  const DOUBLE = 300;
  /** Pixels beside a node that still are on it. */
  const NEAR = 3;

  class Pointer {
    constructor(engine) {
      this.engine = engine;
      this.over = null;
      [this.tip, this.hint] = ['netmap-tip', 'netmap-hint'].map((name) => netmapMap.piece(name));
      this.tip.style.display = this.hint.style.display = 'none';
      engine.root.append(this.tip, this.hint);
      this.onPage(engine.root);
    }

    onPage(root) {
      const { engine } = this;
      const focus = () => root.focus({ preventScroll: true });
      engine.listen(root, 'click', (event) => this.tap(event));
      engine.listen(root, 'click', focus);
      engine.listen(root, 'pointerup', (event) => event.pointerType === 'mouse' && focus());
      engine.listen(root, 'pointerdown', (event) => this.hold(event));
      engine.listen(root, 'pointermove', (event) => this.move(event));
      engine.listen(root, 'pointerleave', () => this.leave());
      engine.listen(root, 'wheel', (event) => this.wheel(event), { passive: false });
      engine.listen(root, 'touchstart', (event) => this.touch(event), { passive: true });
      engine.listen(root, 'touchmove', (event) => this.drag(event), { passive: false });
    }

    /** A place of the page as one of the map's screen. */
    at({ clientX, clientY }) {
      const { root } = this.engine;
      const { left, top } = root.getBoundingClientRect();
      return { x: clientX - left - root.clientLeft, y: clientY - top - root.clientTop };
    }

    /** The node at a place of the screen. */
    nodeAt({ x, y }) {
      const { zoom, pan, drawn } = this.engine;
      return netmapMap.nodeAt(drawn, (x - pan.x) / zoom, (y - pan.y) / zoom, NEAR / zoom);
    }

    /** A press selects, a second one soon after opens; on a line it says what that stands for, beside all it lets go. What moved the map is none. */
    tap(event) {
      const map = this.engine;
      const at = this.at(event);
      const node = this.nodeAt(at);
      if (this.moved) {
        return;
      }
      const { id, at: since } = this.tapped || {};
      const again = node && id === node.id && event.timeStamp - since < DOUBLE;
      const line = node ? null : map.lines.hit(at.x, at.y, map.zoom, map.pan);
      this.tapped = node && !again ? { id: node.id, at: event.timeStamp } : null;
      this.leave();
      if (node) {
        map.pick(node.id);
      } else if (line) {
        this.enter(line.edge, false);
        this.follow(at);
      } else {
        map.clear();
      }
      if (again) {
        map.enter(node.id);
      }
    }

    hold(event) {
      this.moved = false;
      if (event.pointerType === 'mouse' && event.button === 0) {
        this.held = { at: this.at(event), pan: this.engine.pan };
      }
    }

    wheel(event) {
      if (event.ctrlKey || event.metaKey || document.activeElement === this.engine.root) {
        event.preventDefault();
        const turns = event.deltaY * (event.deltaMode ? 0.05 : 0.004) * (event.ctrlKey ? 4 : 1);
        this.engine.zoomAt(this.at(event), 2 ** Math.min(Math.max(-turns, -1), 1), false);
      } else {
        this.show('wheel');
      }
    }

    touch({ touches }) {
      this.fingers = [...touches].map((each) => this.at(each));
      this.begun = { zoom: this.engine.zoom, pan: this.engine.pan };
    }

    /** One finger is the page's; two move and zoom the map. */
    drag(event) {
      const [a, b] = this.fingers;
      const [now, other] = [...event.touches].map((each) => this.at(each));
      if (b && other) {
        event.preventDefault();
        const middle = (one, two) => ({ x: (one.x + two.x) / 2, y: (one.y + two.y) / 2 });
        const spread = (one, two) => Math.hypot(one.x - two.x, one.y - two.y) || 1;
        const [from, to] = [middle(a, b), middle(now, other)];
        this.engine.go(this.begun, false);
        this.engine.panBy(to.x - from.x, to.y - from.y);
        this.engine.zoomAt(to, spread(now, other) / spread(a, b), false);
      } else if (!b && Math.hypot(now.x - a.x, now.y - a.y) > FINGER) {
        this.show('fingers');
      }
    }

    /** Show a hint for a short while. */
    show(key) {
      this.hint.textContent = this.engine.words ? this.engine.words.say(key) : '';
      this.hint.style.display = this.hint.textContent ? 'block' : 'none';
      clearTimeout(this.hintTimer);
      this.hintTimer = setTimeout(() => (this.hint.style.display = 'none'), HINT_FOR);
    }

    /** A mouse that is held moves the map; else what it is over: a node, or a line, also over an opened agency. */
    move(event) {
      const map = this.engine;
      const at = this.at(event);
      if (event.pointerType !== 'mouse') {
        return;
      }
      this.held = event.buttons & 1 ? this.held : null;
      if (this.held) {
        const [x, y] = [at.x - this.held.at.x, at.y - this.held.at.y];
        this.moved = this.moved || Math.hypot(x, y) > MOUSE;
        if (this.moved) {
          map.root.setPointerCapture(event.pointerId);
          map.go({ zoom: map.zoom, pan: { x: this.held.pan.x + x, y: this.held.pan.y + y } }, false);
        }
        return;
      }
      const node = this.nodeAt(at);
      const line = node && !node.held ? null : map.lines.hit(at.x, at.y, map.zoom, map.pan);
      const over = line ? line.edge : node;
      if (over !== this.over) {
        this.leave();
        if (over) {
          this.enter(over, !line);
        }
      }
      if (over) {
        this.follow(at);
      }
    }

    enter(over, isNode) {
      this.over = over;
      const { words } = this.engine;
      const ofNode = () => [over.name, words.sort(over), ...words.facts(over, this.engine.ties(over.id))];
      const lines = isNode ? ofNode() : this.edgeLines(over);
      const pieces = lines.filter(Boolean).map((each) => (each instanceof Node ? each : netmapMap.piece('', each)));
      this.tip.replaceChildren(...pieces);
      this.tip.style.display = 'block';
      this.engine.pointAt(isNode ? over.id : null, isNode ? null : over);
    }

    edgeLines(edge) {
      const { engine } = this;
      const ends = { from: engine.node(edge.s).name, to: engine.node(edge.t).name };
      return [engine.words.say('line', ends), engine.words.edge(edge), edge.split && this.bar(edge.split)];
    }

    /** The ties of a line as a bar split by kind. */
    bar(split) {
      const bar = netmapMap.piece('netmap-split');
      bar.append(...split.map(([kind, n]) => {
        const part = document.createElement('span');
        Object.assign(part.style, { flex: n + ' 1 0', background: this.engine.looks.kind(kind).colour });
        return part;
      }));
      return bar;
    }

    /** Keep the tip beside the pointer and inside the map. */
    follow(at) {
      const { clientWidth, clientHeight } = this.engine.root;
      const { offsetWidth, offsetHeight } = this.tip;
      const x = Math.max(4, Math.min(at.x + 14, clientWidth - offsetWidth - 4));
      const y = at.y + 18 + offsetHeight > clientHeight ? Math.max(4, at.y - offsetHeight - 12) : at.y + 18;
      this.tip.style.transform = 'translate(' + x + 'px, ' + y + 'px)';
    }

    leave() {
      if (this.over) {
        this.over = null;
        this.tip.style.display = 'none';
        this.engine.pointAt(null);
      }
    }
  }

  netmapMap.Pointer = Pointer;
})((window.netmapMap = window.netmapMap || {}));
