/**
 * The form that codes notes to a theme, on the page of notes; over `window.netmapRecord`.
 *
 * A button holds the notes as they were seen. What is saved comes back with the whole answer, asked anew.
 */
(function (shared) {
  'use strict';

  const { el, button, labelled, note, say } = shared;

  function open(from) {
    const told = JSON.parse(from.dataset.code);
    shared.state.given = { study: told.study, words: told.words };
    const list = el('datalist', { id: 'known-themes' }, ...told.themes.map((each) => el('option', { value: each })));
    const seen = [...new Set(told.notes.map((each) => each.theme))];
    const input = el('input', { type: 'text', maxlength: '400', list: 'known-themes', autocomplete: 'off' });
    input.value = seen.length === 1 ? seen[0] : '';
    const said = el('div', {});
    const key = shared.freshKey();
    const close = () => {
      form.remove();
      from.hidden = false;
      from.focus();
    };
    const save = async (event) => {
      event.preventDefault();
      const asked = { key, theme: input.value, notes: told.notes };
      const answer = await shared.reached(said, () => shared.post(shared.place('note-themes'), asked));
      if (answer && answer.ok) {
        document.querySelectorAll('form.coding').forEach((each) => each.remove());
        shared.anew(note('done', answer.body.said));
      } else if (answer) {
        said.replaceChildren(note('bad', shared.message(answer)));
      }
    };
    const form = el(
      'form',
      { class: 'coding', onsubmit: save },
      labelled(say('theme'), input),
      list,
      el('button', { type: 'submit', class: 'primary' }, say('save')),
      button(say('leave'), close),
      el('p', { class: 'hint' }, say('hint')),
      said,
    );
    document.querySelectorAll('form.coding').forEach((each) => each.remove());
    document.querySelectorAll('button[data-code][hidden]').forEach((each) => { each.hidden = false; });
    from.hidden = true;
    from.after(form);
    input.focus();
  }

  document.addEventListener('click', (event) => {
    const from = event.target instanceof Element && event.target.closest('button[data-code]');
    if (from) {
      open(from);
    }
  });
})(window.netmapRecord);
