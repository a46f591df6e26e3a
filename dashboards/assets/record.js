/**
 * What the pages of recording share: `window.netmapRecord`.
 *
 * A page fills its empty place by itself from the interface for programs. Whatever comes from a study is put
 * there as text, never as HTML; every text for people comes from the service in the reader's language.
 */
(function (shared) {
  'use strict';

  const pages = {};
  const state = { given: null, session: null, days: 0 };

  /** There was no answer at all: the service cannot be reached. */
  class NoConnection extends Error {}

  /** An element with attributes, listeners (`onclick: f`) and what is inside: nodes and texts. */
  function el(tag, given, ...inside) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(given || {})) {
      if (value === null || value === undefined || value === false) {
        continue;
      }
      if (name.startsWith('on')) {
        made.addEventListener(name.slice(2), value);
      } else if (name in made && typeof value !== 'string') {
        made[name] = value;
      } else {
        made.setAttribute(name, value);
      }
    }
    made.append(...inside.flat(Infinity).filter((each) => each !== null && each !== undefined && each !== false));
    return made;
  }

  function button(text, act, more) {
    return el('button', { type: 'button', onclick: act, ...more }, text);
  }

  /** A text of the page with its {named} places filled; how many there are is written as the language does. */
  function say(key, places) {
    const template = state.given.words[key] || key;
    return template.replace(/\{(\w+)\}/g, (whole, name) => (places && name in places ? shown(name, places[name]) : whole));
  }

  function shown(name, value) {
    return name === 'n' && typeof value === 'number' ? value.toLocaleString(language()) : String(value);
  }

  function language() {
    return document.documentElement.lang;
  }

  /** The address of something of the study; a list in the query stands for a key that comes several times. */
  function place(what, query) {
    const pairs = Object.entries(query || {}).flatMap(([key, value]) => [value].flat().map((each) => [key, each]));
    const search = new URLSearchParams([...pairs, ['lang', language()]]);
    return `/api/v1/studies/${encodeURIComponent(state.given.study)}/${what}?${search}`;
  }

  async function fetched(address, more) {
    let answer;
    try {
      answer = await window.fetch(address, { cache: 'no-store', ...more });
    } catch {
      throw new NoConnection();
    }
    let body = null;
    try {
      body = await answer.json();
    } catch {
      body = null;
    }
    return { ok: answer.ok && body !== null, status: answer.status, body };
  }

  function get(what, query) {
    return fetched(place(what, query));
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
      if (turn || refusal(answer) !== 'stale-token') {
        return answer;
      }
    }
  }

  /** What an answer is; where there was none, null, and that is said in `where`, with a press that tries `again`. */
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

  /** By which code an answer says that it is none. */
  function refusal(answer) {
    return answer && answer.body && answer.body.error && answer.body.error.code;
  }

  /** What an answer that is none says of it. */
  function message(answer) {
    return (answer && answer.body && answer.body.error && answer.body.error.message) || say('failed');
  }

  /** Every problem that an error lists. */
  function problems(answer) {
    return ((answer && answer.body && answer.body.error && answer.body.error.problems) || []).map((each) => each.text);
  }

  /** A labelled control. */
  function labelled(text, control, more) {
    return el('label', { class: 'field', ...more }, el('span', { class: 'label' }, text), control);
  }

  /** A day as readers write it; empty where the text is no whole day. */
  function inWords(text) {
    const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
    return day && !Number.isNaN(day.getTime()) ? day.toLocaleDateString(language() === 'en' ? 'en-GB' : language(), { dateStyle: 'long', timeZone: 'UTC' }) : '';
  }

  /** A labelled control that takes a day, with the day in words below it, whatever order the browser writes days in. */
  function dated(text, control, ...beside) {
    const id = `day-${(state.days += 1)}`;
    const words = el('span', { class: 'who-of day-said', id }, inWords(control.value));
    const said = () => { words.textContent = inWords(control.value.trim()); };
    control.setAttribute('aria-describedby', id);
    control.addEventListener('input', said);
    control.addEventListener('change', said);
    return el('div', { class: 'dated' }, labelled(text, control), beside, words);
  }

  /** A list of choices as the browser makes it. */
  function select(options, value, changed, more) {
    const made = el('select', { onchange: () => changed(made.value), ...more });
    made.append(...options.map(([key, text]) => el('option', { value: key, selected: key === value }, text)));
    return made;
  }

  /** Something said that is read out. */
  function note(kind, ...inside) {
    return el('div', { class: `note ${kind}`, role: kind === 'bad' ? 'alert' : 'status' }, ...inside);
  }

  /** Ask for a page of answers anew, and say above it what was done once it is there. */
  function anew(...said) {
    const content = document.getElementById('content');
    const watch = new MutationObserver(() => {
      watch.disconnect();
      document.querySelectorAll('.said-anew').forEach((each) => each.remove());
      const done = el('div', { class: 'said-anew', tabindex: '-1' }, said);
      content.prepend(done);
      done.focus();
    });
    watch.observe(content, { childList: true, subtree: true });
    window.dispatchEvent(new PopStateEvent('popstate'));
  }

  /** A key that no other draft has. */
  function freshKey() {
    return window.crypto.randomUUID();
  }

  /** The empty place is given: fill it. */
  function show(given) {
    const root = document.getElementById('record-page');
    if (given && root) {
      state.given = given;
      root.replaceChildren();
      if (given.study === '') {
        root.append(newStudy());
      } else {
        pages[given.page](root, given);
      }
    }
    return window.dash_clientside.no_update;
  }

  /** The form with which the first study is made. */
  function newStudy() {
    const name = el('input', { type: 'text', maxlength: '80', autocomplete: 'off' });
    const said = el('div', {});
    const make = async () => {
      const answer = await reached(said, () => post(`/api/v1/studies?lang=${language()}`, { name: name.value }));
      if (answer && answer.ok) {
        window.location.search = new URLSearchParams({ study: answer.body.study }).toString();
      } else if (answer) {
        said.replaceChildren(note('bad', message(answer)));
      }
    };
    const form = el('form', { class: 'card fields', onsubmit: (event) => event.preventDefault() });
    form.append(labelled(say('new_study'), name), button(say('make'), make, { class: 'primary' }), said);
    return form;
  }

  Object.assign(shared, {
    NoConnection, anew, button, dated, el, freshKey, get, labelled, language, message, newStudy, note, pages, place, post, problems, reached, refusal, say, select, state,
  });
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.netmap_record = { show };
})((window.netmapRecord = window.netmapRecord || {}));
