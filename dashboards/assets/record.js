/**
 * What the pages of recording share: `window.netmapRecord`.
 *
 * A page is filled by parts that the service writes (record_answers.js), or by a script of its own,
 * which puts what it takes from a study there as text, never as HTML.
 */
(function (shared) {
  'use strict';

  const pages = {};
  const state = { given: null, session: null };

  /** There was no answer at all: the service cannot be reached. */
  class NoConnection extends Error {}

  /** An element with attributes, and what is inside: nodes, lists of nodes and texts. */
  function el(tag, given, ...inside) {
    const made = document.createElement(tag);
    Object.entries(given).forEach(([name, value]) => made.setAttribute(name, value));
    made.append(...inside.flat().filter(Boolean));
    return made;
  }

  function button(text, act, more = {}) {
    const made = el('button', { type: 'button', ...more }, text);
    made.addEventListener('click', act);
    return made;
  }

  /** A text of the page with its {named} places filled; a count is written as the language does. */
  function say(key, places = {}) {
    const template = state.given.words[key] || key;
    const put = (whole, name) => (name in places ? shown(name, places[name]) : whole);
    return template.replace(/\{(\w+)\}/g, put);
  }

  function shown(name, value) {
    return name === 'n' && typeof value === 'number' ? value.toLocaleString(language()) : String(value);
  }

  function language() {
    return document.documentElement.lang;
  }

  /** The address of something of a study. */
  function place(what, query, study = state.given.study) {
    const search = new URLSearchParams({ ...query, lang: language() });
    return `/api/v1/studies/${encodeURIComponent(study)}/${what}?${search}`;
  }

  /** An answer: its text, and what the text says where it is JSON. */
  async function fetched(address, more) {
    try {
      const answer = await window.fetch(address, { cache: 'no-store', ...more });
      const text = await answer.text();
      const is_json = (answer.headers.get('content-type') || '').startsWith('application/json');
      return { ok: answer.ok, status: answer.status, text, body: is_json ? JSON.parse(text) : null };
    } catch (error) {
      throw new NoConnection(error);
    }
  }

  /** Ask for a change; a token that is older than the service is fetched anew once. */
  async function post(address, body, type) {
    for (let turn = 0; ; turn += 1) {
      if (!state.session || turn) {
        state.session = (await fetched('/api/v1/session')).body;
      }
      const { header, token } = state.session || { header: 'X-Netmap-Token', token: '' };
      const sent = type ? body : JSON.stringify(body);
      const headers = { 'Content-Type': type || 'application/json', [header]: token };
      const answer = await fetched(address, { method: 'POST', headers, body: sent });
      if (turn || answer.status !== 403) {
        return answer;
      }
    }
  }

  /** An answer; where there was none, null, and that is said in `where`, with a press that tries `again`. */
  async function reached(where, ask, again) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof NoConnection)) {
        throw error;
      }
      where.replaceChildren(note('bad', say('no_connection'), ' ', again && button(say('try_again'), again)));
      return null;
    }
  }

  /** A day as readers write it; empty where the text is no whole day. */
  function inWords(text) {
    const day = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : NaN);
    return Number.isNaN(day.getTime()) ? '' : window.netmapDay(day);
  }

  /** Say the day of a control below it in words, whatever order the browser writes days in. */
  function sayDay(control) {
    control.closest('.dated').querySelector('.day-said').textContent = inWords(control.value.trim());
  }

  for (const kind of ['input', 'change']) {
    document.addEventListener(kind, ({ target }) => target.matches('[data-day]') && sayDay(target));
  }

  /** Something said that is read out. */
  function note(kind, ...inside) {
    return el('div', { class: `note ${kind}`, role: kind === 'bad' ? 'alert' : 'status' }, ...inside);
  }

  /** The empty place is given: fill it. */
  function show(given) {
    const root = document.getElementById('record-page');
    if (given && root) {
      state.given = given;
      root.replaceChildren();
      root.className = `record-page ${given.page}-page`;
      if (given.there) {
        root.dataset.load = (shared.first[given.page] || String)(given.there);
        root.append(note('wait', say('loading')));
        shared.load(root);
      } else {
        pages[given.page](root, given);
      }
    }
    return window.dash_clientside.no_update;
  }

  Object.assign(shared, {
    NoConnection, button, el, fetched, first: {}, inWords, language, note, pages, place, post,
    reached, say, sayDay, state,
  });
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.netmap_record = { show };
})((window.netmapRecord = window.netmapRecord || {}));
