/** The map, the search and the tables, linked: what is chosen in one is chosen in the others. */
(function (netmapPage) {
  'use strict';

  const { state, noUpdate, set, wish } = netmapPage;

  /** What was done on the map; of a double click the page may hear only the second half. */
  function route(event) {
    if (!event) {
      return noUpdate();
    }
    const chosen = event.what === 'select' ? event.number : window.netmapMap.current().picked;
    const again = event.what === 'select' || event.what === 'clear' || chosen !== state.selected;
    if (again) {
      state.selected = chosen;
      wish('select', chosen);
    }
    if (event.what === 'open' || event.what === 'focus') {
      wish(event.what, event.number);
    }
    return again ? { number: chosen, at: event.at } : noUpdate();
  }

  /** Choose something by its number: at once where it is on the map, else it is brought there first; the search is free again. */
  function find(value) {
    if (value === null || value === undefined || value === '') {
      return noUpdate();
    }
    set('find', { value: null });
    const number = Number(value);
    if (drawn(number)) {
      window.dash_clientside.netmap.reveal(number);
    } else {
      state.sought = number;
      wish('find', number);
    }
    return noUpdate();
  }

  /** Enter before the names have come: what is typed is kept, and the first that fits is chosen once they are there. */
  function seek(pressed, names, typed) {
    const some = (names || []).flatMap(({ items }) => items);
    const told = window.dash_clientside.callback_context.triggered.map(({ prop_id }) => prop_id);
    if (told.includes('find.n_submit')) {
      const early = !some.length || told.includes('find.data');
      state.hoped = early ? (typed || '').trim().toLowerCase() : '';
    }
    const first = state.hoped && some.find(({ label }) => label.toLowerCase().includes(state.hoped));
    if (first) {
      state.hoped = '';
      set('find', { value: first.value });
    }
    return noUpdate();
  }

  /** Choose two agencies by their numbers: both come into view, with what joins them, and the panel says it of the first. */
  function pair(value) {
    const [number, partner] = value.split(' ').map(Number);
    state.partner = window.netmapMap.current().node(partner).name;
    window.dash_clientside.netmap.reveal(number, partner);
  }

  /** The panel has been filled anew: mark in it the partner of a pair that was chosen. */
  function mark_partner() {
    const { partner } = state;
    state.partner = null;
    window.requestAnimationFrame(() => {
      const row = partner && [...document.querySelectorAll('#panel .row-list li')].find((each) => each.firstElementChild.textContent === partner);
      if (row) {
        row.setAttribute('aria-current', 'true');
        row.scrollIntoView({ block: 'nearest' });
      }
    });
    return noUpdate();
  }

  /** Whether the map shows a node of that number. */
  function drawn(number) {
    const map = window.netmapMap.current();
    return Boolean(map && map.node(number));
  }

  /** What was sought has been brought onto the map: show where it is, once the map is painted. */
  function meet(view) {
    const { sought } = state;
    if (view && sought !== null && view.selected === sought) {
      state.sought = null;
      window.requestAnimationFrame(() => drawn(sought) && window.dash_clientside.netmap.reveal(sought));
    }
    return noUpdate();
  }

  /** Whether a row of a table is about a node. */
  function touches(row, number) {
    return row.number === number || row.source === number || row.target === number;
  }

  function marked(rows) {
    const touching = (rows || []).filter((row) => state.selected !== null && touches(row, state.selected));
    return { ids: touching.map((row) => row.row) };
  }

  /** Choose in the tables what is chosen on the map. */
  function mark_rows(pick, view, ties, actors, zones) {
    if (view && view.token !== state.token) {
      state.token = view.token;
      state.selected = view.selected;
    }
    return [marked(ties), marked(actors), marked(zones)];
  }

  /** Show on the map the row that was chosen in a table; rows that were marked from the map do nothing. */
  function show_row(...tables) {
    const rows = tables.map((rows) => rows || []).find((rows) => rows.length === 1) || [];
    const fresh = rows.find((row) => typeof row.row === 'string' && !touches(row, state.selected));
    return fresh ? find(fresh.number === undefined ? fresh.source : fresh.number) : noUpdate();
  }

  Object.assign(netmapPage, { find, pair });
  netmapPage.offer({ route, find, seek, meet, mark_partner, mark_rows, show_row });
})((window.netmapPage = window.netmapPage || {}));
