/**
 * Mouse, pen and touch on the map.
 *
 * A page must stay scrollable past the map: one finger scrolls the page and taps, two fingers move and
 * zoom the map; the wheel zooms once the map has been clicked, or with Ctrl held. A short hint says so.
 */
(function (netmapMap) {
  'use strict';

  const HINT_FOR = 1800;
  const DRAG = 12;

  class Pointer {
    constructor(engine) {
      this.engine = engine;
      this.over = null;
      this.tip = netmapMap.piece('netmap-tip', {
        display: 'none', zIndex: '5', maxWidth: '280px', padding: '7px 10px', borderRadius: '6px', background: '#17202e', color: '#ffffff',
        fontSize: '13px', lineHeight: '1.4', boxShadow: '0 2px 10px rgba(23, 32, 46, 0.25)', overflowWrap: 'anywhere', left: '0',
      });
      this.hint = netmapMap.piece('netmap-hint', {
        top: 'auto', bottom: '14px', left: '50%', transform: 'translateX(-50%)', zIndex: '6', maxWidth: '90%', padding: '6px 12px', display: 'none',
        borderRadius: '16px', background: 'rgba(23, 32, 46, 0.88)', color: '#ffffff', fontSize: '13px', textAlign: 'center',
      });
      engine.root.append(this.tip, this.hint);
      this.onMap(engine.scene.cy);
      this.onPage(engine.root);
    }

    onMap(cy) {
      const map = this.engine;
      cy.on('tap', 'node', (event) => map.pick(event.target.data('number')));
      cy.on('tap', (event) => event.target === cy && map.clear());
      cy.on('dbltap', 'node', (event) => map.enter(event.target.data('number')));
      cy.on('mousemove', (event) => this.move(event, cy));
      cy.on('viewport', () => this.leave());
    }

    onPage(root) {
      const { engine } = this;
      const focus = () => root.focus({ preventScroll: true });
      engine.listen(root, 'click', focus);
      engine.listen(root, 'pointerup', (event) => event.pointerType === 'mouse' && focus());
      engine.listen(root, 'pointerdown', (event) => event.pointerType === 'mouse' && this.free(true), { capture: true });
      engine.listen(root, 'pointerleave', () => this.leave());
      engine.listen(root, 'wheel', (event) => this.wheel(event), { capture: true, passive: true });
      engine.listen(root, 'touchstart', (event) => this.touch(event), { capture: true, passive: true });
      engine.listen(root, 'touchmove', (event) => this.drag(event), { capture: true, passive: true });
      engine.listen(root, 'touchend', (event) => this.lift(event), { capture: true, passive: true });
    }

    /** Whether dragging moves the map. */
    free(may) {
      this.engine.scene.cy.userPanningEnabled(may);
    }

    wheel(event) {
      const mayZoom = event.ctrlKey || event.metaKey || document.activeElement === this.engine.root;
      if (mayZoom) {
        this.free(true);
      } else {
        event.stopPropagation();
        this.show('wheel');
      }
    }

    touch(event) {
      this.alone = event.touches.length === 1;
      this.scrolls = false;
      this.free(!this.alone);
      this.start = event.touches[0];
    }

    /** A single finger is the page's: cytoscape.js must not see it move, or it would hold the page still. */
    drag(event) {
      const now = event.touches[0];
      if (this.alone) {
        event.stopPropagation();
        if (Math.hypot(now.clientX - this.start.clientX, now.clientY - this.start.clientY) > DRAG) {
          this.scrolls = true;
          this.show('fingers');
        }
      }
    }

    /** A finger that scrolled the page did not tap. */
    lift(event) {
      if (this.alone && this.scrolls) {
        event.stopPropagation();
        window.dispatchEvent(new Event('touchcancel'));
      }
    }

    /** Show a hint for a short while. */
    show(key) {
      this.hint.textContent = this.engine.words ? this.engine.words.say(key) : '';
      this.hint.style.display = this.hint.textContent ? 'block' : 'none';
      clearTimeout(this.hintTimer);
      this.hintTimer = setTimeout(() => (this.hint.style.display = 'none'), HINT_FOR);
    }

    /** What the pointer is over: a node, else a line, also one that runs over an opened agency. */
    move(event, cy) {
      const map = this.engine;
      const node = event.target === cy ? null : map.scene.nodeOf(event.target);
      const at = event.renderedPosition;
      const line = node && !node.held ? null : map.lines.hit(at.x, at.y, cy.zoom(), cy.pan());
      const over = line ? line.edge : node;
      if (over !== this.over) {
        this.leave();
        if (over) {
          this.enter(over, line ? null : event.target);
        }
      }
      if (over) {
        this.follow(at);
      }
    }

    enter(over, element) {
      this.over = over;
      this.element = element && element.addClass('hover');
      const lines = element ? this.nodeLines(over) : this.edgeLines(over);
      this.tip.replaceChildren(...lines.filter(Boolean).map((line, place) => (line instanceof Node ? line : tipLine(line, place === 0))));
      this.tip.style.display = 'block';
      this.engine.pointAt(element ? over.id : null, element ? null : over);
    }

    nodeLines(node) {
      const { words, ties } = { words: this.engine.words, ties: this.engine.ties(node.id) };
      return [node.name, words.sort(node), ...words.facts(node, ties)];
    }

    edgeLines(edge) {
      const { engine } = this;
      const ends = { from: engine.node(edge.s).name, to: engine.node(edge.t).name };
      return [engine.words.say('line', ends), engine.words.edge(edge), edge.split && this.bar(edge.split)];
    }

    /** The ties of a line as a bar split by kind. */
    bar(split) {
      const bar = document.createElement('div');
      Object.assign(bar.style, { display: 'flex', gap: '2px', marginTop: '4px' });
      bar.append(...split.map(([kind, n]) => {
        const part = document.createElement('span');
        Object.assign(part.style, { flex: n + ' 1 0', height: '6px', background: this.engine.scene.looks.kind(kind).colour });
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
        if (this.element) {
          this.element.removeClass('hover');
        }
        this.over = this.element = null;
        this.tip.style.display = 'none';
        this.engine.pointAt(null);
      }
    }

    destroy() {
      clearTimeout(this.hintTimer);
    }
  }

  /** Text of the reader's data goes in as text, never as HTML. */
  function tipLine(text, first) {
    const line = document.createElement('div');
    line.textContent = text;
    line.style.fontWeight = first ? '600' : '400';
    return line;
  }

  netmapMap.Pointer = Pointer;
})((window.netmapMap = window.netmapMap || {}));
