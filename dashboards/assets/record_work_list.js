/** What the work list does in the browser: it says what is new since the last visit, and comes anew. */
(function (shared) {
  'use strict';

  const { language, load, place, post, reached, say } = shared;
  const FIRST = 8;
  const VISIT_MS = 30 * 60 * 1000;
  const POLL_MS = 4000;
  const MARKS = { new: 'mark_new', closed: 'mark_closed', again: 'mark_again' };

  /** What the list was at the last visit, as the device keeps it; null where it was never looked at. */
  function lastVisit(states) {
    const slot = JSON.stringify(['netmap', 'work list', shared.state.given.study]);
    const at = Date.now();
    try {
      const kept = JSON.parse(window.localStorage.getItem(slot));
      const recent = kept && at - kept.at <= VISIT_MS;
      const before = recent ? kept.before : kept && { at: kept.at, states: kept.states };
      window.localStorage.setItem(slot, JSON.stringify({ at, states, before }));
      return before;
    } catch {
      return null;
    }
  }

  /** What an item is since the last visit: new, closed, again, or nothing of these. */
  function since(was, is) {
    if (was === is || (was === undefined && is === 'closed')) {
      return '';
    }
    return is === 'closed' ? 'closed' : was === undefined ? 'new' : 'again';
  }

  function sinceWords(before, kinds) {
    const counts = Object.keys(MARKS).map((what) => [what, kinds.filter((kind) => kind === what).length]);
    const what = counts.filter(([, n]) => n).map(([kind, n]) => say(`since_${kind}`, { n })).join(' · ');
    const how = { weekday: 'long', day: 'numeric', month: 'long' };
    const day = new Date(before.at).toLocaleDateString(language() === 'en' ? 'en-GB' : language(), how);
    return say('since', { day, what: what || say('since_nothing') });
  }

  /** Mark each item by what it is since the last visit, and show the lines of those that closed. */
  function markSince(root, states) {
    const before = lastVisit(states);
    if (!before) {
      return;
    }
    const kinds = Object.entries(states).map(([item, is]) => [item, since(before.states[item], is)]);
    const told = document.getElementById('work-since');
    Object.assign(told, { textContent: sinceWords(before, kinds.map(([, kind]) => kind)), hidden: false });
    const kindOf = new Map(kinds);
    for (const each of root.querySelectorAll('.item')) {
      const kind = kindOf.get(each.dataset.item);
      if (kind) {
        Object.assign(each.querySelector('.mark'), { textContent: say(MARKS[kind]), hidden: false });
      }
    }
    const lines = [...root.querySelectorAll('.closed-lines li')];
    const closed = lines.filter((each) => kindOf.get(each.dataset.item) === 'closed').slice(0, FIRST);
    closed.forEach((each) => { each.hidden = each.parentElement.hidden = false; });
  }

  /** Who seems to be alone may stand twice on record: the way to where two are made one. */
  function showDoubles(found) {
    for (const item of document.querySelectorAll('.item[data-alone]')) {
      const is = ({ dataset }) => [dataset.one, dataset.other].includes(item.dataset.alone);
      const link = [...found.children].find(is);
      item.querySelector('.deeds').append(...(link ? [link.cloneNode(true)] : []));
    }
  }

  /** Ask for the list once more, when nobody writes in it. */
  function later(root) {
    if (root.querySelector('.item form')) {
      window.setTimeout(() => later(root), POLL_MS);
    } else if (root.isConnected) {
      load(root);
    }
  }

  /** Have it recorded what came and went; the list says the days then. */
  async function look(root) {
    const answer = await reached(document.createElement('div'), () => post(place('work-list/look'), {}));
    if (answer && answer.ok && answer.body.change !== null) {
      later(root);
    }
  }

  /** A setting was chosen: what is saved of it, and what is usual. */
  function showSetting(which) {
    const { value, placeholder } = which.selectedOptions[0].dataset;
    Object.assign(document.getElementById('rule-value'), { value, placeholder });
  }

  document.addEventListener('part', ({ target }) => {
    const list = target.querySelector('.work-head');
    const which = target.querySelector('#rule-which');
    if (list) {
      document.querySelector('.record-head h1').textContent = list.dataset.heading;
      markSince(target, JSON.parse(list.dataset.states));
      if ('waits' in list.dataset) {
        window.setTimeout(() => later(target), POLL_MS);
      } else if ('unrecorded' in list.dataset) {
        look(target);
      }
    } else if (which) {
      showSetting(which);
    } else if (target.id === 'work-doubles') {
      showDoubles(target);
    }
  });
  document.addEventListener('change', ({ target }) => target.id === 'rule-which' && showSetting(target));
  document.addEventListener('click', ({ target }) => target.matches('[data-print]') && window.print());
})((window.netmapRecord = window.netmapRecord || {}));
