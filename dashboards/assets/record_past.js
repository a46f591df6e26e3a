/** What is on record of a zone: its sittings, their history; and what of one's own waits or was refused. */
(function (shared) {
  'use strict';

  const { button, el, get, message, note, say } = shared;

  const opened = new Set();

  // --- sittings --------------------------------------------------------------------------------

  /** The sittings of a zone, each to be corrected or looked back at. */
  function sittings(sheet, correct) {
    const lines = sheet.sittings.map((sitting) => {
      const counts = (status) => sitting.marks.filter((mark) => mark.status === status).length;
      const told = el('div', { class: 'told-here' });
      const said = say('counts', { present: counts('present'), apologies: counts('apologies'), absent: counts('absent') });
      if (opened.has(sitting.meeting)) {
        fill(sitting, told);
      }
      return el(
        'li',
        { class: 'sitting' },
        el('div', {}, el('strong', {}, sitting.said), sitting.title ? ` ${sitting.title}` : '', el('span', { class: 'who-of' }, said)),
        el(
          'div',
          { class: 'row' },
          button(say('correct'), () => correct(sitting), { 'aria-label': say('correct_of', { day: sitting.said }) }),
          button(say('history'), () => history(sitting, told), { 'aria-label': say('history_of', { day: sitting.said }) }),
        ),
        told,
      );
    });
    const list = lines.length ? el('ul', { class: 'sittings' }, lines) : note('quiet', say('no_sittings'));
    return el('section', { class: 'card' }, el('h2', {}, say('sittings')), list);
  }

  /** Show the history of a sitting, or put it away; it stays open when the list is made anew. */
  function history(sitting, where) {
    if (opened.delete(sitting.meeting)) {
      where.replaceChildren();
    } else {
      opened.add(sitting.meeting);
      fill(sitting, where);
    }
  }

  /** Who changed what of a sitting. */
  async function fill(sitting, where) {
    const answer = await shared.reached(where, () => get('sitting-history', { meeting: sitting.meeting }));
    if (answer) {
      where.replaceChildren(answer.ok ? el('ol', { class: 'history' }, answer.body.changes.map(step)) : note('bad', message(answer)));
    }
  }

  function step(change) {
    const heading = say('history_line', { at: change.at, by: change.by, what: change.what });
    const undone = change.undone ? ` (${say('was_undone')})` : '';
    return el('li', {}, el('strong', {}, heading + undone), el('ul', { class: 'told' }, change.said.map((each) => el('li', {}, each))));
  }

  // --- what waits ------------------------------------------------------------------------------

  /** A note for each sitting that is kept on this device and not on record. */
  function waitingNotes(sheet, reload) {
    const notes = shared.drafts.waiting().map((item) => (item.refused ? refused(item, sheet, reload) : kept(item)));
    return shared.drafts.able() ? notes : [note('warn', say('cannot_keep')), ...notes];
  }

  function kept(item) {
    const said = say('kept', { zone: item.zone_name, day: item.draft.date });
    return note('warn', said, ' ', say('kept_more'), ' ', button(say('send_now'), () => shared.drafts.flush()));
  }

  /** Send one again in another way; nothing of it was recorded, so it stays the same draft. */
  function again(item, changes) {
    const { refused: gone, ...rest } = item;
    shared.drafts.put({ ...rest, draft: { ...item.draft, ...changes } });
    shared.drafts.flush();
  }

  function refused(item, sheet, reload) {
    const { code, message: why, meeting } = item.refused;
    const said = say('refused', { zone: item.zone_name, day: item.draft.date });
    const box = el('section', { class: 'asking' }, el('h3', {}, said), el('p', {}, why));
    const drop = button(say(code === 'conflict' ? 'keep_theirs' : 'drop_mine'), () => {
      shared.drafts.remove(item.draft.key);
      reload();
    });
    const acts = el('div', { class: 'row' }, drop);
    box.append(acts);
    if (code === 'sitting-there') {
      acts.append(button(say('sat_twice'), () => again(item, { again: true })));
      compare(item, (sitting) => sitting.meeting === meeting, box, acts, 'correct_with_mine');
    } else if (code === 'conflict' || code === 'not-found') {
      compare(item, (sitting) => sitting.row === item.draft.row, box, acts, 'mine_instead');
    }
    return box;
  }

  /** What is on record beside one's own, and the way to put one's own in its place. */
  async function compare(item, is, box, acts, words) {
    let answer;
    try {
      const address = `/api/v1/studies/${encodeURIComponent(item.study)}/attendance`;
      const search = new URLSearchParams({ zone: item.draft.zone, lang: shared.language() });
      answer = await (await window.fetch(`${address}?${search}`, { cache: 'no-store' })).json();
    } catch {
      return;
    }
    const sitting = (answer.sittings || []).find(is);
    if (!sitting) {
      box.append(note('warn', say('gone')));
      acts.append(button(say('record_anew'), () => again(item, { row: null, version: null, seen: [] })));
      return;
    }
    const names = new Map(answer.people.map((each) => [each.id, each.name]));
    const word = (mark) => `${names.get(mark.person) || mark.person}: ${say(mark.status)}`;
    const mine = [...item.draft.marks.map(word), ...item.draft.newcomers.map((each) => `${each.name}: ${say(each.status)}`)];
    const theirs = sitting.marks.map(word);
    const column = (heading, own, other) => {
      const lines = [...own].sort().map((text) => el('li', {}, other.includes(text) ? text : el('mark', {}, text)));
      return el('div', {}, el('h4', {}, heading), el('ul', { class: 'told' }, lines));
    };
    box.insertBefore(el('div', { class: 'two' }, column(say('on_record'), theirs, mine), column(say('mine'), mine, theirs)), acts);
    const seen = sitting.marks.map(({ row, version, person, status }) => ({ row, version, person, status }));
    acts.append(button(say(words), () => again(item, { row: sitting.row, version: sitting.version, seen }), { class: 'primary' }));
  }

  Object.assign(shared, { sittings, waitingNotes });
})((window.netmapRecord = window.netmapRecord || {}));
