/**
 * The words the map shows and reads out. All come from the view's `texts`, in the reader's language:
 *
 *   kinds, states, sorts      {key: word}
 *   ties, inside, left_out    {one: "{n} tie", other: "{n} ties"} (and whatever forms the language has); of_kind holds one for each kind
 *   all others                sentences with {places}, as dashboards/pages/board/figures.py names them
 *
 * A key that is missing shows nothing and is told once on the console.
 */
(function (netmapMap) {
  'use strict';

  const told = new Set();

  /** Warn on the console, once for each message. */
  netmapMap.warnOnce = function (message) {
    if (!told.has(message)) {
      told.add(message);
      console.warn('map: ' + message);
    }
  };

  /** Put values into a template's {places}; a value is never read as a template itself. */
  function fill(template, values) {
    return template.replace(/\{(\w+)\}/g, (place, key) => (key in values ? String(values[key]) : place));
  }

  /** Lines that stand for sittings and offers, not for ties. */
  const NO_TIES = new Set(['sat', 'offers']);
  netmapMap.NO_TIES = NO_TIES;

  class Words {
    constructor(texts, legend, language) {
      this.texts = texts || {};
      this.legend = legend || [];
      this.plural = new Intl.PluralRules(language);
      this.figures = new Intl.NumberFormat(language);
      this.list = new Intl.ListFormat(language, { type: 'unit', style: 'long' });
    }

    /** A sentence, or the empty text where the view has none. */
    say(key, values = {}) {
      const text = this.texts[key];
      if (typeof text !== 'string') {
        netmapMap.warnOnce('no text for ' + key);
        return '';
      }
      return fill(text, values);
    }

    /** The form of a text that goes with a count. */
    count(key, n, forms = this.texts[key]) {
      if (!forms || typeof forms !== 'object') {
        netmapMap.warnOnce('no text for ' + key);
        return '';
      }
      return fill(forms[this.plural.select(n)] || forms.other || '', { n: this.figures.format(n) });
    }

    /** The word for a kind, state or sort: from the texts, else from the legend, else the key itself. */
    word(group, key) {
      const words = this.texts[group] || {};
      const single = group.slice(0, -1);
      const entry = this.legend.find((each) => each[single] === key);
      return words[key] || (entry && entry.label) || String(key);
    }

    listing(parts) {
      return this.list.format(parts.filter(Boolean));
    }

    /** The word for what a node is. */
    sort(node) {
      return this.word('sorts', node.unknown ? 'unknown' : node.sort);
    }

    /** What is read out for a node: "Cabinet Office, agency, 12 ties, 14 inside". */
    node(node, ties) {
      return this.listing([node.name, this.sort(node), ...this.facts(node, ties)]);
    }

    /** What is known of a node beside its name and sort: its note, else its ties and what it holds. */
    facts(node, ties) {
      if (node.note) {
        return [node.note];
      }
      return [ties > 0 ? this.count('ties', ties) : '', node.inside > 0 ? this.count('inside', node.inside) : ''].filter(Boolean);
    }

    /** What a line stands for: how many ties of each kind, and their state. */
    edge(edge) {
      const forms = this.texts.of_kind || {};
      const kinds = (edge.split || [[edge.kind, edge.n]]).map(([kind, n]) => (
        forms[kind] && n ? this.count(kind, n, forms[kind]) : this.word('kinds', kind)
      ));
      return this.listing([...kinds, edge.mostly, edge.state && this.word('states', edge.state)]);
    }
  }

  netmapMap.Words = Words;
})((window.netmapMap = window.netmapMap || {}));
