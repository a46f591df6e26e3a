/** What is chosen and pointed at: what belongs to it, how it stands out, and whose names are shown. */
(function (netmapMap) {
  'use strict';

  /** So many neighbours' names are always shown; of more, only those that find room. */
  const NEIGHBOURS = 24;

  netmapMap.choice = {
    /** How many ties a node's lines stand for, faded ones and mere sittings left out. */
    ties(number) {
      const mine = this.drawn.edges.filter((edge) => edge.s === number || edge.t === number);
      const ties = mine.filter((edge) => !edge.faded && !netmapMap.NO_TIES.has(edge.kind));
      return ties.reduce((sum, edge) => sum + (edge.n === undefined ? 1 : edge.n), 0);
    },

    /** The numbers of a node and of what it holds. */
    family(number) {
      const mine = [...this.nodes()].filter((node) => node.id === number || node.parent === number);
      return mine.map((node) => node.id);
    },

    /** What stands out when a node is chosen: itself, what it holds, their lines and the other ends. */
    around(number) {
      const nodes = new Set(this.node(number) ? this.family(number) : []);
      const mine = (edge) => !edge.faded && (nodes.has(edge.s) || nodes.has(edge.t));
      const lines = new Set(this.drawn.edges.filter(mine));
      [...lines].flatMap((edge) => [edge.s, edge.t]).forEach((end) => nodes.add(end));
      const outer = [...nodes].map((each) => this.node(each).parent).filter((parent) => parent !== null);
      outer.forEach((parent) => nodes.add(parent));
      return { nodes, lines };
    },

    /** What stands out of what is around a node where it is chosen together with a partner: the two, and their lines. */
    between(number, partner) {
      const { lines } = this.around(number);
      const mine = new Set(this.family(partner));
      const both = new Set([...lines].filter((edge) => mine.has(edge.s) || mine.has(edge.t)));
      return { nodes: new Set([...this.family(number), ...mine]), lines: both };
    },

    /** Mark a choice on the map: a node, or together with a partner the two. */
    choose(number, partner = null) {
      this.picked = this.node(number) ? number : null;
      this.partner = this.picked !== null && this.node(partner) ? partner : null;
      this.near = this.partner === null ? this.around(this.picked) : this.between(number, partner);
      this.lineAgain();
      this.nameAgain();
    },

    lineAgain() {
      const { near } = this;
      const standOf = (has) => (this.picked === null ? '' : has ? 'near' : 'away');
      const stands = { node: (each) => standOf(near.nodes.has(each.id)), edge: (each) => standOf(near.lines.has(each)) };
      this.lines.take(this.drawn, this.looks, stands, this.shown.layout === 'levels');
    },

    /** The pointer is over a node, over a line, or over neither. */
    pointAt(number, edge = null) {
      const ends = edge ? [edge.s, edge.t] : [];
      const { nodes, lines } = number === null ? { nodes: new Set(ends), lines: new Set(edge ? [edge] : []) } : this.around(number);
      const some = nodes.size <= NEIGHBOURS ? [...nodes] : [number];
      Object.assign(this, { pointed: lines, over: number });
      this.labels.add(some.map((each) => this.nameOf(this.node(each), true, each === number)));
      this.refresh();
    },

    nameAgain() {
      const { nodes } = this.near;
      const few = nodes.size <= NEIGHBOURS;
      const all = this.picked === null;
      const named = [...this.nodes()].filter((node) => all || nodes.has(node.id) || node.parent !== null || node.held);
      this.labels.take(named.map((node) => {
        const chosen = node.id === this.picked;
        return this.nameOf(node, chosen || (few && nodes.has(node.id) && !node.faded), chosen);
      }));
    },

    nameOf(node, first, strong) {
      const near = this.near.nodes.has(node.id);
      const away = this.picked !== null && !near;
      return {
        node, first, strong, near, away, box: this.drawn.boxes.get(node.id) || null,
        colour: this.looks.sort(this.looks.lookOf(node)).text,
      };
    },
  };
})((window.netmapMap = window.netmapMap || {}));
