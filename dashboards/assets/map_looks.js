/** The one source of looks (the view's `style`), with what it leaves out. */
(function (netmapMap) {
  'use strict';

  const SHEET = {
    background: '#ffffff', text: '#17202e', muted: '#566173', rule: '#c9d0da', band: '#f3f6fa',
    band_other: '#ffffff', band_text: '#475264', open_fill: '#eef2f8', open_border: '#8090a6',
    selected: '#0b63ce', faded_opacity: 0.14,
  };
  const PLAIN_KIND = { colour: '#566173', line: 'solid', dash: [], cap: 'butt', width: 1.5 };
  const PLAIN_SORT = {
    shape: 'circle', fill: '#ffffff', border: '#566173', border_width: 1.5, border_dash: [], text: '#17202e',
  };
  const PLAIN = 'plain';

  class Looks {
    constructor(style) {
      const given = style || {};
      this.kinds = given.kinds || {};
      this.states = given.states || {};
      this.sorts = given.sorts || {};
      this.sheet = { ...SHEET, ...given.sheet };
    }

    /** The style's key for a node; "plain" for a sort that it does not know. */
    lookOf(node) {
      const look = node.unknown ? 'unknown' : node.sort;
      return known(this.sorts, look, 'sort') ? look : PLAIN;
    }

    sort(look) {
      return { ...PLAIN_SORT, ...this.sorts[look] };
    }

    kindOf(edge) {
      return known(this.kinds, edge.kind, 'kind') ? edge.kind : PLAIN;
    }

    kind(key) {
      return { ...PLAIN_KIND, ...this.kinds[key] };
    }

    /** How strongly a line is drawn: by its state, and pale where it is faded out by a filter. */
    edgeOpacity(edge) {
      const state = edge.state && known(this.states, edge.state, 'state') ? this.states[edge.state] : { opacity: 1 };
      return edge.faded ? Math.min(state.opacity, 1) * this.sheet.faded_opacity : state.opacity;
    }
  }

  function known(table, key, what) {
    const there = Object.hasOwn(table, key);
    if (!there) {
      netmapMap.warnOnce('the style has no ' + what + ' "' + key + '"');
    }
    return there;
  }

  netmapMap.Looks = Looks;
})((window.netmapMap = window.netmapMap || {}));
