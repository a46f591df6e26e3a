/**
 * What the browser does on its own for the board's page: `dash_clientside.netmap_page`.
 *
 * It hears the plain buttons, keeps the address in step with what is shown, lets the play wait for
 * its answers, and links the tables with the map. No analysis and no text of its own.
 */
(function () {
  'use strict';

  const PATIENCE_MS = 5000;
  const state = { selected: null, token: null, askedAt: 0, asked: null, fresh: false, names: '' };

  function noUpdate() {
    return window.dash_clientside.no_update;
  }

  function set(id, props) {
    window.dash_clientside.set_props(id, props);
  }

  // --- Buttons -------------------------------------------------------------------------------

  /** Tell the page that a button was pressed; the link is copied right here. */
  function hear(event) {
    const button = event.target instanceof Element && event.target.closest('button[data-act]');
    if (!button) {
      return;
    }
    const { act, value } = button.dataset;
    if (act === 'copy') {
      copyLink(button);
    } else {
      set('act', { data: { what: act, value, field: button.dataset.field || null, at: Date.now() } });
    }
  }

  async function copyLink(button) {
    let said = button.dataset.said;
    try {
      await navigator.clipboard.writeText(window.location.href);
    } catch {
      said = button.dataset.failed;
    }
    set('said', { children: said });
    button.dataset.done = said;
    window.setTimeout(() => delete button.dataset.done, 2500);
  }

  // --- The address ---------------------------------------------------------------------------

  function here() {
    return { search: window.location.search, at: Date.now() };
  }

  /** The query with which the page was opened. */
  function read_address() {
    return here();
  }

  /** Put what is shown into the address: a new entry for another study, else in place. */
  function write_address(shown) {
    if (shown && shown.search !== window.location.search) {
      const way = shown.replace ? 'replaceState' : 'pushState';
      window.history[way](null, '', window.location.pathname + shown.search);
    }
    return noUpdate();
  }

  // --- Playing -------------------------------------------------------------------------------

  /** Start or stop; the first step after a start may begin anew. */
  function toggle_play(presses, stopped) {
    if (!presses) {
      return noUpdate();
    }
    state.fresh = stopped;
    state.asked = null;
    return !stopped;
  }

  function play_word(stopped) {
    const button = document.getElementById('play');
    if (!button) {
      return noUpdate();
    }
    button.setAttribute('aria-pressed', String(!stopped));
    return stopped ? button.dataset.play : button.dataset.pause;
  }

  /** A step of the play, unless the answer to the last one is still on its way. */
  function tick(n, view) {
    const token = view ? view.token : null;
    const waiting = state.asked !== null && state.asked === token && Date.now() - state.askedAt < PATIENCE_MS;
    if (!n || waiting) {
      return noUpdate();
    }
    const fresh = state.fresh;
    Object.assign(state, { asked: token, askedAt: Date.now(), fresh: false });
    return { n, fresh, at: Date.now() };
  }

  // --- The map, the search and the tables ----------------------------------------------------

  /** What was done on the map: choosing is light, opening and focusing draw anew. */
  function route(event) {
    if (!event) {
      return [noUpdate(), noUpdate()];
    }
    if (event.what === 'select' || event.what === 'clear') {
      state.selected = event.what === 'clear' ? null : event.number;
      return [{ number: state.selected, at: event.at }, noUpdate()];
    }
    return [noUpdate(), { what: event.what, value: event.number, at: event.at }];
  }

  /** Names to search for: what is on the map, in alphabetical order; made anew only when that changed. */
  function find_options(view) {
    if (!view) {
      return noUpdate();
    }
    const names = JSON.stringify([view.study, view.nodes.map((node) => [node.id, node.name])]);
    if (names === state.names) {
      return noUpdate();
    }
    state.names = names;
    const alphabet = new Intl.Collator(document.documentElement.lang);
    return view.nodes
      .map((node) => ({ value: String(node.id), label: node.name }))
      .sort((a, b) => alphabet.compare(a.label, b.label));
  }

  function find(value) {
    if (value) {
      window.dash_clientside.netmap.reveal(Number(value), Date.now());
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
    if (fresh) {
      const number = fresh.number === undefined ? fresh.source : fresh.number;
      window.dash_clientside.netmap.reveal(number, Date.now());
    }
    return noUpdate();
  }

  // --- Time ----------------------------------------------------------------------------------

  /** A day number (days since 1970-01-01) as the reader's language writes it. */
  function netmap_day(value, options) {
    const day = new Date(value * 86400000);
    return day.toLocaleDateString(options.language === 'en' ? 'en-GB' : options.language, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    });
  }

  /** Say the slider's days as days, not as numbers. */
  function say_days(value) {
    window.requestAnimationFrame(() => {
      const thumbs = document.querySelectorAll('#slider [role="slider"]');
      thumbs.forEach((thumb, place) => {
        if (value && value[place] !== undefined) {
          thumb.setAttribute('aria-valuetext', netmap_day(value[place], { language: document.documentElement.lang }));
        }
      });
    });
    return noUpdate();
  }

  // --- Small screens -------------------------------------------------------------------------

  /** On a small screen the controls begin folded, so that the map is near. */
  function fold_if_small(name) {
    if (window.matchMedia('(max-width: 760px)').matches) {
      document.querySelectorAll('details.fold').forEach((fold) => fold.removeAttribute('open'));
    }
    return noUpdate();
  }

  /** Close open lists when something else is pressed, or one of their entries. */
  function close_lists(event) {
    document.querySelectorAll('details.drop-down[open]').forEach((list) => {
      const inside = event.target instanceof Element && list.contains(event.target);
      if (!inside || event.target.closest('li')) {
        list.removeAttribute('open');
      }
    });
  }

  /** Escape closes an open list and returns to its name. */
  function escape_list(event) {
    const list = event.key === 'Escape' && document.querySelector('details.drop-down[open]');
    if (list) {
      list.removeAttribute('open');
      list.querySelector('summary').focus();
    }
  }

  document.addEventListener('click', hear);
  document.addEventListener('click', close_lists);
  document.addEventListener('keydown', escape_list);
  window.addEventListener('popstate', () => set('address', { data: here() }));

  window.dashMantineFunctions = Object.assign(window.dashMantineFunctions || {}, { netmap_day });
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.netmap_page = {
    read_address,
    write_address,
    toggle_play,
    play_word,
    tick,
    route,
    find_options,
    find,
    mark_rows,
    show_row,
    say_days,
    fold_if_small,
  };
})();
