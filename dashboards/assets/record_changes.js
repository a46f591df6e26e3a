/** The page of imports and changes: a file to take in, and below it every change with its undoing. */
(function (shared) {
  'use strict';

  const { button, el, get, language, message, note, place, post, reached, say } = shared;
  const now = { root: null, said: null, work: null, list: null, file: null, told: [], shown: null };

  // --- a file ------------------------------------------------------------------------------------

  function fileCard() {
    const input = el('input', { type: 'file', accept: '.csv,.tsv,.txt,.xlsx,.xlsm,.xls,.ods,.zip', hidden: true });
    input.addEventListener('change', () => input.files.length && upload(input.files[0]).then(() => { input.value = ''; }));
    return el(
      'section',
      { class: 'card' },
      now.said,
      el('h2', {}, say('take_file')),
      el('p', { class: 'hint' }, say('file_hint')),
      input,
      button(say('choose'), () => input.click(), { class: 'primary' }),
      pasting(),
      el('details', {}, el('summary', {}, say('other_study')), shared.newStudy()),
    );
  }

  /** Minutes or a list pasted as text: it goes the way of a file, under a name of its own. */
  function pasting() {
    const text = el('textarea', { rows: '8', autocomplete: 'off' });
    const read = button(say('paste_read'), () => text.value.trim() && upload(new File([text.value], `${say('paste_name')}.txt`, { type: 'text/plain' })));
    return el('details', { class: 'pasting' }, el('summary', {}, say('paste')), shared.labelled(say('paste_hint'), text), el('div', { class: 'row' }, read));
  }

  /** Send a file up and show what was understood. */
  async function upload(file) {
    Object.assign(now, { file, told: [], shown: null });
    now.said.replaceChildren();
    now.work.replaceChildren(note('wait', say('reading', { name: file.name })));
    await shown(() => sent(file));
  }

  function sent(file) {
    const address = `/api/v1/studies/${encodeURIComponent(shared.state.given.study)}/imports`;
    const search = new URLSearchParams({ name: file.name, lang: language() });
    return post(`${address}?${search}`, file, 'application/octet-stream');
  }

  /** Ask for a preview and show it; or say what stands in the way, and leave what is shown as it is. */
  async function shown(ask) {
    try {
      const answer = await ask();
      if (!answer.ok) {
        refused(message(answer));
        return false;
      }
      const again = now.shown !== null;
      now.shown = shared.preview(answer.body, { again: corrected, leave, take });
      now.work.replaceChildren(now.shown.made);
      const target = (again && now.shown.first) || now.shown.made;
      target.scrollIntoView({ block: target === now.shown.made ? 'start' : 'center' });
      target.focus({ preventScroll: true });
      return true;
    } catch (error) {
      if (!(error instanceof shared.NoConnection)) {
        throw error;
      }
      refused(say('no_connection'));
      return false;
    }
  }

  /** Say what stands in the way; what somebody typed stays where it is. */
  function refused(text) {
    if (now.shown) {
      shared.saidFirst(text, 'bad');
    } else {
      now.work.replaceChildren(note('bad', text));
    }
  }

  /** Say something above the file that waits. */
  function saidFirst(text, kind) {
    const where = now.work.querySelector('.said-first');
    where.replaceChildren(note(kind || 'warn', text));
    where.scrollIntoView({ block: 'center' });
  }

  /** Look again with what was corrected; a file that the service has forgotten is sent again with all of it. */
  function corrected(body) {
    return shown(async () => {
      const answer = await post(place('imports/preview'), body);
      if (answer.ok || answer.status !== 404 || !now.file) {
        now.told.push(...(answer.ok ? [body] : []));
        return answer;
      }
      const anew = await sent(now.file);
      const all = [...now.told, body].map((each) => ({ ...each, upload: anew.body && anew.body.upload }));
      let last = anew;
      for (let at = 0; last.ok && at < all.length; at += 1) {
        last = await post(place('imports/preview'), all[at]);
      }
      now.told.push(...(last.ok ? [body] : []));
      return last;
    });
  }

  function leave() {
    Object.assign(now, { file: null, told: [], shown: null });
    now.work.replaceChildren();
  }

  /** Take the file in; what was left is saved as a file. */
  async function take(preview, takeGood, where) {
    where.replaceChildren(note('wait', say('saving')));
    const body = { upload: preview.upload, token: preview.token, take_good: takeGood };
    const answer = await reached(where, () => post(place('imports/commit'), body));
    if (answer && !answer.ok) {
      where.replaceChildren(note('bad', message(answer)));
    }
    if (!answer || !answer.ok) {
      return;
    }
    const rest = answer.body.repair ? [note('warn', say('rest', { name: answer.body.repair_name }))] : [];
    if (answer.body.repair) {
      download(answer.body.repair, answer.body.repair_name);
    }
    leave();
    now.said.replaceChildren(note('good', answer.body.said), ...rest);
    now.root.scrollIntoView({ block: 'start' });
    changes();
  }

  function download(content, name) {
    const bytes = Uint8Array.from(window.atob(content), (letter) => letter.charCodeAt(0));
    const link = el('a', { href: URL.createObjectURL(new Blob([bytes])), download: name });
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // --- changes -------------------------------------------------------------------------------------

  function change(each) {
    const asking = el('div', {});
    const undone = (done) => {
      now.said.replaceChildren(note('good', done.said));
      now.root.scrollIntoView({ block: 'start' });
      changes();
    };
    const press = button(say('undo'), () => shared.undo(each.number, asking, undone, true), {
      'aria-label': say('undo_of', { number: each.number, label: each.label }),
    });
    const more = [...each.counts, ...(each.undoes === null ? [] : [say('undoes', { number: each.undoes })])];
    return el(
      'li',
      { class: each.stands ? 'change' : 'change gone' },
      el(
        'div',
        { class: 'change-head' },
        el(
          'div',
          {},
          el('strong', {}, each.label || each.kind),
          el('span', { class: 'who-of' }, say('change_line', { number: each.number, kind: each.kind, at: each.at, by: each.by })),
          el('span', { class: 'who-of' }, more.join(' · ')),
        ),
        each.stands ? press : el('span', { class: 'who-of' }, say('undone')),
      ),
      each.n_by_hand > 0 && el('details', {}, el('summary', {}, say('by_hand_n', { n: each.n_by_hand })), el('ul', { class: 'told' }, each.by_hand.map((what) => el('li', {}, what)))),
      asking,
    );
  }

  async function changes() {
    const answer = await reached(now.list, () => get('changes'), changes);
    if (answer) {
      const told = answer.ok ? answer.body.changes.map(change) : [];
      const list = told.length ? el('ul', { class: 'sittings' }, told) : note('quiet', say('no_changes'));
      now.list.replaceChildren(el('h2', {}, say('changes')), answer.ok ? list : note('bad', message(answer)));
    }
  }

  window.addEventListener('beforeunload', (event) => {
    if (now.shown && now.shown.typed()) {
      event.preventDefault();
    }
  });

  Object.assign(shared, { saidFirst });

  shared.pages.imports = (root) => {
    Object.assign(now, { root, said: el('div', { class: 'said-here' }), work: el('div', { class: 'record-page' }), list: el('section', { class: 'card' }) });
    root.replaceChildren(fileCard(), now.work, now.list);
    changes();
  };
})((window.netmapRecord = window.netmapRecord || {}));
