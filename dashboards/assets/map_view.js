/** A view as the map keeps it: mended, nodes by number, lines with their place in a pair. */
(function (netmapMap) {
  'use strict';

  /** No node has so high a number: a pair of numbers is one number. */
  const WIDE = 2 ** 26;
  /** Around what an opened agency holds, in map units. */
  const PADDING = 12;

  function finite(value, fallback, what) {
    if (Number.isFinite(value)) {
      return value;
    }
    netmapMap.warnOnce('a node has no ' + what);
    return fallback;
  }

  /** The view's nodes by number; turned, across is down. */
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
    const pairs = new Map();
    for (const given of view.edges || []) {
      const pair = Math.min(given.s, given.t) * WIDE + Math.max(given.s, given.t);
      const mates = pairs.get(pair) || [];
      if (fits(given, nodes, mates)) {
        const edge = { ...given, faded: Boolean(given.faded), w: given.w > 0 ? given.w : 1, side: 0 };
        pairs.set(pair, [...mates, edge]);
      }
    }
    [...pairs.values()].filter((several) => several.length > 1).forEach(spread);
    return [...pairs.values()].flat();
  }

  /** Lines of one pair lie side by side, in the same order whichever way each of them runs. */
  function spread(several) {
    several.forEach((edge, at) => {
      edge.side = (at - (several.length - 1) / 2) * (edge.s < edge.t ? 1 : -1);
    });
  }

  /** A line from an opened agency to what it holds is not drawn: being inside says it. */
  function fits(edge, nodes, mates) {
    const source = nodes.get(edge.s);
    const target = nodes.get(edge.t);
    if (!source || !target) {
      netmapMap.warnOnce('a line has an end that is not drawn');
      return false;
    }
    if (mates.some((each) => each.s === edge.s && each.kind === edge.kind)) {
      netmapMap.warnOnce('a line comes twice');
      return false;
    }
    return source !== target && source.parent !== edge.t && target.parent !== edge.s;
  }

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

  /** Where each opened agency lies, around what it holds. */
  function boxesOf(nodes) {
    const held = [...nodes.values()].filter((node) => node.parent !== null);
    const inside = Map.groupBy(held, (node) => node.parent);
    return new Map([...inside].map(([number, each]) => {
      const { x1, y1, x2, y2 } = extent(each);
      return [number, { x1: x1 - PADDING, y1: y1 - PADDING, x2: x2 + PADDING, y2: y2 + PADDING }];
    }));
  }

  netmapMap.readView = function (view, turned = false) {
    const nodes = readNodes(view, turned);
    return { nodes, edges: readEdges(view, nodes), boxes: boxesOf(nodes) };
  };
  netmapMap.extent = extent;
})((window.netmapMap = window.netmapMap || {}));
