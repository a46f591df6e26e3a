/**
 * The map of a partnership, as the page's callbacks call it: `dash_clientside.netmap`.
 *
 * The parts are in the files map_*.js, each adding to `window.netmapMap`. They are loaded after this one,
 * so nothing of them is touched before the first call. No part keeps an id of the reader's data:
 * nodes are known by the number the server gives them.
 */
(function (netmapMap) {
  'use strict';

  /**
   * @typedef {object} MapNode
   * @property {number} id stable number of the node
   * @property {'agency'|'person'|'service'|'zone'} sort
   * @property {string} name
   * @property {number} x map units
   * @property {number} y map units
   * @property {number} d diameter in map units
   * @property {number|null} parent number of the agency it is drawn inside
   * @property {boolean} open an agency whose people are shown
   * @property {number} inside how many people and services opening it would show
   * @property {boolean} faded drawn pale: outside the filters or the focus
   * @property {boolean} unknown
   * @property {string} note said after the name
   * @property {string} [mark] the letters of an agency's sector
   *
   * @typedef {object} MapEdge
   * @property {number} s
   * @property {number} t
   * @property {string} kind
   * @property {string} state
   * @property {number} w width in map units
   * @property {boolean} faded
   * @property {number} [n] how many ties the line stands for
   *
   * @typedef {object} MapView
   * @property {string} study
   * @property {'force'|'levels'} layout
   * @property {number} token
   * @property {MapNode[]} nodes
   * @property {MapEdge[]} edges
   * @property {{name: string, top: number, bottom: number}[]} bands
   * @property {number|null} selected
   * @property {object} style looks by kind, state and sort; see map_looks.js
   * @property {object} texts words in the reader's language; see map_words.js
   * @property {string[]} caption lines under the picture that is downloaded; the first is its title
   * @property {{label: string, kind?: string, state?: string, sort?: string}[]} legend
   */

  /** @type {InstanceType<typeof netmapMap.Engine>|null} */
  let engine = null;
  /** The token of the view that was painted before the page's own call. */
  let early = null;

  /** The engine of the container on the page now; a new one when the page has put a new container. */
  function current() {
    const root = document.getElementById('map');
    if (engine && engine.root !== root) {
      engine.destroy();
      engine = null;
    }
    if (!engine && root) {
      engine = new netmapMap.Engine(root, report);
    }
    return engine;
  }

  /** Tell the page what the reader did. */
  function report(what, number) {
    const clientside = window.dash_clientside;
    if (clientside && clientside.set_props) {
      clientside.set_props('map-event', { data: { what, number, at: Date.now() } });
    }
  }

  function noUpdate() {
    return window.dash_clientside.no_update;
  }

  /** A button's function: the page calls it once with no clicks when it is built, which asks for nothing. */
  function button(act) {
    return function (...args) {
      const asked = args.length === 0 || Boolean(args[0]);
      if (asked && current()) {
        act(current(), args);
      }
      return noUpdate();
    };
  }

  /** @param {MapView|null|undefined} view */
  function paint(view) {
    const again = view && view.token === early;
    early = null;
    if (view && !again && Array.isArray(view.nodes) && current()) {
      current().paint(view);
    }
    return noUpdate();
  }

  /** Show a view that the page's own call will bring once more. */
  function paintEarly(view) {
    paint(view);
    early = view.token;
  }

  /** Select a node and bring it into view, as from the table or the search box; perhaps together with a partner. */
  function reveal(number, partner) {
    if (typeof number === 'number' && current()) {
      current().reveal(number, partner);
    }
    return noUpdate();
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.netmap = {
    paint,
    reveal,
    zoom_in: button((map) => map.zoomBy(1.3)),
    zoom_out: button((map) => map.zoomBy(1 / 1.3)),
    fit: button((map) => map.fit(true)),
  };

  Object.assign(netmapMap, { paintEarly, current: () => engine });
})((window.netmapMap = window.netmapMap || {}));
