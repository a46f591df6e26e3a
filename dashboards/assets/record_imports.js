/** A file that waits to be taken in: what was understood, what is asked, what is wrong, what would happen. */
(function (shared) {
  'use strict';

  const { button, el, labelled, note, say, select } = shared;

  function table(caption, headings, lines) {
    const head = el('tr', {}, headings.map((each) => el('th', { scope: 'col' }, each)));
    const rows = lines.map((cells) => el('tr', {}, cells.map((cell, at) => el('td', { 'data-label': headings[at] }, cell))));
    const made = el('table', { class: 'facts-table' }, el('caption', {}, caption), el('thead', {}, head), el('tbody', {}, rows));
    return el('div', { class: 'table-box', tabindex: '0', role: 'region', 'aria-label': caption }, made);
  }

  /** A sheet: what it holds and what each column is taken for, to be corrected. */
  function sheet(each, shapes, asked) {
    const where = { sheet: each.sheet, place: each.place };
    const kinds = shapes.filter((one) => one.value !== 'table' || each.shape === 'table');
    const holds = select([['', say('left_out')], ...kinds.map((one) => [one.value, one.name])], each.shape, (shape) => asked({ shapes: [{ ...where, shape }] }));
    const lines = each.columns.map((column) => {
      const options = each.fields.map((one) => [one.value, one.name]);
      const name = column.header || String(column.place + 1);
      const taken = select(options, column.field, (field) => asked({ columns: [{ ...where, column: column.place, field }] }), {
        'aria-label': `${say('is')}: ${name}`,
      });
      return [name, [taken, column.sure ? '' : el('span', { class: 'who-of' }, say('unsure'))], column.examples.join(' · ')];
    });
    const settings = each.settings.map((one) => {
      const typed = el('input', { type: 'text', value: one.value, autocomplete: 'off' });
      typed.addEventListener('change', () => asked({ settings: [{ ...where, name: one.name, value: typed.value }] }));
      return labelled(one.label, typed);
    });
    return el(
      'div',
      { class: 'sheet-read' },
      el('h3', {}, each.sheet),
      el('div', { class: 'fields' }, labelled(say('shape'), holds), settings),
      lines.length > 0 && table(`${say('understood')}: ${each.sheet}`, [say('column'), say('is'), say('examples')], lines),
    );
  }

  /** A sheet as it stands, its cells coloured by what became of them; the reason of a line is read behind its number. */
  function asItStands(each) {
    const rows = each.lines.map((line) =>
      el(
        'tr',
        { class: FATES[line.fate] },
        el('th', { scope: 'row', title: line.why }, String(line.line), el('span', { class: 'unseen' }, ` ${say(FATES[line.fate])}: ${line.why}`)),
        line.cells.map(([text, fate]) => el('td', { class: FATES[fate] || null }, text)),
      ),
    );
    const box = el('div', { class: 'table-box raw', tabindex: '0', role: 'region', 'aria-label': each.sheet }, el('table', {}, el('tbody', {}, rows)));
    const wide = Math.max(0, ...each.lines.map((line) => line.cells.length));
    const shown = [say('lines_shown', { sheet: each.sheet, shown: each.lines.length, n: each.n_lines })];
    if (wide < each.n_columns) {
      shown.push(say('columns_shown', { shown: wide, n: each.n_columns }));
    }
    return el('figure', { class: 'as-it-stands' }, el('figcaption', {}, shown.join(', ')), box);
  }

  const FATES = { taken: 'fate_taken', asked: 'fate_asked', 'left out': 'fate_left', reason: 'fate_reason' };

  /** The file as it stands, beside what it says: the first sheet open, the others behind a press. */
  function theFile(told) {
    const legend = Object.values(FATES).map((fate) => el('span', { class: fate }, say(fate)));
    const [first, ...others] = told.sheets;
    const more = others.map((each) => {
      const made = el('details', {}, el('summary', {}, each.sheet));
      made.addEventListener('toggle', () => made.children.length === 1 && made.append(asItStands(each)));
      return made;
    });
    return el('section', { class: 'file-seen' }, el('h3', {}, say('as_it_stands')), el('p', { class: 'fates' }, legend), first && asItStands(first), more);
  }

  /** What the file says in the reader's own terms: in one look, and each sitting with its count. */
  function inOneLook(told) {
    const lines = told.sittings.map((each) => el('tr', {}, el('th', { scope: 'row' }, each.day), el('td', {}, each.group), el('td', {}, each.counts)));
    const head = el('tr', {}, [say('day'), say('group'), say('who_was_there')].map((each) => el('th', { scope: 'col' }, each)));
    const sittings = el('table', { class: 'sittings-told' }, el('caption', {}, say('each_sitting', { n: lines.length })), el('thead', {}, head), el('tbody', {}, lines));
    return el(
      'section',
      { class: 'in-one-look' },
      el('ul', { class: 'told gist' }, (told.gist.length ? told.gist : told.counts).map((each) => el('li', {}, each))),
      lines.length > 0 && el('div', { class: 'table-box', tabindex: '0', role: 'region', 'aria-label': say('each_sitting', { n: lines.length }) }, sittings),
    );
  }

  /** Which cells on record change, from what to what; and which rows go, once that is confirmed. */
  function changing(told, acts) {
    const cut = told.n_edits > told.edits.length && el('p', { class: 'hint' }, say('edits_shown', { shown: told.edits.length, n: told.n_edits }));
    const edits = told.edits.length > 0 && [
      el('h4', {}, say('edits', { n: told.n_edits })),
      el('ul', { class: 'told edits' }, told.edits.map((each) => el('li', {}, each))),
      cut,
    ];
    if (!told.gone.length) {
      return edits;
    }
    const box = el('input', { type: 'checkbox', checked: told.removals });
    box.addEventListener('change', () => acts.again({ removals: box.checked }));
    const gone = el('ul', { class: 'told' }, told.gone.map((each) => el('li', {}, each)));
    return [edits, el('h4', {}, say('gone', { n: told.gone.length })), gone, el('label', { class: 'tick' }, box, say('gone_confirm'))];
  }

  /** What is typed for an answer: the day on which seconds start, the rank of a level, else a name. */
  function typing(kind) {
    const made = { start: { type: 'date' }, level: { type: 'text', inputmode: 'numeric' } }[kind] || { type: 'text' };
    return el('input', { autocomplete: 'off', ...made });
  }

  /** One question with its answers; `read` gives the answer, null while there is none. */
  function question(each) {
    const options = [['', say('choose_answer')], ...each.choices.map((one, at) => [`is ${at}`, one.name])];
    const rank = each.kind === 'level';
    const named = each.kind === 'group';
    if (!each.choices.length && !rank && !named && each.actions.length > 1) {
      options.push(['is', say('answer_typed')]);
    }
    if (each.actions.includes('new') && !named) {
      options.push(['new', say('answer_new')]);
    }
    if (each.actions.includes('drop')) {
      options.push(['drop', say('answer_drop')]);
    }
    const value = typing(each.kind);
    const words = `${each.text} (${say('waiting', { n: each.rows })})`;
    const said = { question: each.kind, about: each.about };
    if (options.length === 1) {
      const read = () => (value.value.trim() ? { ...said, action: 'is', value: value.value.trim() } : null);
      return [el('div', { class: 'question-line' }, labelled(words, value)), read];
    }
    const typed = labelled(rank ? say('answer_rank') : say('answer_value'), value, { hidden: true });
    const chosen = select(options, '', (now) => { typed.hidden = !(now === 'is' || (rank && now === 'new')); });
    const read = () => {
      if (chosen.value.startsWith('is ')) {
        return { ...said, action: 'is', value: each.choices[Number(chosen.value.slice(3))].value };
      }
      const text = typed.hidden ? '' : value.value.trim();
      return chosen.value === '' || (text === '' && !typed.hidden) ? null : { ...said, action: chosen.value, value: text };
    };
    return [el('div', { class: 'question-line' }, labelled(words, chosen), typed), read];
  }

  function questions(told, acts) {
    const made = told.questions.map(question);
    const shown = el(
      'section',
      { class: 'asking' },
      el('h3', {}, say('questions', { n: told.n_questions })),
      el('p', { class: 'hint' }, say('questions_more')),
      told.n_questions > made.length && el('p', { class: 'hint' }, say('questions_shown', { shown: made.length, n: told.n_questions })),
      made.map(([line]) => line),
      button(say('again'), () => acts.again({}), { class: 'primary' }),
    );
    return { shown: made.length > 0 && shown, read: () => made.map(([, read]) => read()).filter((each) => each !== null) };
  }

  /** What is told besides the bad rows: of no row in particular, or stopping nothing. */
  function problems(told, bad) {
    const found = told.problems.filter((each) => each.bad === bad);
    if (!found.length) {
      return null;
    }
    const others = told.problems.length - found.length;
    const heading = say(bad ? 'other_problems' : 'hints', { n: bad ? found.length : told.n_problems - others });
    const headings = [say('sheet'), say('line'), say('column'), say('value'), say('reason'), say('cure')];
    const lines = found.map((each) => [each.sheet, each.line ?? '', each.column || '', each.value ?? '', each.reason, each.cure]);
    const cut = told.n_problems > told.problems.length && say('problems_shown', { shown: told.problems.length, n: told.n_problems });
    const inside = [cut ? el('p', { class: 'hint' }, cut) : null, table(heading, headings, lines)];
    return bad ? [el('h3', {}, heading), inside] : el('details', {}, el('summary', {}, heading), inside);
  }

  /**
   * The whole of it; `acts` are again (with corrections), take and leave. What was answered and typed goes
   * along with every correction, so that none of it is lost; `said` is something to say first.
   */
  function preview(told, acts, said) {
    const where = el('div', {});
    const again = (more) => {
      const { cells = [], ...others } = more;
      return acts.again({ upload: told.upload, answers: asked.read(), cells: [...rows.read(), ...cells], ...others });
    };
    const asked = questions(told, { again });
    const rows = shared.mending(told, { again });
    const take = (good) => {
      const typed = asked.read().length + rows.read().length;
      return typed ? again({}).then((seen) => seen && shared.saidFirst(say('checked_first'))) : acts.take(told, good, where);
    };
    const happens = told.tables.length ? told.tables : [say('nothing_new')];
    const press = told.clean
      ? button(say('take_all'), () => take(false), { class: 'primary' })
      : told.kept > 0 && button(say('take_good'), () => take(true), { class: told.n_rows ? '' : 'primary' });
    const unsure = told.sheets.some((each) => each.columns.some((column) => !column.sure) || !each.shape);
    const made = el(
      'section',
      { class: 'card import', tabindex: '-1' },
      el('h2', {}, told.name),
      el('div', { class: 'said-first' }),
      told.before && note('warn', told.before),
      el('div', { class: 'beside' }, inOneLook(told), theFile(told)),
      asked.shown,
      el('details', { open: unsure }, el('summary', {}, say('understood')), told.sheets.map((each) => sheet(each, told.shapes, again))),
      told.matched.length > 0 && el('details', {}, el('summary', {}, say('matched', { n: told.matched.length })), el('ul', { class: 'told' }, told.matched.map((each) => el('li', {}, each)))),
      el('details', {}, el('summary', {}, say('account')), el('ul', { class: 'told' }, told.account.map((each) => el('li', {}, each)))),
      told.kinds.length > 0 && el('ul', { class: 'told kinds' }, told.kinds.map((each) => el('li', {}, each))),
      rows.shown,
      problems(told, true),
      problems(told, false),
      el('h3', {}, say('would')),
      el('ul', { class: 'told' }, [...told.counts, ...happens].map((each) => el('li', {}, each))),
      changing(told, { again }),
      el('div', { class: 'row' }, press, button(say('leave_it'), acts.leave)),
      where,
    );
    return { made, first: rows.first, typed: () => asked.read().length + rows.read().length > 0 };
  }

  Object.assign(shared, { preview });
})((window.netmapRecord = window.netmapRecord || {}));
