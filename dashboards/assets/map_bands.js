/** The bands of the level view: strips behind the map, with their names kept at the left edge. */
(function (netmapMap) {
  'use strict';

  class Bands {
    /**
     * @param {HTMLElement} under holds the strips, behind the map
     * @param {HTMLElement} over holds the names, before it
     */
    constructor(under, over) {
      this.under = under;
      this.over = over;
      this.key = '[]';
      this.strips = [];
    }

    /** @param {{name: string, top: number, bottom: number}[]} bands */
    take(bands, sheet) {
      const key = JSON.stringify([bands, sheet]);
      if (key === this.key) {
        return;
      }
      this.key = key;
      this.under.replaceChildren();
      this.over.replaceChildren();
      this.strips = bands.filter(tall).map((band, at) => this.strip(band, at % 2 ? sheet.band_other : sheet.band, sheet));
    }

    strip(band, fill, sheet) {
      const strip = piece('netmap-band', { left: '0', width: '100%', background: fill, borderTop: '1px solid ' + sheet.rule });
      const name = piece('netmap-band-name', {
        left: '8px', maxWidth: '26%', color: sheet.band_text, fontSize: '12px', fontWeight: '600', lineHeight: '1.3',
        padding: '1px 6px', overflow: 'hidden', borderRadius: '4px', background: 'rgba(255, 255, 255, 0.8)', overflowWrap: 'anywhere',
      });
      name.textContent = band.name;
      this.under.append(strip);
      this.over.append(name);
      return { band, strip, name };
    }

    /** How far the names reach into the map from its left edge. */
    width() {
      return Math.max(0, ...this.strips.map(({ name }) => name.offsetWidth));
    }

    /** Follow the map. */
    move(zoom, pan, height) {
      for (const { band, strip, name } of this.strips) {
        const top = band.top * zoom + pan.y;
        const tallness = (band.bottom - band.top) * zoom;
        const seen = top < height && top + tallness > 0;
        strip.style.transform = 'translateY(' + top + 'px)';
        strip.style.height = tallness + 'px';
        strip.style.display = name.style.display = seen ? 'block' : 'none';
        name.style.maxHeight = Math.max(tallness - 6, 18) + 'px';
        name.style.transform = 'translateY(' + Math.min(Math.max(top, 0) + 5, top + tallness - 22) + 'px)';
      }
    }
  }

  function tall(band) {
    return band.bottom > band.top;
  }

  function piece(name, looks) {
    const element = document.createElement('div');
    element.className = name;
    Object.assign(element.style, { position: 'absolute', top: '0', boxSizing: 'border-box', pointerEvents: 'none', ...looks });
    return element;
  }

  netmapMap.Bands = Bands;
  netmapMap.piece = piece;
})((window.netmapMap = window.netmapMap || {}));
