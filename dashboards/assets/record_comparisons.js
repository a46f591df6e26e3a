/**
 * The form that saves a comparison, and writes of one that is saved; over `window.netmapRecord`.
 *
 * A button holds what is to be saved, or which one is written of: its cells are fetched as they are then.
 */
(function (shared) {
  'use strict';

  const { button, el, labelled, note, reached, say } = shared;

  function open(from) {
    const told = JSON.parse(from.dataset.comparison);
    shared.state.given = { study: told.study, words: told.words };
    document.querySelectorAll('.comparison-form').forEach((each) => each.remove());
    const said = el('div', { role: 'status' });
    const box = el('div', { class: 'comparison-form' }, said);
    from.parentElement.append(box);
    reached(said, async () => {
      if (told.comparison === undefined) {
        box.prepend(form(told, { title: '', note: '' }, said, from));
        box.querySelector('input').focus();
        return;
      }
      const found = await shared.get('saved-comparison', { comparison: told.comparison });
      if (!found.ok) {
        said.replaceChildren(note('bad', shared.message(found)));
      } else if (told.archived === undefined) {
        box.prepend(form({ ...told, version: found.body.version }, found.body.cells, said, from));
        box.querySelector('input').focus();
      } else {
        const { comparison, archived } = told;
        await send({ key: shared.freshKey(), comparison, archived, version: found.body.version }, said);
      }
    });
  }

  /** The title and the note as a form. */
  function form(told, cells, said, from) {
    const title = el('input', { type: 'text', maxlength: '400', required: true, autocomplete: 'off', value: cells.title || '' });
    const words = el('textarea', { rows: '2', maxlength: '4000' }, cells.note || '');
    const key = shared.freshKey();
    const save = (event) => {
      event.preventDefault();
      const which = told.comparison === undefined ? { address: told.address } : { comparison: told.comparison, version: told.version };
      reached(said, () => send({ key, ...which, title: title.value, note: words.value }, said));
    };
    const leave = () => {
      made.parentElement.remove();
      from.focus();
    };
    const made = el(
      'form',
      { class: 'coding', onsubmit: save },
      labelled(say('title'), title),
      labelled(say('note'), words),
      el('button', { type: 'submit', class: 'primary' }, say('save')),
      button(say('leave'), leave),
    );
    return made;
  }

  async function send(asked, said) {
    said.replaceChildren(note('wait', say('saving')));
    const answer = await shared.post(shared.place('saved-comparison'), asked);
    if (answer.ok) {
      done(asked, answer.body);
    } else if (shared.refusal(answer) === 'conflict') {
      said.replaceChildren(conflict(answer.body.error.conflicts[0], asked, said));
    } else {
      said.replaceChildren(note('bad', shared.message(answer)));
    }
  }

  /** What was saved is shown at its permanent address, with the way back. */
  function done(asked, body) {
    if (asked.comparison === undefined) {
      const search = new URLSearchParams({ study: shared.state.given.study, saved: body.comparison });
      window.history.pushState(null, '', `${window.location.pathname}?${search}`);
    }
    const undone = (undo) => {
      const search = new URLSearchParams({ study: shared.state.given.study });
      if (asked.comparison === undefined) {
        window.history.replaceState(null, '', `${window.location.pathname}?${search}`);
      }
      shared.anew(note('good', undo.said));
    };
    shared.anew(...shared.saved(body, undone));
  }

  /** Both versions of what somebody else wrote of first, and the choice between them. */
  function conflict(found, asked, said) {
    const words = (cells) => Object.fromEntries(['title', 'note'].map((name) => [say(name), cells[name] || say('blank')]));
    const mine = { ...(found.live || {}), ...asked };
    const again = () => reached(said, () => send({ ...asked, key: shared.freshKey(), version: found.version }, said));
    return shared.choice(el('h3', {}, say('conflict')), [words(found.live || {}), words(mine)], () => shared.anew(), found.live && again);
  }

  document.addEventListener('click', (event) => {
    const from = event.target instanceof Element && event.target.closest('button[data-comparison]');
    if (from) {
      open(from);
    }
  });
})(window.netmapRecord);
