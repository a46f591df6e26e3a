/**
 * From the one source of looks (the view's `style`) to what cytoscape.js draws.
 *
 * Names, ids and numbers of the data never enter a selector: only the style's own keys do.
 */
(function (netmapMap) {
  'use strict';

  const SHAPES = { circle: 'ellipse', square: 'round-rectangle', hexagon: 'hexagon', diamond: 'diamond' };
  /** A square of the circle's full width would look larger than the circle. */
  const SHARE = { square: 0.84, hexagon: 1.06, diamond: 1.1 };
  const SHEET = {
    background: '#ffffff', text: '#17202e', muted: '#566173', rule: '#c9d0da', band: '#f3f6fa',
    band_other: '#ffffff', band_text: '#475264', open_fill: '#eef2f8', open_border: '#8090a6',
    selected: '#0b63ce', faded_opacity: 0.14,
  };
  const PLAIN_KIND = { colour: '#566173', line: 'solid', dash: [], cap: 'butt', width: 1.5 };
  const PLAIN_SORT = { shape: 'circle', fill: '#ffffff', border: '#566173', border_width: 1.5, border_dash: [], text: '#17202e' };
  const PLAIN = 'plain';
  /** The letters of a sector in the middle of its agencies, where they can be read. */
  const LETTERS = {
    label: 'data(mark)', 'font-size': 'data(letters)', 'font-weight': 600, color: '#ffffff', 'min-zoomed-font-size': 8,
    'text-valign': 'center', 'text-halign': 'center', 'text-events': 'no',
  };

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

    nodeOpacity(node) {
      return node.faded ? this.sheet.faded_opacity * 1.4 : 1;
    }

    /** The diameter to give cytoscape.js so that all shapes look equally large. */
    diameter(node) {
      return node.d * (SHARE[this.sort(this.lookOf(node)).shape] || 1);
    }

    /** The whole stylesheet. `calm` is true where nothing should be animated. */
    stylesheet(calm) {
      return [
        ...base(this.sheet, calm),
        ...[PLAIN, ...Object.keys(this.sorts)].filter(plainKey).map((key) => nodeRule(key, this.sort(key))),
        { selector: 'node[fill]', style: { 'background-color': 'data(fill)' } },
        { selector: 'node[mark]', style: LETTERS },
        ...boxes(this.sheet),
        ...emphasis(this.sheet),
      ];
    }
  }

  function known(table, key, what) {
    const there = Object.hasOwn(table, key);
    if (!there) {
      netmapMap.warnOnce('the style has no ' + what + ' "' + key + '"');
    }
    return there;
  }

  /** Keys go into selectors, so only plain words may. */
  function plainKey(key) {
    return /^\w+$/.test(key);
  }

  function base(sheet, calm) {
    const fade = calm ? {} : {
      'transition-property': 'opacity', 'transition-duration': 160, 'transition-timing-function': 'ease-out',
    };
    return [
      { selector: 'core', style: { 'active-bg-opacity': 0, 'selection-box-opacity': 0, 'outside-texture-bg-opacity': 0 } },
      {
        selector: 'node',
        style: {
          width: 'data(size)', height: 'data(size)', opacity: 'data(alpha)', label: '', events: 'yes',
          'overlay-opacity': 0, 'bounds-expansion': 0, 'z-index': 1, ...fade,
        },
      },
    ];
  }

  function nodeRule(key, look) {
    return {
      selector: 'node[look = "' + key + '"]',
      style: {
        shape: SHAPES[look.shape] || 'ellipse', 'background-color': look.fill, 'border-color': look.border,
        'border-width': look.border_width, 'border-style': look.border_dash.length ? 'dashed' : 'solid',
        ...(look.border_dash.length ? { 'border-dash-pattern': look.border_dash } : {}),
      },
    };
  }

  /** The sheet behind an opened agency is drawn under the lines (map_lines.js); its opacity would pale its people too. */
  function boxes(sheet) {
    return [
      {
        selector: '$node > node',
        style: {
          shape: 'round-rectangle', 'corner-radius': 14, padding: 12, label: '', opacity: 1, 'background-opacity': 0, 'z-index': 0,
          'border-color': sheet.open_border, 'border-width': 1.2, 'border-style': 'solid',
        },
      },
      { selector: '$node[?pale] > node', style: { 'border-opacity': 0.3 } },
    ];
  }

  function emphasis(sheet) {
    return [
      { selector: '.away', style: { opacity: 'data(low)' } },
      { selector: '$node.away > node', style: { opacity: 1, 'border-opacity': 0.4 } },
      {
        selector: 'node.hover',
        style: { 'underlay-color': sheet.selected, 'underlay-opacity': 0.16, 'underlay-padding': 5, 'underlay-shape': 'ellipse' },
      },
      {
        selector: 'node.picked',
        style: {
          'underlay-color': sheet.selected, 'underlay-opacity': 0.18, 'underlay-padding': 9, 'underlay-shape': 'ellipse',
        },
      },
      { selector: '$node.picked > node, $node.hover > node', style: { 'underlay-opacity': 0 } },
      { selector: '$node.picked > node', style: { 'border-color': sheet.selected, 'border-width': 3 } },
      { selector: '$node.hover > node', style: { 'border-color': sheet.selected } },
    ];
  }

  netmapMap.Looks = Looks;
})((window.netmapMap = window.netmapMap || {}));
