/**
 * What the browser does on its own for the board's page: `dash_clientside.netmap_page`.
 *
 * It hears the plain buttons, keeps the address in step with what is shown, lets the play wait for
 * its answers, and links the tables with the map. No analysis and no text of its own.
 */
(function () {
  'use strict';

  const PATIENCE_MS = 5000;
  const state = { selected: null, token: null, fresh: false, sought: null, wishes: [], wished: 0, wishedAt: 0, pressed: null, values: {} };

  function noUpdate() {
    return window.dash_clientside.no_update;
  }

  function set(id, props) {
    window.dash_clientside.set_props(id, props);
  }

  function same(a, b) {
    return JSON.stringify(a) === JSON.stringify(b);
  }

  // --- Wishes --------------------------------------------------------------------------------

  /** Ask for a change of what is shown; what has not been answered yet is sent along, in order. */
  function wish(what, value) {
    state.wished += 1;
    state.wishedAt = Date.now();
    state.wishes.push({ what, value, n: state.wished });
    set('wish', { data: { changes: [...state.wishes] } });
  }

  /** Forget the wishes that an answer has met; with none left the map's choice is the page's. */
  function met(shown) {
    const answered = shown ? shown.answered || 0 : 0;
    state.wishes = state.wishes.filter((each) => each.n > answered);
    if (state.wishes.length === 0) {
      settle();
    }
  }

  function settle() {
    const map = window.netmapMap.current();
    if (map) {
      map.settle();
    }
  }

  /** An answer failed: what was wished is let go, so that the next wish has a chance. */
  function let_go(failed) {
    if (failed) {
      state.wishes = [];
    }
    return noUpdate();
  }

  /** A control has a new value: the reader's, or one that an answer has set, which is no wish. */
  function hear_controls(...given) {
    const shown = given[given.length - 1];
    met(shown);
    for (const { prop_id, value } of window.dash_clientside.callback_context.triggered) {
      const name = prop_id.split('.')[0];
      state.values[name] = value;
      const last = state.wishes.findLast((each) => each.what === name);
      const known = last ? last.value : shown && shown.controls[name];
      if (!same(value, known)) {
        wish(name, value);
      }
    }
    return noUpdate();
  }

  // --- Buttons -------------------------------------------------------------------------------

  /** Tell the page that a button was pressed; the link is copied right here. */
  function hear(event) {
    const button = event.target instanceof Element && event.target.closest('button[data-act]');
    if (!button) {
      return;
    }
    const { act, value, field } = button.dataset;
    state.pressed = { act, value, field, home: button.closest('[id]') };
    if (act === 'copy') {
      copyLink(button);
    } else if (act === 'find') {
      find(value);
    } else {
      wish(act, field === undefined ? value : { field, value });
    }
  }

  /** An answer may have made the pressed button anew: its successor gets the focus back, else its surroundings. */
  function refocus() {
    const { pressed } = state;
    if (!pressed || document.activeElement !== document.body) {
      return;
    }
    const { act, value, field, home } = pressed;
    const again = [...document.querySelectorAll('button[data-act]')].find(
      ({ dataset }) => dataset.act === act && dataset.value === value && dataset.field === field,
    );
    focusOn(again || home.querySelector('button') || home);
  }

  /** Focus something, also what is not there to be focused by itself; the map where it is no longer seen. */
  function focusOn(element) {
    const seen = element.offsetParent === null ? document.getElementById('map') : element;
    if (seen.tabIndex < 0) {
      seen.tabIndex = -1;
    }
    seen.focus({ preventScroll: true });
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

  /** Back or forward: the address is what is wanted, whatever was wished before. */
  function come_back() {
    state.wishes = [];
    settle();
    set('address', { data: here() });
  }

  /** The query with which the page was opened. */
  function read_address() {
    return here();
  }

  /** Set the controls and links that differ from what is shown; each that is set costs time. */
  function set_controls({ controls, links }) {
    const wished = new Set(state.wishes.map(({ what }) => what));
    for (const [name, value] of Object.entries(controls)) {
      if (!wished.has(name) && !same(state.values[name], value)) {
        state.values[name] = value;
        set(name, { value });
      }
    }
    for (const [name, href] of Object.entries(links)) {
      document.getElementById(name).setAttribute('href', href);
    }
  }

  /** Put what is shown into controls, links and address: a new entry for another study, else in place. */
  function write_address(shown) {
    met(shown);
    if (shown) {
      set_controls(shown);
    }
    window.requestAnimationFrame(() => window.requestAnimationFrame(refocus));
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

  /** A step of the play, unless an answer is still on its way. */
  function tick(n) {
    const waiting = state.wishes.length > 0 && Date.now() - state.wishedAt < PATIENCE_MS;
    if (n && !waiting) {
      wish('tick', { fresh: state.fresh });
      state.fresh = false;
    }
    return noUpdate();
  }

  // --- The map, the search and the tables ----------------------------------------------------

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

  /** Choose something by its number: at once where it is on the map, else it is brought there first. */
  function find(value) {
    if (value === null || value === undefined || value === '') {
      return noUpdate();
    }
    const number = Number(value);
    if (drawn(number)) {
      window.dash_clientside.netmap.reveal(number);
    } else {
      state.sought = number;
      wish('find', number);
    }
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
  function say_days() {
    document.querySelectorAll('#slider [role="slider"]').forEach((thumb) => {
      const said = netmap_day(Number(thumb.getAttribute('aria-valuenow')), { language: document.documentElement.lang });
      if (thumb.getAttribute('aria-valuetext') !== said) {
        thumb.setAttribute('aria-valuetext', said);
      }
    });
    return noUpdate();
  }

  /** The thumbs come and go with the study; whenever they do or move, their days are said. */
  const SLIDER = { subtree: true, childList: true, attributeFilter: ['aria-valuenow'] };
  new MutationObserver(say_days).observe(document.documentElement, SLIDER);

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
  window.addEventListener('popstate', come_back);

  window.dashMantineFunctions = Object.assign(window.dashMantineFunctions || {}, { netmap_day });
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.netmap_page = {
    read_address,
    write_address,
    toggle_play,
    play_word,
    tick,
    let_go,
    hear_controls,
    route,
    find,
    meet,
    mark_rows,
    show_row,
    say_days,
    fold_if_small,
  };
})();
