/** The page of the work list: what comes first, who sees to it, until when, and the way to where it is done. */
(function (shared) {
  'use strict';

  const { button, el, get, labelled, language, message, note, place, post, problems, reached, refusal, say, select } = shared;
  const FIRST = 8;
  const VISIT_MS = 30 * 60 * 1000;
  const POLL_MS = 4000;
  const DAY_MS = 24 * 60 * 60 * 1000;
  const WRITTEN = ['owner', 'due', 'snoozed_until', 'note', 'not_a_gap'];
  const now = { root: null, answer: null, shown: 'first', sort: 'worth', group: '', severity: '', find: '', before: null, doubles: null, later: false, said: null, tools: false };

  // --- days ----------------------------------------------------------------------------------------

  function day(iso) {
    const [year, month, date] = iso.slice(0, 10).split('-').map(Number);
    return new Date(year, month - 1, date);
  }

  /** Days are written as the service writes them: in English the day comes first. */
  function written(moment, how) {
    return moment.toLocaleDateString(language() === 'en' ? 'en-GB' : language(), how);
  }

  function dayWords(iso) {
    return written(day(iso), { day: 'numeric', month: 'long', year: 'numeric' });
  }

  function daysUntil(iso) {
    return Math.round((day(iso) - day(now.answer.today)) / DAY_MS);
  }

  /** When it is due, or until when it can be mended; the former was written by somebody. */
  function dueWords(item) {
    if (item.state === 'closed') {
      return [item.closed_on ? say('closed_on', { day: dayWords(item.closed_on) }) : say('closed_now'), ''];
    }
    if (item.state === 'snoozed') {
      return [say('until', { day: dayWords(item.snoozed_until) }), ''];
    }
    if (item.due) {
      return daysUntil(item.due) < 0 ? [say('overdue', { day: dayWords(item.due) }), 'late'] : [say('due', { day: dayWords(item.due) }), ''];
    }
    return item.act_by && daysUntil(item.act_by) >= 0 ? [say('act_by', { day: dayWords(item.act_by) }), ''] : [say('no_date'), 'quiet'];
  }

  // --- since the last visit: kept on the device ------------------------------------------------------

  function slot() {
    return JSON.stringify(['netmap', 'work list', shared.state.given.study]);
  }

  function lastVisit(items) {
    const states = Object.fromEntries(items.map((item) => [item.item, item.state === 'closed' ? 'closed' : 'open']));
    const moment = Date.now();
    let kept = null;
    try {
      kept = JSON.parse(window.localStorage.getItem(slot()));
    } catch {
      kept = null;
    }
    const fresh = !kept || moment - kept.at > VISIT_MS;
    const before = fresh ? kept && { at: kept.at, states: kept.states } : kept.before;
    try {
      window.localStorage.setItem(slot(), JSON.stringify({ at: moment, states, before }));
    } catch {
      return before;
    }
    return before;
  }

  /** What an item is since the last visit: new, closed, again, or nothing of these. */
  function since(item) {
    if (!now.before) {
      return '';
    }
    const was = now.before.states[item.item];
    const is = item.state === 'closed' ? 'closed' : 'open';
    if (was === is || (was === undefined && is === 'closed')) {
      return '';
    }
    return is === 'closed' ? 'closed' : was === undefined ? 'new' : 'again';
  }

  function sinceWords() {
    if (!now.before) {
      return null;
    }
    const counts = { new: 0, closed: 0, again: 0 };
    for (const item of now.answer.rows) {
      const what = since(item);
      if (what) {
        counts[what] += 1;
      }
    }
    const told = Object.entries(counts).filter(([, n]) => n).map(([what, n]) => say(`since_${what}`, { n }));
    const moment = written(new Date(now.before.at), { weekday: 'long', day: 'numeric', month: 'long' });
    return say('since', { day: moment, what: told.length ? told.join(' · ') : say('since_nothing') });
  }

  // --- which items, in which order ---------------------------------------------------------------------

  const CHOICES = ['first', 'open', 'snoozed', 'dismissed', 'closed'];
  const STATES = { open: true, snoozed: true, dismissed: true, closed: true };

  /** Missing values come last, whatever the order. */
  function by(value, downwards) {
    return (one, other) => {
      const [a, b] = [value(one), value(other)];
      if (a === b) return 0;
      if (!a) return 1;
      if (!b) return -1;
      return (a < b ? -1 : 1) * (downwards ? -1 : 1);
    };
  }

  const ORDERS = {
    worth: null,
    since: by((item) => item.since, true),
    rule: by((item) => item.title),
    due: by((item) => item.due),
    owner: by((item) => item.owner),
  };

  function chosen() {
    const text = now.find.trim().toLocaleLowerCase(language());
    const holds = (item) => [item.title, item.about, item.evidence, item.owner, item.note].some((each) => each && each.toLocaleLowerCase(language()).includes(text));
    const items = now.answer.rows.filter((item) => (!text || holds(item)) && (!now.severity || item.severity === now.severity));
    const sorted = ORDERS[now.sort] ? [...items].sort(ORDERS[now.sort]) : items;
    const mine = sorted.filter((item) => item.state === (now.shown === 'first' ? 'open' : now.shown));
    if (now.shown === 'first') {
      return mine.slice(0, FIRST);
    }
    return now.shown === 'closed' && !ORDERS[now.sort] ? [...mine].sort(by((item) => item.closed_on, true)) : mine;
  }

  const SEVERITIES = ['high', 'medium', 'low'];

  const GROUPS = {
    severity: (item) => (item.severity ? say(item.severity) : ''),
    title: (item) => item.title,
    owner: (item) => item.owner || say('nobody'),
  };

  function grouped(items) {
    if (!now.group) {
      return [['', items]];
    }
    const groups = new Map();
    for (const item of items) {
      const name = GROUPS[now.group](item);
      groups.set(name, [...(groups.get(name) || []), item]);
    }
    return [...groups];
  }

  // --- one item ------------------------------------------------------------------------------------

  function address(page, more, hash) {
    return `/${language()}/${page}/?${new URLSearchParams({ study: shared.state.given.study, ...more })}${hash || ''}`;
  }

  /** The one press that leads to where it is done. */
  function deed(item) {
    if (item.state === 'closed') {
      return null;
    }
    if (item.done_at === 'attendance') {
      const at = item.zone ? { selected: 'zone', 'selected-id': item.zone } : {};
      return el('a', { class: 'deed', href: address('attendance', at) }, say(item.zone ? 'record_sitting' : 'record_attendance'));
    }
    if (item.done_at === 'records') {
      const hash = item.record_table ? `#${item.record_table}${item.record_id ? `/${encodeURIComponent(item.record_id)}` : ''}` : '';
      return el('a', { class: 'deed', href: address('record', {}, hash) }, say(item.record_id ? 'edit_record' : 'add_record'));
    }
    return item.draft ? draftOf(item) : el('a', { class: 'deed', href: address('introductions', {}) }, say('see_introductions'));
  }

  function draftOf(item) {
    const text = el('textarea', { rows: '8', 'aria-label': say('draft') });
    text.value = item.draft;
    const copied = el('span', { role: 'status' });
    const copy = async () => {
      text.select();
      try {
        await window.navigator.clipboard.writeText(text.value);
      } catch {
        document.execCommand('copy');
      }
      copied.textContent = say('copied');
    };
    const told = item.gain ? say('introduce_gain', { points: item.gain.toLocaleString(language(), { maximumFractionDigits: 1 }) }) : say('introduce');
    return el('details', { class: 'draft' }, el('summary', { class: 'deed' }, told), text, el('div', { class: 'row' }, button(say('copy'), copy), copied));
  }

  /** Who seems to be alone may stand twice on record: the way to where two are made one. */
  function double(item) {
    const actors = item.state === 'closed' ? [] : JSON.parse(item.actors);
    const found = actors.length === 1 && now.doubles && now.doubles.find((each) => each.one === actors[0] || each.other === actors[0]);
    return found && el('a', { class: 'deed', href: address('merge', {}) }, say('double', { one: found.one_name, other: found.other_name }));
  }

  /** Which records may be one: asked once, and only where it can be mended. */
  async function lookForDoubles() {
    const answer = await reached(el('div', {}), () => get('merge-suggestions'));
    if (answer && answer.ok && answer.body.suggestions.length) {
      now.doubles = answer.body.suggestions;
      if (!writing()) {
        render();
      }
    }
  }

  function card(item) {
    const name = `${item.title}: ${item.about}`;
    const marks = { new: 'mark_new', closed: 'mark_closed', again: 'mark_again' };
    const mark = marks[since(item)];
    const [due, tone] = dueWords(item);
    const form = el('div', {});
    const writable = now.answer.writable;
    const acts = el(
      'div',
      { class: 'deeds' },
      deed(item),
      double(item),
      writable && button(say('write'), () => open(item, form, false), { class: 'link', 'aria-label': say('write_of', { name }) }),
      writable && item.state === 'open' && button(say('not_a_gap'), () => open(item, form, true), { class: 'link', 'aria-label': say('not_a_gap_of', { name }) }),
    );
    const body = el(
      'div',
      { class: 'item-said' },
      el('h3', {}, name, ' ', mark && el('span', { class: 'mark' }, say(mark))),
      item.evidence && el('p', {}, item.evidence),
      item.suggestion && item.state !== 'closed' && el('p', { class: 'suggestion' }, item.suggestion),
      item.not_a_gap && el('p', {}, say('because', { why: item.not_a_gap })),
      acts,
      form,
    );
    const meta = el(
      'div',
      { class: 'item-meta' },
      el('strong', { class: item.owner ? '' : 'quiet' }, item.owner || say('nobody')),
      item.note && el('p', {}, item.note),
      item.since && item.state !== 'closed' && el('p', {}, say('open_since', { day: dayWords(item.since) })),
    );
    const severity = el('span', { class: `severity ${item.severity || ''}`, role: 'img', 'aria-label': item.severity ? say(`severity_${item.severity}`) : '' });
    return el('li', { class: 'item', 'data-item': item.item }, severity, body, meta, el('p', { class: `item-due ${tone}` }, due));
  }

  // --- writing of an item --------------------------------------------------------------------------

  /** The form of an item with its history; `why` begins with the reason why it is no gap. */
  async function open(item, where, why) {
    where.replaceChildren(note('wait', say('loading')));
    const answer = await reached(where, () => get('work-item', { rule: item.rule, actors: item.key }));
    if (answer && answer.ok) {
      where.replaceChildren(form(item, answer.body, {}, where));
      where.querySelector(why ? '[name="not_a_gap"]' : '[name="owner"]').focus();
    } else if (answer) {
      where.replaceChildren(note('bad', message(answer)));
    }
  }

  function form(item, found, wanted, where) {
    const cells = { ...found.cells, ...wanted };
    const owners = [...new Set(now.answer.rows.map((each) => each.owner).filter(Boolean))];
    const list = el('datalist', { id: 'work-owners' }, owners.map((each) => el('option', { value: each })));
    const controls = WRITTEN.map((name) => {
      const days = name === 'due' || name === 'snoozed_until';
      const made = name === 'note' ? el('textarea', { name, rows: '2' }) : el('input', { name, type: days ? 'date' : 'text', list: name === 'owner' ? 'work-owners' : null, autocomplete: 'off' });
      made.value = cells[name] || '';
      return made;
    });
    const key = shared.freshKey();
    const said = el('div', {});
    const asked = (version) => ({
      key,
      rule: item.rule,
      actors: item.key,
      version,
      ...Object.fromEntries(controls.map((made) => [made.name, made.value])),
    });
    const save = () => send(item, asked(found.version), found, said, where);
    const past = found.past.map((each) => el('li', {}, say('past', { at: each.at, by: each.by, what: each.what.join('; ') })));
    return el(
      'form',
      { class: 'asking', onsubmit: (event) => { event.preventDefault(); save(); } },
      list,
      el('div', { class: 'fields' }, controls.map((made) => labelled(found.labels[made.name], made))),
      el('div', { class: 'row' }, el('button', { type: 'submit', class: 'primary' }, say('save')), button(say('leave'), () => { where.replaceChildren(); settle(); })),
      said,
      past.length > 0 && el('details', {}, el('summary', {}, say('history')), el('ul', { class: 'told' }, past)),
    );
  }

  async function send(item, asked, found, said, where) {
    said.replaceChildren(note('wait', say('saving')));
    const answer = await reached(said, () => post(place('work-item'), asked));
    if (!answer) {
      return;
    }
    if (answer.ok) {
      const undone = (done) => { now.said = [note('good', done.said)]; load(false); };
      now.said = shared.saved(answer.body, undone);
      load(false);
    } else if (refusal(answer) === 'conflict') {
      said.replaceChildren(conflict(answer.body.error.conflicts[0], item, asked, found, where));
    } else {
      const told = problems(answer);
      said.replaceChildren(note('bad', ...(told.length ? told : [message(answer)])));
    }
  }

  /** Both versions of an item that somebody else wrote of first, and the choice between them. */
  function conflict(other, item, asked, found, where) {
    const named = (cells) => Object.fromEntries(WRITTEN.filter((name) => cells[name]).map((name) => [found.labels[name], cells[name]]));
    const again = { ...asked, version: other.version, key: shared.freshKey() };
    const box = shared.choice(el('h4', {}, say('conflict')), [named(other.live || {}), named(asked)], theirs, () => {
      send(item, again, found, box.parentElement, where);
    });
    return box;
  }

  /** What somebody else wrote first stays. */
  function theirs() {
    now.said = null;
    load(false);
  }

  // --- the page ------------------------------------------------------------------------------------

  function chips() {
    const { counts } = now.answer;
    const n = { first: Math.min(FIRST, counts.open), ...counts };
    const change = (name) => { now.shown = name; render(); };
    return el(
      'div',
      { class: 'chips work-chips', role: 'group', 'aria-label': say('which') },
      CHOICES.map((name) => button(say(`show_${name}`, { n: n[name] }), () => change(name), { class: 'chip', 'aria-pressed': String(now.shown === name) })),
    );
  }

  function tools() {
    const words = (names, kind) => names.map((name) => [name, say(`${kind}_${name || 'none'}`)]);
    const sort = select(words(Object.keys(ORDERS), 'sort'), now.sort, (value) => { now.sort = value; render(); });
    const group = select(words(['', ...Object.keys(GROUPS)], 'group'), now.group, (value) => { now.group = value; render(); });
    const severity = select([['', say('any_severity')], ...SEVERITIES.map((name) => [name, say(name)])], now.severity, (value) => { now.severity = value; render(); });
    const find = el('input', { type: 'search', value: now.find, autocomplete: 'off' });
    find.addEventListener('change', () => { now.find = find.value; render(); });
    const take = (name) => place(name, { state: [STATES[now.shown] ? now.shown : 'open'], sort: now.sort, most: '10000', ...(now.severity ? { severity: now.severity } : {}) });
    return el(
      'details',
      { class: 'work-tools', open: now.tools, ontoggle: (event) => { now.tools = event.target.open; } },
      el('summary', {}, say('tools')),
      el('div', { class: 'fields' }, labelled(say('sort'), sort), labelled(say('group'), group), labelled(say('severity'), severity), labelled(say('find'), find)),
      el(
        'div',
        { class: 'row' },
        button(say('print'), () => window.print()),
        el('a', { href: take('work-list.xlsx'), download: '' }, say('excel')),
        el('a', { href: take('work-list.ics'), download: '' }, say('calendar')),
      ),
    );
  }

  function lists() {
    const items = chosen();
    if (!items.length) {
      return [note('quiet', say('none'))];
    }
    return grouped(items).map(([name, mine]) => [name && el('h2', { class: 'group' }, name), el('ul', { class: 'items' }, mine.map(card))]);
  }

  function rest() {
    const more = now.answer.counts.open - FIRST;
    if (now.shown !== 'first' || more <= 0 || now.find.trim() || now.severity) {
      return null;
    }
    return el('p', { class: 'row' }, button(say('more', { n: more }), () => { now.shown = 'open'; render(); }));
  }

  /** What closed since the last visit, one line each. */
  function closed() {
    const items = now.answer.rows.filter((item) => since(item) === 'closed');
    if (now.shown !== 'first' || !items.length) {
      return null;
    }
    return el('ul', { class: 'closed-lines' }, items.slice(0, FIRST).map((item) => el('li', {}, el('strong', {}, dueWords(item)[0]), ` ${item.title}: ${item.about}`)));
  }

  function absent() {
    const rows = now.answer.never_came;
    if (!rows.length) {
      return null;
    }
    const line = (row) => {
      const who = row.agency_name ? `${row.name} (${row.agency_name})` : row.name;
      const last = row.last_came ? say('came_last', { day: dayWords(row.last_came) }) : say('came_never');
      return el('li', {}, el('strong', {}, who), ` ${say('came_to', { zone: row.zone_name, n: row.sittings })} `, el('span', { class: 'quiet' }, last));
    };
    return el('section', { class: 'card' }, el('h2', {}, say('absent', { n: rows.length })), el('p', { class: 'hint' }, say('absent_hint')), el('ul', { class: 'told' }, rows.slice(0, 2 * FIRST).map(line)));
  }

  /** The rule that the study saved, and a form for one setting of it. */
  function ruleCard(opened) {
    const where = el('div', {});
    const load_ = async () => {
      const answer = await reached(where, () => get('work-rule', {}));
      if (answer && answer.ok) {
        where.replaceChildren(ruleForm(answer.body));
      } else if (answer) {
        where.replaceChildren(note('bad', message(answer)));
      }
    };
    const box = el('details', { class: 'card', ontoggle: () => box.open && !where.childElementCount && load_() }, el('summary', {}, say('rule')), el('p', { class: 'hint' }, say('rule_hint')), where);
    box.open = Boolean(opened);
    return box;
  }

  function ruleForm({ settings, unfit, writable }) {
    const named = (each) => `${each.title}: ${each.setting}`;
    const saved = settings.filter((each) => each.saved).map((each) => el('li', {}, say('rule_set', { name: named(each), value: each.saved })));
    const which = select(settings.map((each, at) => [String(at), named(each)]), '0', () => fill());
    const value = el('input', { type: 'text', autocomplete: 'off' });
    const said = el('div', {});
    const fill = () => {
      value.value = settings[Number(which.value)].saved;
      value.placeholder = settings[Number(which.value)].usual || say('rule_none');
    };
    fill();
    const send = async ({ rule, setting, saved: seen }, wanted) => {
      const answer = await reached(said, () => post(place('work-rule'), { key: shared.freshKey(), rule, setting, value: wanted, seen }));
      if (answer && answer.ok) {
        now.said = [note('good', answer.body.said)];
        load(false);
      } else if (refusal(answer) === 'conflict') {
        said.replaceChildren(ruleConflict(answer.body.error.conflicts[0], { rule, setting }, wanted, send));
      } else if (answer) {
        said.replaceChildren(note('bad', message(answer)));
      }
    };
    const odd = unfit.map((each) => el('li', {}, say('rule_unfit', { name: named(each), value: each.saved }), ' ', writable && button(say('rule_take_out'), () => send(each, ''))));
    return el(
      'div',
      {},
      odd.length > 0 && el('ul', { class: 'told' }, odd),
      saved.length ? el('ul', { class: 'told' }, saved) : !odd.length && el('p', {}, say('rule_usual')),
      writable && el('div', { class: 'fields' }, labelled(say('rule_which'), which), labelled(say('rule_value'), value)),
      writable && el('div', { class: 'row' }, button(say('save'), () => send(settings[Number(which.value)], value.value))),
      said,
    );
  }

  /** Both values of a setting that somebody else saved first, and the choice between them. */
  function ruleConflict(other, setting, wanted, send) {
    const live = (other.live && other.live.value) || '';
    const told = (value) => ({ [say('rule_value')]: value || '–' });
    return shared.choice(el('h4', {}, say('rule_conflict')), [told(live), told(wanted)], theirs, () => send({ ...setting, saved: live }, wanted));
  }

  function render() {
    const { answer } = now;
    document.querySelector('.record-head h1').textContent = answer.sentences[0];
    const stale = answer.current ? null : note('wait', say('older', { change: answer.after_change }));
    const told = [sinceWords(), answer.counts.overdue ? say('overdue_n', { n: answer.counts.overdue }) : null].filter(Boolean);
    now.later = false;
    now.root.replaceChildren(
      el('section', { class: 'card work-head' }, told.map((each) => el('p', { class: 'hint' }, each)), stale, el('div', { class: 'said-here', 'aria-live': 'polite' }, now.said || []), chips(), tools()),
      ...lists().flat(Infinity).filter(Boolean),
    );
    now.root.append(...[rest(), closed(), absent(), ruleCard()].filter(Boolean));
  }

  /** Whether somebody is writing of an item, whose form is not to be taken away. */
  function writing() {
    return now.root.querySelector('.item form') !== null;
  }

  /** Show what came while somebody was writing. */
  function settle() {
    if (now.later) {
      render();
    }
  }

  /** Fetch the list; where it was not asked for, it waits until nobody writes. */
  async function load(quietly) {
    const answer = await reached(now.root, () => get('work-list', { state: Object.keys(STATES), most: '10000', last: '1' }));
    if (!answer) {
      return;
    }
    if (!answer.ok) {
      now.root.replaceChildren(note('bad', message(answer)), ruleCard(true));
      return;
    }
    now.answer = answer.body;
    now.before = lastVisit(now.answer.rows);
    now.later = quietly && writing();
    if (!now.later) {
      render();
    }
    if (!now.answer.current) {
      window.setTimeout(() => load(true), POLL_MS);
      return;
    }
    if (now.answer.writable && !now.doubles) {
      now.doubles = [];
      lookForDoubles();
    }
    if (now.answer.writable && now.answer.counts.unrecorded) {
      look();
    }
  }

  /** Have it recorded what came and went; the list says the days then. */
  async function look() {
    const answer = await reached(el('div', {}), () => post(place('work-list/look'), {}));
    if (answer && answer.ok && answer.body.change !== null) {
      load(true);
    }
  }

  shared.pages['work-list'] = (root) => {
    Object.assign(now, { root, answer: null, doubles: null, said: null });
    root.classList.add('work-page');
    root.replaceChildren(note('wait', say('loading')));
    load(false);
  };
})((window.netmapRecord = window.netmapRecord || {}));
