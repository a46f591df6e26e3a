/** What is chosen and pointed at: what belongs to it, how it stands out, and whose names are shown. */
(function (netmapMap) {
  'use strict';

  /** So many neighbours' names are always shown; of more, only those that find room. */
  const NEIGHBOURS = 24;

  netmapMap.choice = {
    /** The lines at each node. */
    linesAt(number) {
      if (!this.adjacency) {
        this.adjacency = new Map();
        for (const edge of this.scene.drawn.edges.values()) {
          for (const end of [edge.s, edge.t]) {
            this.adjacency.set(end, this.adjacency.get(end) || []);
            this.adjacency.get(end).push(edge);
          }
        }
      }
      return this.adjacency.get(number) || [];
    },

    /** How many ties a node's lines stand for, faded ones and mere sittings left out. */
    ties(number) {
      const ties = this.linesAt(number).filter((edge) => !edge.faded && !netmapMap.NO_TIES.has(edge.kind));
      return ties.reduce((sum, edge) => sum + (edge.n === undefined ? 1 : edge.n), 0);
    },

    /** What stands out when a node is chosen: itself, what it holds, their lines and the other ends. */
    around(number) {
      const family = this.node(number) ? this.scene.family(number) : [];
      const lines = new Set(family.flatMap((each) => this.linesAt(each)).filter((edge) => !edge.faded));
      const nodes = new Set(family);
      for (const edge of lines) {
        for (const end of [edge.s, edge.t]) {
          nodes.add(end);
        }
      }
      for (const each of [...nodes]) {
        nodes.add(this.node(each).parent === null ? each : this.node(each).parent);
      }
      return { nodes, lines };
    },

    /** What stands out of what is around a node where it is chosen together with a partner: the two, and their lines. */
    between(number, partner) {
      const { lines } = this.around(number);
      const mine = new Set(this.scene.family(partner));
      const both = new Set([...lines].filter((edge) => mine.has(edge.s) || mine.has(edge.t)));
      return { nodes: new Set([...this.scene.family(number), ...mine]), lines: both };
    },

    /** Mark a choice on the map: a node, or together with a partner the two. */
    choose(number, partner = null) {
      const before = this.picked;
      this.picked = this.node(number) ? number : null;
      this.partner = this.picked !== null && this.node(partner) ? partner : null;
      this.near = this.partner === null ? this.around(this.picked) : this.between(number, partner);
      if (before !== null || this.picked !== null) {
        this.standOut();
      }
      this.lineAgain();
      this.nameAgain();
    },

    standOut() {
      const { scene } = this;
      scene.cy.batch(() => {
        for (const [each, element] of scene.nodes) {
          element.toggleClass('picked', each === this.picked);
          element.toggleClass('away', this.picked !== null && !this.near.nodes.has(each));
        }
      });
    },

    lineAgain() {
      const { scene, near } = this;
      const standOf = (has) => (this.picked === null ? '' : has ? 'near' : 'away');
      const boxes = [...scene.boxes()].map(([each, box]) => ({ box, node: this.node(each), stand: standOf(near.nodes.has(each)) }));
      const rows = this.shown.layout === 'levels';
      const what = { edges: scene.drawn.edges.values(), nodes: scene.drawn.nodes, boxes, looks: scene.looks, rows };
      this.lines.take(what, (edge) => standOf(near.lines.has(edge)));
    },

    /** The pointer is over a node, over a line, or over neither. */
    pointAt(number, edge = null) {
      const ends = edge ? [edge.s, edge.t] : [];
      const { nodes, lines } = number === null ? { nodes: new Set(ends), lines: new Set(edge ? [edge] : []) } : this.around(number);
      const some = nodes.size <= NEIGHBOURS ? [...nodes] : [number];
      this.pointed = lines;
      this.labels.add(some.map((each) => this.nameOf(this.node(each), true, each === number)));
      this.refresh();
    },

    nameAgain() {
      const { nodes } = this.near;
      const few = nodes.size <= NEIGHBOURS;
      const named = [...this.nodes()].filter((node) => this.picked === null || nodes.has(node.id) || node.parent !== null || this.scene.boxes().has(node.id));
      this.labels.take(named.map((node) => {
        const chosen = node.id === this.picked;
        return this.nameOf(node, chosen || (few && nodes.has(node.id) && !node.faded), chosen);
      }));
    },

    nameOf(node, first, strong) {
      const near = this.near.nodes.has(node.id);
      const away = this.picked !== null && !near;
      return {
        node, first, strong, near, away, alpha: 1, box: this.scene.boxes().get(node.id) || null,
        colour: this.scene.looks.sort(this.scene.looks.lookOf(node)).text,
      };
    },
  };
})((window.netmapMap = window.netmapMap || {}));
