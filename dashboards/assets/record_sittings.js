/** The page of attendance: choose a zone and a day, tick who was there, save. */
(function (shared) {
  'use strict';

  const { button, el, get, labelled, message, note, say, select } = shared;
  const now = { root: null, sheet: null, draft: null, parts: null };

  /** Names of people by id; ids are any text, so no object of theirs. */
  function people() {
    return new Map(now.sheet.people.map((each) => [each.id, each]));
  }

  function agencyOf(person) {
    return person.agency_name || say('not_known');
  }

  // --- the draft ------------------------------------------------------------------------------

  /** A draft as it begins: everybody as at the last sitting. */
  function begun() {
    const last = now.sheet.sittings[0];
    const there = last ? last.marks.filter((mark) => mark.status === 'present') : [];
    return {
      key: shared.freshKey(),
      day: now.sheet.today,
      title: '',
      marks: there.map((mark) => [mark.person, 'present']),
      newcomers: [],
      extra: [],
      corrects: null,
      touched: false,
    };
  }

  /** A draft that corrects a sitting. */
  function correction(sitting) {
    return {
      key: shared.freshKey(),
      day: sitting.day || now.sheet.today,
      title: sitting.title || '',
      marks: sitting.marks.map((mark) => [mark.person, mark.status]),
      newcomers: [],
      extra: sitting.marks.map((mark) => mark.person),
      corrects: { row: sitting.row, version: sitting.version, day: sitting.said },
      seen: sitting.marks.map(({ row, version, person, status }) => ({ row, version, person, status })),
      touched: false,
    };
  }

  function keep() {
    now.draft.touched = true;
    shared.drafts.keep(now.sheet.study, now.sheet.zone, now.draft);
    count();
  }

  function mark(person, status) {
    now.draft.marks = now.draft.marks.filter(([id]) => id !== person);
    if (status !== null) {
      now.draft.marks.push([person, status]);
    }
    keep();
  }

  function statusOf(person) {
    const found = now.draft.marks.find(([id]) => id === person);
    return found ? found[1] : null;
  }

  function begin(draft) {
    shared.drafts.drop(now.sheet.study, now.sheet.zone);
    Object.assign(now, { draft, said: null });
    render();
  }

  // --- one line for each person --------------------------------------------------------------

  /** A line: a large tick, and beside it who sent apologies and who was absent; nothing pressed is nothing on record. */
  function line(id, name, agency, status, change, more) {
    const tick = el('input', { type: 'checkbox', checked: status === 'present' });
    const others = ['apologies', 'absent'].map((one) => [
      one,
      button(say(one), () => set(status === one ? null : one), { class: 'sorry', 'aria-label': say(`${one}_of`, { name }) }),
    ]);
    const pressed = () => others.forEach(([one, press]) => press.setAttribute('aria-pressed', String(status === one)));
    const set = (wanted) => {
      status = wanted;
      tick.checked = wanted === 'present';
      pressed();
      change(wanted);
    };
    tick.addEventListener('change', () => set(tick.checked ? 'present' : null));
    pressed();
    const said = status === 'unclear' ? `${agency} · ${say(status)}` : agency;
    const words = el('span', { class: 'who-said' }, el('span', { class: 'who-name' }, name), el('span', { class: 'who-of' }, said));
    return el('li', { class: 'who-line' }, el('label', { class: 'tick' }, tick, words), others.map(([, press]) => press), more);
  }

  /** Everybody on the list: who is expected, who was added, who is new. */
  function roster() {
    const known = people();
    const expected = new Set(now.sheet.roster);
    const added = [...now.draft.extra, ...now.draft.marks.map(([id]) => id)].filter((id) => known.has(id) && !expected.has(id));
    const lines = [...new Set([...expected, ...added])].map((id) => {
      const person = known.get(id);
      return line(id, person.name, agencyOf(person), statusOf(id), (status) => mark(id, status));
    });
    const fresh = now.draft.newcomers.map((each) => {
      const take = button('×', () => takeAway(each), { class: 'sorry', 'aria-label': say('take_away', { name: each.name }) });
      const of = `${each.agency_name || nameOfAgency(each.agency)} · ${say('new_mark')}`;
      return line(null, each.name, of, each.status, (status) => setNewcomer(each, status), take);
    });
    return el('ul', { class: 'who' }, lines, fresh);
  }

  function nameOfAgency(agency) {
    const found = now.sheet.agencies.find((each) => each.id === agency);
    return found ? found.name : say('not_known');
  }

  function setNewcomer(each, status) {
    each.status = status;
    keep();
  }

  function takeAway(newcomer) {
    now.draft.newcomers = now.draft.newcomers.filter((each) => each !== newcomer);
    keep();
    render();
  }

  // --- somebody else, somebody new -------------------------------------------------------------

  /** A search over everybody on record who is not on the list. */
  function others() {
    const found = el('div', { class: 'found', role: 'group', 'aria-label': say('other') });
    const find = el('input', { type: 'search', placeholder: say('other_hint'), autocomplete: 'off' });
    find.addEventListener('input', () => {
      const text = find.value.trim().toLocaleLowerCase();
      const listed = new Set([...now.sheet.roster, ...now.draft.extra]);
      const hits = text ? now.sheet.people.filter((each) => !listed.has(each.id) && each.name.toLocaleLowerCase().includes(text)) : [];
      const add = (each) => button(say('add_person', { name: each.name, agency: agencyOf(each) }), () => join(each.id));
      found.replaceChildren(...(text && !hits.length ? [note('quiet', say('none_found'))] : hits.slice(0, 8).map(add)));
    });
    return el('div', { class: 'others' }, labelled(say('other'), find), found);
  }

  function join(person) {
    now.draft.extra.push(person);
    mark(person, 'present');
    render();
  }

  /** The form for somebody who is not on record. */
  function newcomer() {
    const name = el('input', { type: 'text', maxlength: '200', autocomplete: 'off' });
    const fresh = el('input', { type: 'text', maxlength: '200', autocomplete: 'off' });
    const freshField = labelled(say('agency_name'), fresh, { hidden: true });
    const choices = [['', say('not_known')], ...now.sheet.agencies.map((each, place) => [`of ${place}`, each.name]), ['new', say('other_agency')]];
    const agency = select(choices, '', (value) => { freshField.hidden = value !== 'new'; });
    const said = el('div', {});
    const add = () => {
      const place = agency.selectedIndex - 1;
      const known = now.sheet.agencies[place];
      now.draft.newcomers.push({
        name: name.value.trim(),
        agency: known ? known.id : null,
        agency_name: agency.value === 'new' ? fresh.value.trim() || null : null,
        status: 'present',
      });
      keep();
      render();
    };
    const check = () => {
      const wanted = name.value.trim().toLocaleLowerCase();
      const same = now.sheet.people.find((each) => each.name.trim().toLocaleLowerCase() === wanted);
      if (!wanted) {
        said.replaceChildren(note('bad', say('name_missing')));
      } else if (same) {
        said.replaceChildren(
          note('warn', say('same_name', { name: same.name, agency: agencyOf(same) })),
          el('div', { class: 'row' }, button(say('tick_that'), () => join(same.id)), button(say('add_anyway'), add)),
        );
      } else {
        add();
      }
    };
    const fields = el('div', { class: 'fields' }, labelled(say('name'), name), labelled(say('agency'), agency), freshField);
    return el('details', { class: 'newcomer' }, el('summary', {}, say('newcomer')), fields, button(say('add'), check), said);
  }

  // --- saving ----------------------------------------------------------------------------------

  function counted(status) {
    const marks = now.draft.marks.filter(([, each]) => each === status).length;
    return marks + now.draft.newcomers.filter((each) => each.status === status).length;
  }

  function count() {
    now.parts.counts.textContent = say('counts', { present: counted('present'), apologies: counted('apologies'), absent: counted('absent') });
  }

  function zoneName(zone) {
    const found = now.sheet.zones.find((each) => each.id === zone);
    return found ? found.name : zone;
  }

  /** Put the draft among those that wait, and send it. */
  function save() {
    const { draft, sheet } = now;
    const marks = draft.marks.map(([person, status]) => ({ person, status }));
    const newcomers = draft.newcomers.filter((each) => each.status !== null);
    if (!marks.length && !newcomers.length) {
      now.parts.said.replaceChildren(note('bad', say('nobody_ticked')));
      return;
    }
    const sent = { key: draft.key, zone: sheet.zone, date: draft.day, title: draft.title || null, marks, newcomers };
    if (draft.corrects) {
      Object.assign(sent, { row: draft.corrects.row, version: draft.corrects.version, seen: draft.seen });
    }
    shared.drafts.put({ study: sheet.study, zone_name: zoneName(sheet.zone), draft: sent });
    begin(begun());
    now.parts.said.replaceChildren(note('wait', say('saving')));
    window.scrollTo(0, 0);
    shared.drafts.flush().then(() => {
      if (shared.drafts.waiting().length) {
        now.parts.said.replaceChildren();
      }
    });
  }

  /** The service has acknowledged a sitting. */
  function saved(item, body) {
    if (!now.root || !now.parts) {
      return;
    }
    const asking = el('div', {});
    const back = button(say('undo'), () => shared.undo(body.change, asking, (done) => {
      now.said = [note('good', done.said)];
      load(now.sheet.zone);
    }));
    const told = [note('good', body.said, ' ', back), asking];
    now.said = told;
    now.parts.said.replaceChildren(...told);
    if (item.study === now.sheet.study) {
      load(now.sheet.zone);
    }
  }

  // --- the page ----------------------------------------------------------------------------------

  function header() {
    const { sheet, draft } = now;
    const zones = [...(sheet.zone === null ? [['', say('choose_zone')]] : []), ...sheet.zones.map((each, place) => [`at ${place}`, each.name])];
    const at = sheet.zones.findIndex((each) => each.id === sheet.zone);
    const chosen = select(zones, at < 0 ? '' : `at ${at}`, () => {
      const place = chosen.selectedIndex - (sheet.zone === null ? 1 : 0);
      now.said = null;
      load(sheet.zones[place].id);
    });
    const fields = [labelled(say('zone'), chosen)];
    if (draft) {
      const day = el('input', { type: 'date', max: sheet.today, value: draft.day });
      day.addEventListener('change', () => {
        draft.day = day.value || sheet.today;
        keep();
        now.parts.same.replaceChildren(...sameDay());
      });
      fields.push(shared.dated(say('day'), day));
    }
    return el('div', { class: 'fields' }, fields);
  }

  /** That the day chosen has a sitting already. */
  function sameDay() {
    const { draft, sheet } = now;
    const there = draft && !draft.corrects && sheet.sittings.find((each) => each.day === draft.day);
    return there ? [note('warn', say('day_taken'), ' ', button(say('correct_it'), () => begin(correction(there))))] : [];
  }

  /** How the list came about, and the ways to begin otherwise. */
  function beginnings() {
    const { draft, sheet } = now;
    const last = sheet.sittings[0];
    const acts = [];
    if (draft.corrects) {
      acts.push(button(say('leave_as_is'), () => begin(begun())));
    } else {
      if (last) {
        acts.push(button(say('as_last_time', { day: last.said }), () => begin({ ...begun(), day: draft.day })));
      }
      acts.push(button(say('nobody'), () => { Object.assign(draft, { marks: [], newcomers: [] }); keep(); render(); }));
    }
    const said = draft.corrects
      ? note('warn', say('correcting', { day: draft.corrects.day }))
      : note('quiet', draft.touched ? say('draft') : last ? say('ticked', { day: last.said }) : say('unticked'));
    return [said, el('div', { class: 'row' }, acts)];
  }

  function title() {
    const given = el('input', { type: 'text', maxlength: '200', value: now.draft.title, autocomplete: 'off' });
    given.addEventListener('input', () => { now.draft.title = given.value.trim(); keep(); });
    return labelled(say('title'), given);
  }

  function render() {
    const { draft, sheet } = now;
    now.parts = {
      said: el('div', { class: 'said-here' }, now.said || []),
      waiting: el('div', {}),
      same: el('div', {}, draft ? sameDay() : []),
      counts: el('span', { class: 'counts', role: 'status' }),
    };
    const top = el('section', { class: 'card' }, now.parts.said, now.parts.waiting, header(), now.parts.same);
    if (!sheet.zones.length) {
      const there = `/${shared.language()}/record/?${new URLSearchParams({ study: sheet.study })}#zones`;
      top.append(note('warn', say('no_zones'), ' ', el('a', { href: there }, say('add_zone'))));
    }
    now.root.replaceChildren(top);
    if (draft) {
      top.append(...beginnings());
      const words = draft.corrects ? say('save_correction') : say('save');
      const bar = el('div', { class: 'save-bar' }, now.parts.counts, button(words, save, { class: 'primary' }));
      const list = el('section', { class: 'card' }, el('h2', {}, say('roster')), roster(), others(), newcomer(), title());
      now.root.append(list, bar, shared.sittings(sheet, (sitting) => { begin(correction(sitting)); window.scrollTo(0, 0); }));
      count();
    }
    waits();
  }

  /** Those that wait to be sent, or were refused. */
  function waits() {
    if (now.parts) {
      now.parts.waiting.replaceChildren(...shared.waitingNotes(now.sheet, () => load(now.sheet.zone)));
    }
  }

  async function load(zone) {
    const where = now.sheet ? el('div', {}) : now.root;
    const answer = await shared.reached(where, () => get('attendance', zone === null ? {} : { zone }), () => load(zone));
    if (answer && !answer.ok) {
      now.root.replaceChildren(note('bad', message(answer)));
    }
    if (!answer || !answer.ok) {
      return;
    }
    const other = !now.sheet || now.sheet.zone !== answer.body.zone || now.sheet.study !== answer.body.study;
    now.sheet = answer.body;
    if (other || (now.draft && !now.draft.touched && !now.draft.corrects)) {
      const kept = now.sheet.zone === null ? null : shared.drafts.load(now.sheet.study, now.sheet.zone);
      now.draft = now.sheet.zone === null ? null : kept || begun();
    }
    render();
  }

  shared.pages.attendance = (root, given) => {
    Object.assign(now, { root, sheet: null, draft: null, parts: null, said: null });
    root.replaceChildren(note('wait', say('loading')));
    shared.drafts.start(waits, saved);
    load(given.zone);
  };
})((window.netmapRecord = window.netmapRecord || {}));
