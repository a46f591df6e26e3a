/** The page of attendance: choose a zone and a day, tick who was there, save; drafts stay on the device. */
(function (shared) {
  'use strict';

  const { button, el, inWords, note, reached, say } = shared;
  const now = { root: null, sheet: null, draft: null };

  const find = (id) => document.getElementById(id);

  function agencyOf(person) {
    return person.agency_name || say('not_known');
  }

  // --- the draft ------------------------------------------------------------------------------

  const EMPTY = { title: '', newcomers: [], corrects: null, touched: false };

  /** A draft as it begins: everybody as at the last sitting. */
  function begun() {
    const last = now.sheet.sittings[0];
    const there = last ? last.marks.filter((mark) => mark.status === 'present') : [];
    const marks = there.map((mark) => [mark.person, 'present']);
    const key = window.crypto.randomUUID();
    return { ...EMPTY, key, day: now.sheet.today, marks, newcomers: [], extra: [] };
  }

  /** A draft that corrects a sitting. */
  function correction(sitting) {
    const { row, version, said } = sitting;
    return {
      ...EMPTY,
      key: window.crypto.randomUUID(),
      day: sitting.day || now.sheet.today,
      title: sitting.title || '',
      marks: sitting.marks.map((mark) => [mark.person, mark.status]),
      newcomers: [],
      extra: sitting.marks.map((mark) => mark.person),
      corrects: { row, version, day: said },
      seen: sitting.marks.map(({ row: of, version: seen, person, status }) => ({ row: of, version: seen, person, status })),
    };
  }

  function keep() {
    now.draft.touched = true;
    shared.drafts.keep(now.sheet.study, now.sheet.zone, now.draft);
    count();
  }

  function mark(person, status) {
    const others = now.draft.marks.filter(([id]) => id !== person);
    now.draft.marks = status === null ? others : [...others, [person, status]];
    keep();
  }

  function begin(draft) {
    shared.drafts.keep(now.sheet.study, now.sheet.zone, null);
    now.draft = draft;
    find('sheet').querySelector('.said-here').replaceChildren();
    render();
  }

  // --- one line for each person --------------------------------------------------------------

  /** A line: a large tick, and beside it apologies and absence; nothing pressed is nothing on record. */
  function line(name, agency, status, change, away) {
    const made = find('who-line').content.firstElementChild.cloneNode(true);
    const tick = made.querySelector('input');
    const others = [...made.querySelectorAll('[data-status]')];
    const set = (wanted) => {
      status = wanted;
      tick.checked = status === 'present';
      others.forEach((each) => each.setAttribute('aria-pressed', String(each.dataset.status === status)));
    };
    const choose = (wanted) => {
      set(wanted);
      change(wanted);
    };
    set(status);
    tick.addEventListener('change', () => choose(tick.checked ? 'present' : null));
    others.forEach((each) => {
      const own = each.dataset.status;
      each.setAttribute('aria-label', say(`${own}_of`, { name }));
      each.addEventListener('click', () => choose(status === own ? null : own));
    });
    made.querySelector('.who-name').textContent = name;
    made.querySelector('.who-of').textContent = status === 'unclear' ? `${agency} · ${say(status)}` : agency;
    const out = made.querySelector('[data-away]');
    if (away) {
      out.setAttribute('aria-label', say('take_away', { name }));
      out.addEventListener('click', away);
    } else {
      out.remove();
    }
    return made;
  }

  /** Everybody on the list: who is expected, who was added, who is new. */
  function roster() {
    const { sheet, draft } = now;
    const known = new Map(sheet.people.map((each) => [each.id, each]));
    const added = [...draft.extra, ...draft.marks.map(([id]) => id)].filter((id) => known.has(id));
    const listed = new Set([...sheet.roster, ...added]);
    const status = new Map(draft.marks);
    const lines = [...listed].map((id) => {
      const person = known.get(id);
      return line(person.name, agencyOf(person), status.get(id) || null, (wanted) => mark(id, wanted));
    });
    const names = new Map(sheet.agencies.map((each) => [each.id, each.name]));
    const fresh = draft.newcomers.map((each) => {
      const of = `${each.agency_name || names.get(each.agency) || say('not_known')} · ${say('new_mark')}`;
      const change = (wanted) => { each.status = wanted; keep(); };
      return line(each.name, of, each.status, change, () => {
        draft.newcomers = draft.newcomers.filter((other) => other !== each);
        keep();
        render();
      });
    });
    return [...lines, ...fresh];
  }

  // --- somebody else, somebody new -------------------------------------------------------------

  /** A search over everybody on record who is not on the list. */
  function seek() {
    const text = find('other').value.trim().toLocaleLowerCase();
    const listed = new Set([...now.sheet.roster, ...now.draft.extra]);
    const fits = (each) => !listed.has(each.id) && each.name.toLocaleLowerCase().includes(text);
    const hits = text ? now.sheet.people.filter(fits).slice(0, 8) : [];
    const lines = hits.map((each) => {
      const said = say('add_person', { name: each.name, agency: agencyOf(each) });
      return button(said, () => join(each.id));
    });
    find('found').replaceChildren(...(text && !hits.length ? [note('quiet', say('none_found'))] : lines));
  }

  function join(person) {
    now.draft.extra.push(person);
    mark(person, 'present');
    showAnew();
  }

  /** Show the list with whom it holds now, and let go of what was sought and written. */
  function showAnew() {
    find('newcomer').open = false;
    find('new-name').value = find('other').value = '';
    find('new-said').replaceChildren();
    find('found').replaceChildren();
    render();
  }

  function addNew() {
    const chosen = find('new-agency');
    const known = now.sheet.agencies[chosen.selectedIndex - 1];
    const named = find('new-agency-named').querySelector('input').value.trim();
    now.draft.newcomers.push({
      name: find('new-name').value.trim(),
      agency: known ? known.id : null,
      agency_name: chosen.value === 'new' ? named || null : null,
      status: 'present',
    });
    keep();
    showAnew();
  }

  /** Somebody new is added; not before it was asked whether they are on record already. */
  function checkNew() {
    const wanted = find('new-name').value.trim().toLocaleLowerCase();
    const same = now.sheet.people.find((each) => each.name.trim().toLocaleLowerCase() === wanted);
    if (!wanted) {
      find('new-said').replaceChildren(note('bad', say('name_missing')));
    } else if (same) {
      const acts = [button(say('tick_that'), () => join(same.id)), button(say('add_anyway'), addNew)];
      const said = note('warn', say('same_name', { name: same.name, agency: agencyOf(same) }));
      find('new-said').replaceChildren(said, el('div', { class: 'row' }, acts));
    } else {
      addNew();
    }
  }

  // --- saving ----------------------------------------------------------------------------------

  function count() {
    const { marks, newcomers } = now.draft;
    const all = [...marks.map(([, status]) => status), ...newcomers.map((each) => each.status)];
    const of = (status) => all.filter((each) => each === status).length;
    const n = ['present', 'apologies', 'absent'].map((status) => [status, of(status)]);
    now.root.querySelector('.counts').textContent = say('counts', Object.fromEntries(n));
  }

  function tell(...said) {
    find('sheet').querySelector('.said-here').replaceChildren(...said);
  }

  /** Put the draft among those that wait, and send it. */
  function save() {
    const { draft, sheet } = now;
    const marks = draft.marks.map(([person, status]) => ({ person, status }));
    const newcomers = draft.newcomers.filter((each) => each.status !== null);
    if (!marks.length && !newcomers.length) {
      tell(note('bad', say('nobody_ticked')));
      return;
    }
    const { key, day: date } = draft;
    const sent = { key, zone: sheet.zone, date, title: draft.title || null, marks, newcomers };
    if (draft.corrects) {
      Object.assign(sent, { row: draft.corrects.row, version: draft.corrects.version, seen: draft.seen });
    }
    const zone = sheet.zones.find((each) => each.id === sheet.zone);
    shared.drafts.put({ study: sheet.study, zone_name: zone ? zone.name : sheet.zone, draft: sent });
    begin(begun());
    tell(note('wait', say('saving')));
    window.scrollTo(0, 0);
    shared.drafts.flush().then(() => shared.drafts.waiting().length && tell());
  }

  /** The service has acknowledged a sitting. */
  async function saved(item, body) {
    if (!now.sheet) {
      return;
    }
    const there = shared.place('undo').replace('/api/v1/', '/parts/attendance/undone/');
    const undo = JSON.stringify({ change: body.change, keep_later: null });
    const press = { 'data-post': there, 'data-told': undo, 'data-into': '.undoing' };
    const said = note('good', body.said, ' ', button(say('undo'), () => {}, press));
    const told = [said, el('div', { class: 'undoing' })];
    tell(...told);
    if (item.study === now.sheet.study) {
      await load(now.sheet.zone);
      tell(...told);
    }
  }

  // --- the page ----------------------------------------------------------------------------------

  /** That the day chosen has a sitting already. */
  function sameDay() {
    const { draft, sheet } = now;
    const there = !draft.corrects && sheet.sittings.find((each) => each.day === draft.day);
    const correct = () => begin(correction(there));
    const taken = there && note('warn', say('day_taken'), ' ', button(say('correct_it'), correct));
    find('same').replaceChildren(...(taken ? [taken] : []));
  }

  const BEGINNINGS = {
    again: () => begin(begun()),
    last: () => begin({ ...begun(), day: now.draft.day }),
    nobody() {
      Object.assign(now.draft, { marks: [], newcomers: [] });
      keep();
      render();
    },
  };

  /** Show the draft: who is on the list, how it came about, and what can be done with it. */
  function render() {
    const { draft, sheet } = now;
    const last = sheet.sittings[0];
    find('who').replaceChildren(...roster());
    Object.assign(find('day'), { value: draft.day });
    find('day-said').textContent = inWords(draft.day);
    find('title').value = draft.title;
    find('save').textContent = say(draft.corrects ? 'save_correction' : 'save');
    now.root.querySelectorAll('[data-begin]').forEach((each) => {
      each.hidden = (each.dataset.begin === 'again') !== Boolean(draft.corrects);
    });
    const beginning = last ? say('ticked', { day: last.said }) : say('unticked');
    const said = draft.corrects
      ? note('warn', say('correcting', { day: draft.corrects.day }))
      : note('quiet', draft.touched ? say('draft') : beginning);
    find('begun').replaceChildren(said);
    sameDay();
    count();
  }

  /** Those that wait to be sent, or were refused. */
  function waits() {
    if (now.sheet) {
      find('waiting').replaceChildren(...shared.waitingNotes());
    }
  }

  /** Fetch the sheet of a zone; what was ticked there and not saved is shown again. */
  async function load(zone) {
    const query = zone === null ? {} : { zone };
    const there = shared.place('attendance', query).replace('/api/v1/', '/parts/attendance/sheet/');
    const away = now.sheet ? find('waiting') : now.root;
    const answer = await reached(away, () => shared.fetched(there), () => load(zone));
    if (!answer) {
      return;
    }
    await shared.put(now.root, answer.text);
    const before = now.sheet;
    now.sheet = answer.ok ? JSON.parse(find('sheet').dataset.sheet) : null;
    find('sheet')?.removeAttribute('data-sheet');
    if (now.sheet && now.sheet.zone !== null) {
      const other = !before || before.zone !== now.sheet.zone || before.study !== now.sheet.study;
      if (other || (!now.draft.touched && !now.draft.corrects)) {
        now.draft = (other && shared.drafts.load(now.sheet.study, now.sheet.zone)) || begun();
      }
      render();
    }
    waits();
  }

  function press(target) {
    const pressed = target.closest('[data-begin], [data-correct], [data-new], #save');
    if (!pressed) {
      return;
    }
    const { begin: how, correct, new: fresh } = pressed.dataset;
    if (how) {
      BEGINNINGS[how]();
    } else if (correct) {
      begin(correction(now.sheet.sittings[Number(correct)]));
      window.scrollTo(0, 0);
    } else if (fresh) {
      checkNew();
    } else {
      save();
    }
  }

  const CHANGES = {
    zone: ({ value }) => value && load(value),
    day({ value }) {
      now.draft.day = value || now.sheet.today;
      keep();
      sameDay();
    },
    'new-agency': ({ value }) => { find('new-agency-named').hidden = value !== 'new'; },
  };
  const INPUTS = {
    other: seek,
    title({ value }) {
      now.draft.title = value.trim();
      keep();
    },
  };

  shared.pages.attendance = (root, given) => {
    Object.assign(now, { root, sheet: null, draft: null });
    root.replaceChildren(note('wait', say('loading')));
    root.addEventListener('click', ({ target }) => press(target));
    root.addEventListener('change', ({ target }) => CHANGES[target.id] && CHANGES[target.id](target));
    root.addEventListener('input', ({ target }) => INPUTS[target.id] && INPUTS[target.id](target));
    shared.drafts.start(waits, saved);
    shared.reload = () => load(now.sheet.zone);
    load(given.zone);
  };
})((window.netmapRecord = window.netmapRecord || {}));
