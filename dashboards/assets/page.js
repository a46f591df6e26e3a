/**
 * What the browser does on its own for the board's page: `dash_clientside.netmap_page`.
 *
 * It hears the plain buttons, keeps the address in step with what is shown, lets the play wait for
 * its answers, and links the tables with the map. No analysis and no text of its own. The parts are in the
 * files page_*.js, each adding to `window.netmapPage`; this one holds what was wished and not yet answered.
 */
(function (netmapPage) {
  'use strict';

  const state = { selected: null, token: null, sought: null, wishes: [], wished: 0, wishedAt: 0, pressed: null, values: {}, context: null };

  function noUpdate() {
    return window.dash_clientside.no_update;
  }

  function set(id, props) {
    window.dash_clientside.set_props(id, props);
  }

  function same(a, b) {
    return JSON.stringify(a) === JSON.stringify(b);
  }

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

  /** Add functions that the page's callbacks call by name. */
  function offer(functions) {
    window.dash_clientside = window.dash_clientside || {};
    window.dash_clientside.netmap_page = Object.assign(window.dash_clientside.netmap_page || {}, functions);
  }

  offer({ let_go, hear_controls });
  Object.assign(netmapPage, { state, noUpdate, set, same, wish, met, settle, offer });
})((window.netmapPage = window.netmapPage || {}));
