/** The map by keyboard: arrows walk, Enter opens, f focuses, + - 0 zoom, Escape lets go, Shift and arrows move the sheet. */
(function (netmapMap) {
  'use strict';

  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const SHIFT = 60;

  /**
   * The nearest node in a direction: first among those more ahead than aside, else among all that are ahead.
   * @param {Iterable<object>} nodes
   * @returns {object|null}
   */
  function nearest(nodes, from, [right, down]) {
    let best = null;
    for (const node of nodes) {
      const ahead = (node.x - from.x) * right + (node.y - from.y) * down;
      const aside = Math.abs((node.x - from.x) * down) + Math.abs((node.y - from.y) * right);
      if (node.id === from.id || ahead <= 1e-9) {
        continue;
      }
      const score = ahead + 2 * aside + (aside > ahead * 1.2 ? 1e9 : 0);
      if (!best || score < best.score) {
        best = { node, score };
      }
    }
    return best && best.node;
  }

  /** The largest node; the lowest number where several are as large. */
  function largest(nodes) {
    return [...nodes].reduce((best, node) => (!best || node.d > best.d || (node.d === best.d && node.id < best.id) ? node : best), null);
  }

  /** Nodes that the arrows reach: those that are not faded, or all where all are. */
  function reachable(nodes) {
    const bright = [...nodes].filter((node) => !node.faded);
    return bright.length ? bright : [...nodes];
  }

  class Keys {
    constructor(engine) {
      this.engine = engine;
      this.held = null;
      engine.listen(engine.root, 'keydown', (event) => this.down(event));
      engine.listen(engine.root, 'keyup', () => this.release());
      engine.listen(engine.root, 'blur', () => this.release());
    }

    down(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target !== this.engine.root) {
        return;
      }
      const act = WAYS[event.key] ? () => this.arrow(event) : this.plain(event.key);
      if (act) {
        event.preventDefault();
        act();
      }
    }

    plain(key) {
      const map = this.engine;
      const acts = {
        Enter: () => map.enter(map.picked),
        f: () => map.focusOn(map.picked),
        '+': () => map.zoomBy(1.3),
        '-': () => map.zoomBy(1 / 1.3),
        0: () => map.fit(true),
        Escape: () => map.clear(),
      };
      const same = { F: 'f', '=': '+', _: '-' }[key] || key;
      return Object.hasOwn(acts, same) ? acts[same] : null;
    }

    arrow(event) {
      const way = WAYS[event.key];
      if (event.shiftKey) {
        this.engine.panBy(-way[0] * SHIFT, -way[1] * SHIFT);
      } else {
        this.walk(way, event.repeat);
      }
    }

    walk(way, repeat) {
      const map = this.engine;
      const nodes = reachable(map.nodes());
      const from = map.node(map.picked);
      const to = from ? nearest(nodes, from, way) : largest(nodes);
      if (!to) {
        map.say(map.words.say('no_further'));
        return;
      }
      map.pick(to.id, { quiet: repeat });
      map.bringIntoSight(to.id);
      this.held = repeat ? to.id : null;
    }

    /** While an arrow is held down the page is told only of where the walk ends. */
    release() {
      if (this.held !== null) {
        this.engine.report('select', this.held);
        this.held = null;
      }
    }
  }

  netmapMap.Keys = Keys;
  netmapMap.nearest = nearest;
})((window.netmapMap = window.netmapMap || {}));
