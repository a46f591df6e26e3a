/**
 * What has to change on the map to show a new view: only that is touched.
 *
 * Nodes are known by number; a line by its two numbers and its kind, in nested Maps, so that no
 * two of them can ever be taken for one another.
 */
(function (netmapMap) {
  'use strict';

  /** Values by (source, target, kind). */
  class LineMap {
    constructor() {
      this.bySource = new Map();
    }

    get(s, t, kind) {
      const targets = this.bySource.get(s);
      const kinds = targets && targets.get(t);
      return kinds && kinds.get(kind);
    }

    set(s, t, kind, value) {
      under(under(this.bySource, s), t).set(kind, value);
    }

    delete(s, t, kind) {
      this.bySource.get(s).get(t).delete(kind);
    }

    *values() {
      for (const targets of this.bySource.values()) {
        for (const kinds of targets.values()) {
          yield* kinds.values();
        }
      }
    }
  }

  function under(map, key) {
    if (!map.has(key)) {
      map.set(key, new Map());
    }
    return map.get(key);
  }

  function finite(value, fallback, what) {
    if (Number.isFinite(value)) {
      return value;
    }
    netmapMap.warnOnce('a node has no ' + what);
    return fallback;
  }

  /** The view's nodes by number, with what is missing or impossible mended; turned, across is down. */
  function readNodes(view, turned) {
    const nodes = new Map();
    for (const given of view.nodes.filter((each) => !each.silent)) {
      nodes.set(given.id, {
        ...given,
        name: String(given.name === null || given.name === undefined ? '' : given.name),
        x: finite(turned ? given.y : given.x, 0, 'position'),
        y: finite(turned ? given.x : given.y, 0, 'position'),
        d: Math.max(finite(given.d, 16, 'size'), 1),
        faded: Boolean(given.faded),
        parent: given.parent === undefined ? null : given.parent,
        held: 0,
      });
    }
    const parents = new Map([...nodes.values()].map((node) => [node.id, node.parent]));
    for (const node of nodes.values()) {
      node.parent = parentOf(node, nodes, parents);
      if (node.parent !== null) {
        nodes.get(node.parent).held += 1;
      }
    }
    return nodes;
  }

  /** Only a node that is drawn, and is itself inside nothing, can hold another. */
  function parentOf(node, nodes, parents) {
    if (node.parent === null) {
      return null;
    }
    const fits = node.parent !== node.id && nodes.has(node.parent) && parents.get(node.parent) === null;
    if (!fits) {
      netmapMap.warnOnce('a node is inside one that is not drawn');
    }
    return fits ? node.parent : null;
  }

  /** The view's lines, each with its place beside the others of its pair. */
  function readEdges(view, nodes) {
    const edges = new LineMap();
    const pairs = new Map();
    for (const given of view.edges || []) {
      if (fits(given, nodes, edges)) {
        const edge = { ...given, faded: Boolean(given.faded), w: given.w > 0 ? given.w : 1, side: 0 };
        edges.set(given.s, given.t, given.kind, edge);
        const low = under(pairs, Math.min(given.s, given.t));
        const high = Math.max(given.s, given.t);
        low.set(high, [...(low.get(high) || []), edge]);
      }
    }
    for (const pair of pairs.values()) {
      [...pair.values()].filter((several) => several.length > 1).forEach(spread);
    }
    return edges;
  }

  /** Lines of one pair lie side by side, in the same order whichever way each of them runs. */
  function spread(several) {
    several.forEach((edge, at) => {
      edge.side = (at - (several.length - 1) / 2) * (edge.s < edge.t ? 1 : -1);
    });
  }

  /** A line from an opened agency to what it holds is not drawn: being inside says it. */
  function fits(edge, nodes, edges) {
    const source = nodes.get(edge.s);
    const target = nodes.get(edge.t);
    if (!source || !target) {
      netmapMap.warnOnce('a line has an end that is not drawn');
      return false;
    }
    if (edges.get(edge.s, edge.t, edge.kind)) {
      netmapMap.warnOnce('a line comes twice');
      return false;
    }
    return source !== target && source.parent !== edge.t && target.parent !== edge.s;
  }

  const NODE_LOOKS = ['fill', 'mark', 'sort', 'd', 'faded', 'unknown', 'held'];
  const EDGE_LOOKS = ['state', 'w', 'faded', 'side'];

  function differs(a, b, fields) {
    return fields.some((field) => a[field] !== b[field]);
  }

  /**
   * Compare what is drawn with what is asked for.
   * @param {{nodes: Map, edges: LineMap}} old
   * @param {{nodes: Map, edges: LineMap}} next
   */
  function diff(old, next) {
    const plan = { come: [], gone: [], changed: [], placed: [], moved: [], lines: { come: [], gone: [], changed: [] } };
    for (const node of next.nodes.values()) {
      compareNode(old.nodes.get(node.id), node, plan);
    }
    for (const node of old.nodes.values()) {
      if (!next.nodes.has(node.id)) {
        plan.gone.push(node);
      }
    }
    diffEdges(old, next, plan.lines);
    return plan;
  }

  function compareNode(before, node, plan) {
    if (!before) {
      plan.come.push(node);
      return;
    }
    if (before.parent !== node.parent) {
      plan.moved.push(node);
    }
    if (differs(before, node, NODE_LOOKS)) {
      plan.changed.push(node);
    }
    const alone = before.held && !node.held;
    if (!node.held && (alone || before.parent !== node.parent || differs(before, node, ['x', 'y']))) {
      plan.placed.push(node);
    }
  }

  function diffEdges(old, next, lines) {
    for (const edge of next.edges.values()) {
      const before = old.edges.get(edge.s, edge.t, edge.kind);
      if (!before) {
        lines.come.push(edge);
      } else if (differs(before, edge, EDGE_LOOKS)) {
        lines.changed.push(edge);
      }
    }
    for (const edge of old.edges.values()) {
      if (!next.edges.get(edge.s, edge.t, edge.kind)) {
        lines.gone.push(edge);
      }
    }
  }

  /** A view as the engine keeps it. */
  function read(view, turned = false) {
    const nodes = readNodes(view, turned);
    return { nodes, edges: readEdges(view, nodes) };
  }

  netmapMap.LineMap = LineMap;
  netmapMap.diff = diff;
  netmapMap.readView = read;
})((window.netmapMap = window.netmapMap || {}));
