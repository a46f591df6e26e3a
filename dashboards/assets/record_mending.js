/** Bad rows of a file that waits, mended where they stand: every cell can be written over and checked again. */
(function (shared) {
  'use strict';

  const { button, el, labelled, say } = shared;
  let number = 0;

  /** A control for one cell; a text of several lines keeps them. `read` gives what was typed, null where nothing was. */
  function control(row, cell) {
    const long = cell.text.includes('\n') || cell.text.length > 120;
    const wrong = cell.wrong ? `wrong-${(number += 1)}` : null;
    const given = { autocomplete: 'off', 'aria-invalid': cell.wrong ? 'true' : null, 'aria-describedby': wrong };
    const made = long ? el('textarea', { rows: '3', ...given }, cell.text) : el('input', { type: 'text', value: cell.text, ...given });
    const { sheet, place, line } = row;
    const read = () => (made.value === cell.text ? null : { sheet, place, line, column: cell.column, text: made.value });
    const name = cell.mended ? say('mended_cell', { column: cell.header }) : cell.header;
    const shown = el('div', { class: cell.wrong ? 'cell wrong' : 'cell' }, labelled(name, made), cell.wrong && el('p', { class: 'why', id: wrong }, cell.wrong));
    return { shown, read, wrong: Boolean(cell.wrong) };
  }

  /** One bad row: what is wrong with it, the cells that are wrong, and behind a press the others. */
  function card(row, acts) {
    const { sheet, place, line } = row;
    const cells = row.cells.map((cell) => control(row, cell));
    const bad = cells.filter((cell) => cell.wrong).map((cell) => cell.shown);
    const others = cells.filter((cell) => !cell.wrong).map((cell) => cell.shown);
    const context = row.cells.filter((cell) => !cell.wrong && cell.text.trim()).map((cell) => cell.text).join(' · ');
    const name = say('row_name', { sheet, line });
    const leave = button(say('leave_row'), () => acts.again({ lines: [{ sheet, place, line, left: true }] }), { 'aria-label': say('leave_row_of', { name }) });
    const made = el(
      'form',
      { class: 'mend', 'aria-label': name, onsubmit: (event) => { event.preventDefault(); acts.again({}); } },
      el('h4', {}, name),
      context && el('p', { class: 'context' }, context),
      row.wrong.map((each) => el('p', { class: 'why' }, each)),
      bad.length > 0 && el('div', { class: 'fields' }, bad),
      others.length > 0 && el('details', { open: bad.length === 0 }, el('summary', {}, say('other_cells', { n: others.length })), el('div', { class: 'fields' }, others)),
      row.hidden > 0 && el('p', { class: 'hint' }, say('cells_hidden', { n: row.hidden })),
      el('div', { class: 'row' }, leave, el('button', { type: 'submit', class: 'unseen', tabindex: '-1' }, say('check'))),
    );
    return { made, read: () => cells.map((cell) => cell.read()).filter((each) => each !== null) };
  }

  /** What was mended so far, each to be put back as it came. */
  function done(told, acts) {
    const back = ({ sheet, place, line, column }) =>
      column === null ? { lines: [{ sheet, place, line, left: false }] } : { cells: [{ sheet, place, line, column, text: null }] };
    const lines = told.mended.map((each) =>
      el('li', { class: 'mended' }, el('span', {}, each.said), button(say('put_back'), () => acts.again(back(each)), { 'aria-label': say('put_back_of', { what: each.said }) })),
    );
    return el('details', { class: 'mends' }, el('summary', {}, say('mended', { n: lines.length })), el('ul', { class: 'sittings' }, lines));
  }

  /** The rows that only wait for an answer, made when somebody looks at them; they can be mended too. */
  function waiting(told, cards, acts) {
    const made = el('details', {}, el('summary', {}, say('waiting_rows', { n: told.n_waiting })));
    const rows = told.rows.filter((each) => each.waits);
    made.addEventListener('toggle', () => {
      const found = rows.splice(0).map((row) => card(row, acts));
      cards.push(...found);
      made.append(...found.map((each) => each.made));
      if (found.length && found.length < told.n_waiting) {
        made.append(el('p', { class: 'hint' }, say('waiting_shown', { shown: found.length, n: told.n_waiting })));
      }
    });
    return made;
  }

  /**
   * The bad rows of a file. Gives what is shown, `read`: the cells that were typed and not checked yet, and
   * `first`: the first cell that is wrong, if there is one.
   */
  function mending(told, acts) {
    const cards = told.rows.filter((each) => !each.waits).map((row) => card(row, acts));
    const n = told.n_rows - told.n_waiting;
    const bar = el('div', { class: 'save-bar' }, el('span', { class: 'counts' }, say('to_mend', { n })), button(say('check'), () => acts.again({}), { class: 'primary' }));
    const cut = n > cards.length && el('p', { class: 'hint' }, say('rows_shown', { shown: cards.length, n }));
    const wrong = cards.map((each) => each.made);
    const shown = [
      told.mended.length > 0 && done(told, acts),
      wrong.length > 0 && el('section', { class: 'mending' }, el('h3', {}, say('problems', { n })), el('p', { class: 'hint' }, say('mend_here')), wrong, cut, bar),
      told.n_waiting > 0 && waiting(told, cards, acts),
    ];
    const first = wrong.length > 0 ? wrong[0].querySelector('[aria-invalid], input, textarea') : null;
    return { shown, first, read: () => cards.flatMap((each) => each.read()) };
  }

  Object.assign(shared, { mending });
})((window.netmapRecord = window.netmapRecord || {}));
