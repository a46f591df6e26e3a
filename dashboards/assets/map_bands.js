/** The bands of the level view: strips behind the map, with their names kept at the left edge (map.css). */
(function (netmapMap) {
  'use strict';

  class Bands {
    /** `under` holds the strips, behind the map, `over` the names, before it. */
    constructor(under, over) {
      this.under = under;
      this.over = over;
    }

    /** @param {{name: string, top: number, bottom: number}[]} bands */
    take(bands, sheet) {
      const tall = bands.filter((band) => band.bottom > band.top);
      const colours = [sheet.band, sheet.band_other];
      const strip = (band, at) => part('netmap-band', band, { background: colours[at % 2], borderColor: sheet.rule });
      this.under.replaceChildren(...tall.map(strip));
      const named = (band) => part('netmap-band-name', band, { color: sheet.band_text }, band.name);
      this.over.replaceChildren(...tall.map(named));
    }

    /** How far the names reach into the map from its left edge. */
    width() {
      return Math.max(0, ...[...this.over.children].map((name) => name.offsetWidth));
    }

    /** Follow the map. */
    move(zoom, pan) {
      for (const { style } of [this.under, this.over]) {
        style.setProperty('--zoom', zoom);
        style.setProperty('--pan', pan.y + 'px');
      }
    }
  }

  /** A part of a band, which the looks lay out by its place in map units. */
  function part(className, band, looks, text = '') {
    const made = netmapMap.piece(className, text);
    Object.assign(made.style, looks);
    made.style.setProperty('--top', band.top);
    made.style.setProperty('--tall', band.bottom - band.top);
    return made;
  }

  /** An element with a text, which is never read as HTML. */
  netmapMap.piece = function (className, textContent = '') {
    return Object.assign(document.createElement('div'), { className, textContent });
  };
  netmapMap.Bands = Bands;
})((window.netmapMap = window.netmapMap || {}));
