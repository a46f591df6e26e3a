/**
 * Drafts of sittings that are kept on the device: the one being ticked, and those that wait to be sent.
 *
 * A sitting that was saved waits here until the service has acknowledged it. Its key goes along each time, so that
 * what is sent twice over a bad connection is recorded once.
 */
(function (shared) {
  'use strict';

  const PAUSE_MS = 15000;
  const WAITING = JSON.stringify(['netmap', 'waiting']);
  const state = { able: true, busy: false, changed: () => {}, saved: () => {}, memory: new Map() };

  function slot(study, zone) {
    return JSON.stringify(['netmap', 'draft', study, zone]);
  }

  function read(name) {
    try {
      return JSON.parse(window.localStorage.getItem(name)) || state.memory.get(name) || null;
    } catch {
      state.able = false;
      return state.memory.get(name) || null;
    }
  }

  /** Keep something on the device, null nothing; in the page alone where the device keeps nothing. */
  function write(name, value) {
    state.memory.delete(name);
    try {
      window.localStorage[value === null ? 'removeItem' : 'setItem'](name, JSON.stringify(value));
      state.able = true;
    } catch {
      state.able = false;
      state.memory.set(name, value);
    }
  }

  function waiting() {
    return read(WAITING) || [];
  }

  /** Put a sitting among those that wait, in the place of one with the same key. */
  function put(item) {
    write(WAITING, [...waiting().filter((each) => each.draft.key !== item.draft.key), item]);
    state.changed();
  }

  function remove(key) {
    const rest = waiting().filter((each) => each.draft.key !== key);
    write(WAITING, rest.length ? rest : null);
    state.changed();
  }

  /** Send one; it goes only when the service has said that it is on record. */
  async function send(item) {
    const there = shared.place('attendance', {}, item.study);
    const answer = await shared.reached(document.createElement('div'), () => shared.post(there, item.draft));
    if (!answer) {
      return;
    }
    if (answer.ok) {
      remove(item.draft.key);
      state.saved(item, answer.body);
    } else if (answer.body && answer.body.error && answer.status < 500) {
      put({ ...item, refused: { ...answer.body.error } });
    }
  }

  /** Send all that wait and were not refused, one after the other. */
  async function flush() {
    if (state.busy) {
      return;
    }
    state.busy = true;
    try {
      for (const item of waiting().filter((each) => !each.refused)) {
        await send(item);
      }
    } finally {
      state.busy = false;
    }
  }

  function start(changed, saved) {
    Object.assign(state, { changed, saved });
    flush();
  }

  window.addEventListener('online', flush);
  window.addEventListener('storage', (event) => event.key === WAITING && state.changed());
  document.addEventListener('visibilitychange', () => !document.hidden && flush());
  window.setInterval(() => waiting().length > 0 && flush(), PAUSE_MS);

  shared.drafts = {
    able: () => state.able,
    flush,
    keep: (study, zone, draft) => write(slot(study, zone), draft),
    load: (study, zone) => read(slot(study, zone)),
    put,
    remove,
    start,
    waiting,
  };
})((window.netmapRecord = window.netmapRecord || {}));
