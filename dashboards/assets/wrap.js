/** A name broken into lines: `netmapWrap(name, width, most, measure)`, for every page. */
(function () {
  'use strict';

  /** Break a name into lines no wider than `width`; the last one ends in "…" where it goes on. */
  function wrap(name, width, most, measure) {
    const lines = [];
    let line = '';
    for (const piece of pieces(name, width, measure)) {
      const longer = line ? line + piece : piece.trimStart();
      if (line && measure(longer.trimEnd()) > width) {
        lines.push(line.trimEnd());
        line = piece.trimStart();
      } else {
        line = longer;
      }
    }
    lines.push(line.trimEnd());
    return lines.length <= most ? lines : shorten(lines.slice(0, most), width, measure);
  }

  /** Words with the space before them; a word that is too wide alone is cut. */
  function pieces(name, width, measure) {
    const words = name.replace(/\s+/g, ' ').trim().match(/ ?[^ ]+/g) || [''];
    return words.flatMap((word) => (measure(word) <= width ? [word] : cut(word, width, measure)));
  }

  function cut(word, width, measure) {
    const parts = [];
    let part = '';
    for (const letter of word) {
      if (part && measure(part + letter) > width) {
        parts.push(part);
        part = '';
      }
      part += letter;
    }
    return [...parts, part];
  }

  function shorten(lines, width, measure) {
    let last = lines[lines.length - 1];
    while (last && measure(last + '…') > width) {
      last = [...last].slice(0, -1).join('');
    }
    return [...lines.slice(0, -1), last.trimEnd() + '…'];
  }

  window.netmapWrap = wrap;
})();
