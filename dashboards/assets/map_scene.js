/**
 * The nodes of the map: one cytoscape.js instance that is changed by plans (map_diff.js), never laid out anew.
 * The lines are drawn beside it (map_lines.js).
 */
(function (netmapMap) {
  'use strict';

  /** Above so many nodes a change of opacity is not animated. */
  const MANY = 700;
  /** Above so many, moving the map moves a snapshot of it. */
  const VERY_MANY = 4000;

  class Scene {
    /** @param {HTMLElement} holder an empty element that fills the map */
    constructor(holder) {
      this.cy = window.cytoscape({
        container: holder, elements: [], style: [], layout: { name: 'preset' }, autoungrabify: true, autounselectify: true,
        boxSelectionEnabled: false, minZoom: 0.03, maxZoom: 6,
      });
      this.drawn = { nodes: new Map(), edges: new netmapMap.LineMap() };
      this.nodes = new Map();
      this.styled = '';
    }

    destroy() {
      this.cy.destroy();
    }

    /** Take a style; the stylesheet is only replaced when it says something else. */
    dress(style, calm) {
      const key = JSON.stringify([style, calm]);
      if (key !== this.styled) {
        this.styled = key;
        this.looks = new netmapMap.Looks(style);
        this.cy.style(this.looks.stylesheet(calm));
        this.stale = true;
      }
    }

    /**
     * Draw a view by changing what differs from the one before.
     * @returns {object} the plan that was carried out
     */
    show(next) {
      const plan = netmapMap.diff(this.drawn, next);
      this.cy.batch(() => this.carryOut(plan, next));
      this.drawn = next;
      this.measured = null;
      this.ease();
      return plan;
    }

    carryOut(plan, next) {
      this.addNodes(plan.come);
      for (const node of plan.moved) {
        this.nodes.get(node.id).move({ parent: node.parent === null ? null : String(node.parent) });
      }
      this.removeNodes(plan.gone);
      for (const node of plan.placed) {
        this.nodes.get(node.id).position({ x: node.x, y: node.y });
      }
      for (const node of this.stale ? next.nodes.values() : plan.changed) {
        this.nodes.get(node.id).data(this.nodeData(node));
      }
      this.stale = false;
    }

    addNodes(nodes) {
      const outerFirst = [...nodes].sort((a, b) => Number(a.parent !== null) - Number(b.parent !== null));
      const added = this.cy.add(outerFirst.map((node) => this.nodeElement(node)));
      outerFirst.forEach((node, at) => this.nodes.set(node.id, added[at]));
    }

    nodeElement(node) {
      const inside = node.parent === null ? {} : { parent: String(node.parent) };
      return {
        group: 'nodes', data: { id: String(node.id), ...inside, ...this.nodeData(node) },
        position: { x: node.x, y: node.y }, pannable: true,
      };
    }

    removeNodes(nodes) {
      for (const node of nodes) {
        this.nodes.get(node.id).remove();
        this.nodes.delete(node.id);
      }
    }

    nodeData(node) {
      const alpha = this.looks.nodeOpacity(node);
      return {
        number: node.id, look: this.looks.lookOf(node), size: this.looks.diameter(node), alpha,
        low: alpha * 0.15, pale: node.faded, ...(node.fill ? { fill: node.fill } : {}),
        ...(node.mark ? { mark: node.mark, letters: node.d * (node.mark.length < 3 ? 0.5 : 0.36) } : {}),
      };
    }

    /** A very large map is moved as a snapshot: this is the renderer's own switch. */
    ease() {
      this.cy.renderer().textureOnViewport = this.nodes.size > VERY_MANY;
    }

    isLarge(view) {
      return view.nodes.length > MANY;
    }

    nodeOf(element) {
      return this.drawn.nodes.get(element.data('number'));
    }

    /** The numbers of a node and of what it holds. */
    family(number) {
      return [...this.drawn.nodes.values()].filter((node) => node.id === number || node.parent === number).map((node) => node.id);
    }

    /** Where the opened agencies lie, in map units, by number: worked out once for each view. */
    boxes() {
      if (!this.measured) {
        const without = { includeOverlays: false, includeUnderlays: false, includeLabels: false };
        const opened = [...this.drawn.nodes.values()].filter((node) => node.held);
        this.measured = new Map(opened.map((node) => [node.id, this.nodes.get(node.id).boundingBox(without)]));
      }
      return this.measured;
    }
  }

  netmapMap.Scene = Scene;
})((window.netmapMap = window.netmapMap || {}));
