/** The page of imports and changes: a file to take in, and below it every change with its undoing. */
(function (desk) {
  'use strict';

  const { button, el, get, language, message, note, place, post, say } = desk;
  const now = { root: null, said: null, work: null, list: null };

  // --- a file ------------------------------------------------------------------------------------

  function fileCard() {
    const input = el('input', { type: 'file', accept: '.csv,.tsv,.txt,.xlsx,.xlsm,.zip', hidden: true });
    input.addEventListener('change', () => input.files.length && upload(input.files[0]).then(() => { input.value = ''; }));
    return el(
      'section',
      { class: 'card' },
      now.said,
      el('h2', {}, say('take_file')),
      el('p', { class: 'hint' }, say('file_hint')),
      input,
      button(say('choose'), () => input.click(), { class: 'primary' }),
      el('details', {}, el('summary', {}, say('other_study')), desk.newStudy()),
    );
  }

  /** Send a file up and show what was understood. */
  async function upload(file) {
    now.said.replaceChildren();
    now.work.replaceChildren(note('wait', say('reading', { name: file.name })));
    const address = `/api/v1/studies/${encodeURIComponent(desk.state.given.study)}/imports`;
    const search = new URLSearchParams({ name: file.name, lang: language() });
    await shown(() => post(`${address}?${search}`, file, 'application/octet-stream'));
  }

  /** Ask for a preview and show it, or what stands in the way. */
  async function shown(ask) {
    try {
      const answer = await ask();
      now.work.replaceChildren(answer.ok ? desk.preview(answer.body, { again, leave, take }) : note('bad', message(answer)));
      now.work.firstChild.scrollIntoView({ block: 'start' });
      now.work.firstChild.focus({ preventScroll: true });
    } catch (error) {
      if (!(error instanceof desk.NoConnection)) {
        throw error;
      }
      now.work.replaceChildren(note('bad', say('no_connection')));
    }
  }

  function again(body) {
    return shown(() => post(place('imports/preview'), body));
  }

  function leave() {
    now.work.replaceChildren();
  }

  /** Take the file in; what was left is saved as a file. */
  async function take(preview, takeGood, where) {
    where.replaceChildren(note('wait', say('saving')));
    try {
      const body = { upload: preview.upload, token: preview.token, take_good: takeGood };
      const answer = await post(place('imports/commit'), body);
      if (!answer.ok) {
        where.replaceChildren(note('bad', message(answer)));
        return;
      }
      const rest = answer.body.repair ? [note('warn', say('rest', { name: answer.body.repair_name }))] : [];
      if (answer.body.repair) {
        download(answer.body.repair, answer.body.repair_name);
      }
      now.work.replaceChildren();
      now.said.replaceChildren(note('good', answer.body.said), ...rest);
      now.root.scrollIntoView({ block: 'start' });
      changes();
    } catch (error) {
      if (!(error instanceof desk.NoConnection)) {
        throw error;
      }
      where.replaceChildren(note('bad', say('no_connection')));
    }
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
    const press = button(say('undo'), () => desk.undo(each.number, asking, undone, true), {
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
      asking,
    );
  }

  async function changes() {
    try {
      const answer = await get('changes');
      const told = answer.ok ? answer.body.changes.map(change) : [];
      const list = told.length ? el('ul', { class: 'sittings' }, told) : note('quiet', say('no_changes'));
      now.list.replaceChildren(el('h2', {}, say('changes')), answer.ok ? list : note('bad', message(answer)));
    } catch (error) {
      if (!(error instanceof desk.NoConnection)) {
        throw error;
      }
      now.list.replaceChildren(note('bad', say('no_connection'), ' ', button(say('try_again'), changes)));
    }
  }

  desk.pages.imports = (root) => {
    Object.assign(now, { root, said: el('div', { class: 'said-here' }), work: el('div', { class: 'desk' }), list: el('section', { class: 'card' }) });
    root.replaceChildren(fileCard(), now.work, now.list);
    changes();
  };
})((window.netmapDesk = window.netmapDesk || {}));
