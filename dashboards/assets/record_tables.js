/** The page of records: a table of one kind, and a form for one of its records. */
(function (shared) {
  'use strict';

  const { button, el, get, labelled, message, note, place, post, problems, reached, refusal, say, select } = shared;
  const now = { root: null, table: 'agencies', find: '', shown: null, parts: null };

  /** The name of a value: that of the record it stands for. */
  function word(field, value) {
    const found = field.options && value !== undefined ? field.options.find((each) => each.value === value) : null;
    return found ? found.name : value || '';
  }

  /** What a record is called: its name, else what its first filled fields say. */
  function called(cells) {
    const filled = now.shown.fields.filter((field) => cells[field.name]);
    return cells.name || filled.slice(0, 2).map((field) => word(field, cells[field.name])).join(' · ') || '–';
  }

  // --- the form ----------------------------------------------------------------------------------

  function control(field, value, fixed) {
    if (field.options) {
      const choices = [['', say('any')], ...field.options.map((each, at) => [String(at), each.name])];
      const at = field.options.findIndex((each) => each.value === value);
      const made = select(choices, at < 0 ? '' : String(at), () => {});
      return [made, () => (made.value === '' ? null : field.options[Number(made.value)].value)];
    }
    const hint = field.type === 'date' ? say('date_hint') : field.key && !fixed ? say('blank_id') : '';
    const made = el('input', { type: 'text', value: value || '', placeholder: hint, autocomplete: 'off', disabled: fixed });
    return [made, () => made.value.trim() || null];
  }

  /** A control with its label; a day can be typed, whole or in part, or picked from the browser's calendar. */
  function labelledField(field, made) {
    const text = field.key ? say('id') : field.label + (field.required ? ' *' : '');
    if (field.type !== 'date' || made.disabled) {
      return labelled(text, made);
    }
    const calendar = el('input', { type: 'date', class: 'calendar', tabindex: '-1', 'aria-hidden': 'true' });
    calendar.addEventListener('change', () => {
      made.value = calendar.value;
      made.dispatchEvent(new Event('input'));
    });
    const pick = () => {
      calendar.value = made.value.trim();
      calendar.showPicker();
    };
    return shared.dated(text, made, button('▾', pick, { 'aria-label': `${field.label}: ${say('pick_day')}` }), calendar);
  }

  /** Open the form for a record, or for a new one; `wanted` are values that somebody wrote already. */
  function open(record, wanted) {
    const cells = { ...(record ? record.cells : {}), ...(wanted || {}) };
    const key = shared.freshKey();
    const said = el('div', {});
    const readers = [];
    const fields = now.shown.fields.map((field) => {
      const [made, read] = control(field, cells[field.name], Boolean(record) && field.key);
      readers.push([field.name, read]);
      return labelledField(field, made);
    });
    const values = () => Object.fromEntries(readers.map(([name, read]) => [name, read()]));
    const asked = () => ({ key, table: now.table, values: values(), ...(record && { row: record.row, version: record.version }) });
    const heading = record ? say('editing', { name: called(record.cells) }) : say('adding', { table: now.shown.label });
    const acts = el(
      'div',
      { class: 'row' },
      button(say('save'), () => send(asked(), record, said), { class: 'primary' }),
      button(say('leave'), close),
      record && button(say('remove'), () => sure(record, key, said)),
    );
    const form = el('section', { class: 'card form', tabindex: '-1' }, el('h2', {}, heading), el('div', { class: 'fields' }, fields), acts, said, record && now.table === 'zones' && shared.seats(record.cells.zone));
    now.parts.form.replaceChildren(form);
    form.focus();
    form.scrollIntoView({ block: 'start' });
  }

  function close() {
    now.parts.form.replaceChildren();
  }

  function sure(record, key, said) {
    const asked = { key, table: now.table, row: record.row, version: record.version, remove: true, values: {} };
    const yes = button(say('remove'), () => send(asked, record, said), { class: 'primary' });
    said.replaceChildren(note('warn', say('sure', { name: called(record.cells) }), ' ', yes));
  }

  /** Ask for the change; what is refused is said below the form, which stays as it is. */
  async function send(asked, record, said) {
    said.replaceChildren(note('wait', say('saving')));
    const answer = await reached(said, () => post(place('records'), asked));
    if (answer && answer.ok) {
      saved(answer.body);
    } else if (refusal(answer) === 'conflict') {
      said.replaceChildren(conflict(answer.body.error.conflicts[0], asked));
    } else if (answer) {
      const found = problems(answer);
      const list = found.length ? [el('ul', { class: 'told' }, found.map((each) => el('li', {}, each)))] : [message(answer)];
      said.replaceChildren(note('bad', ...list));
    }
  }

  function saved(body) {
    const undone = (done) => {
      now.said = [note('good', done.said)];
      load().then(toTop);
    };
    now.said = shared.saved(body, undone);
    load().then(toTop);
  }

  /** What was said last stands at the top. */
  function toTop() {
    now.root.scrollIntoView({ block: 'start' });
  }

  /** Both versions of a record that somebody else changed first, and the choice between them. */
  function conflict(found, asked) {
    const names = (cells) => {
      const told = now.shown.fields.filter((field) => cells[field.name]).map((field) => [field.label, word(field, cells[field.name])]);
      return Object.fromEntries(told);
    };
    const theirs = () => { now.said = null; load(); };
    const cells = found.live && [names(found.live), asked.remove ? {} : names(found.yours || {})];
    const again = () => send({ ...asked, version: found.version }, null, box.parentElement);
    const box = shared.choice(el('h3', {}, say(found.live ? 'conflict' : 'conflict_gone')), cells, theirs, found.live && again);
    return box;
  }

  // --- the table -----------------------------------------------------------------------------------

  function table() {
    const { fields, rows, n } = now.shown;
    if (!rows.length) {
      return note('quiet', say('none'));
    }
    const columns = fields.filter((field) => !field.key || fields.length < 4);
    const head = el('tr', {}, columns.map((field) => el('th', { scope: 'col' }, field.label)), el('th', { scope: 'col' }, el('span', { class: 'unseen' }, say('edit'))));
    const lines = rows.map((record) => {
      const name = called(record.cells);
      const cells = columns.map((field, at) => el(at ? 'td' : 'th', at ? { 'data-label': field.label } : { scope: 'row' }, word(field, record.cells[field.name]) || (at ? '' : name)));
      return el('tr', {}, cells, el('td', {}, button(say('edit'), () => open(record), { 'aria-label': say('edit_of', { name }) })));
    });
    const counted = n > rows.length ? say('shown', { shown: rows.length, n }) : say('all_shown', { n });
    const made = el('table', { class: 'facts-table' }, el('caption', {}, now.shown.label), el('thead', {}, head), el('tbody', {}, lines));
    return [el('p', { class: 'hint' }, counted), el('div', { class: 'table-box tall', tabindex: '0', role: 'region', 'aria-label': now.shown.label }, made)];
  }

  function render() {
    const { shown } = now;
    const kinds = select(shown.tables.map((each) => [each.value, each.name]), shown.table, (value) => {
      Object.assign(now, { table: value, find: '', said: null });
      window.history.replaceState(null, '', `#${value}`);
      load();
    });
    const find = el('input', { type: 'search', value: now.find, placeholder: say('find_hint'), autocomplete: 'off' });
    find.addEventListener('change', () => { now.find = find.value; load(); });
    now.parts = { form: el('div', {}) };
    const top = el('div', { class: 'fields' }, labelled(say('table'), kinds), labelled(say('find'), find));
    const add = el('div', { class: 'row' }, button(say('add'), () => open(null), { class: 'primary' }));
    now.root.replaceChildren(
      el('section', { class: 'card' }, el('div', { class: 'said-here' }, now.said || []), top, add),
      now.parts.form,
      el('section', { class: 'card' }, el('h2', {}, shown.label), table()),
    );
  }

  async function load() {
    const away = el('div', {});
    const answer = await reached(away, () => get('records', { table: now.table, find: now.find }), load);
    if (answer && answer.ok) {
      now.shown = answer.body;
      render();
    } else if (answer) {
      now.root.replaceChildren(note('bad', message(answer)));
    } else {
      now.root.prepend(away);
    }
  }

  /** Open the form of one record by its id. */
  function openById(id) {
    const key = now.shown && now.shown.fields.find((field) => field.key);
    const record = key && now.shown.rows.find((each) => each.cells[key.name] === id);
    if (record) {
      open(record);
    }
  }

  /** The address may name a table, and after a slash the id of a record whose form is opened. */
  shared.pages.record = async (root) => {
    const [table, ...rest] = window.location.hash.slice(1).split('/');
    const id = rest.length ? decodeURIComponent(rest.join('/')) : '';
    Object.assign(now, { root, find: id, shown: null, said: null, table: table || 'agencies' });
    root.replaceChildren(note('wait', say('loading')));
    await load();
    if (id) {
      openById(id);
    }
  };
})((window.netmapRecord = window.netmapRecord || {}));
