/** The page of imports: a file is sent up, corrected and answered as often as need be, and taken in. */
(function (shared) {
  'use strict';

  const { note, place, post, put, reached, say } = shared;
  const BYTES = 'application/octet-stream';
  const now = { file: null, told: [] };

  const work = () => document.getElementById('import-work');
  const shown = () => document.querySelector('.import');

  /** The address at which a file is looked at, as a part of the page. */
  function previewAt(what, query) {
    return place(what, query).replace('/api/v1/', '/parts/imports/preview/');
  }

  /** Send a file up and show what was understood. */
  function upload(file) {
    Object.assign(now, { file, told: [] });
    document.querySelector('.said-here').replaceChildren();
    work().replaceChildren(note('wait', say('reading', { name: file.name })));
    return show(() => sent(file));
  }

  function sent(file) {
    return post(previewAt('imports', { name: file.name }), file, BYTES);
  }

  /** Ask for a preview and show it; or say what stands in the way, and leave what is shown as it is. */
  async function show(ask) {
    const again = shown() !== null;
    const where = again ? document.querySelector('.said-first') : work();
    const answer = await reached(where, ask);
    if (!answer) {
      return false;
    }
    await put(answer.ok ? work() : where, answer.text);
    const wrong = again && document.querySelector('.mending .mend :is([aria-invalid], input, textarea)');
    const target = answer.ok ? wrong || shown() : where;
    target.scrollIntoView({ block: target === shown() ? 'start' : 'center' });
    target.focus({ preventScroll: true });
    return answer.ok;
  }

  // --- what was corrected, answered and mended --------------------------------------------------------

  /** The cells that were written over and not checked yet. */
  function typedCells() {
    const all = [...document.querySelectorAll('.import [data-cell]')];
    const typed = all.filter((each) => each.value !== each.defaultValue);
    return typed.map((each) => ({ ...JSON.parse(each.dataset.cell), text: each.value }));
  }

  /** The answer to one question; null while there is none. */
  function answerOf(line) {
    const asked = JSON.parse(line.dataset.question);
    const [chosen, typed] = [line.querySelector('[data-answer]'), line.querySelector('input').value.trim()];
    if (!chosen) {
      return typed ? { ...asked, action: 'is', value: typed } : null;
    }
    const takes = 'typed' in chosen.selectedOptions[0].dataset;
    if (!chosen.value || (takes && !typed)) {
      return null;
    }
    return { ...asked, ...JSON.parse(chosen.value), ...(takes ? { value: typed } : {}) };
  }

  function answers() {
    return [...document.querySelectorAll('.import [data-question]')].map(answerOf).filter(Boolean);
  }

  function typed() {
    return typedCells().length + answers().length > 0;
  }

  /** Look again with what was corrected; a file that the service forgot is sent again with all of it. */
  function corrected({ cells = [], ...more }) {
    const { upload: number } = shown().dataset;
    const body = { upload: number, answers: answers(), cells: [...typedCells(), ...cells], ...more };
    const there = previewAt('imports/preview');
    return show(async () => {
      let answer = await post(there, body);
      if (answer.status === 404 && now.file) {
        answer = await sent(now.file);
        const page = new DOMParser().parseFromString(answer.text, 'text/html').querySelector('[data-upload]');
        for (const each of [...now.told, body]) {
          answer = answer.ok ? await post(there, { ...each, upload: page.dataset.upload }) : answer;
        }
      }
      now.told.push(...(answer.ok ? [body] : []));
      return answer;
    });
  }

  /** What a control corrects: what it says, with its value where that is left open. */
  function correctionBy(control) {
    const value = control.type === 'checkbox' ? control.checked : control.value;
    const open = (each) => each === null && !control.matches('button');
    return JSON.parse(control.dataset.correct, (key, each) => (open(each) ? value : each));
  }

  // --- taking it in -----------------------------------------------------------------------------------

  /** Take the file in, once nothing is written that was not checked; what was left is saved as a file. */
  async function take(good) {
    if (typed()) {
      if (await corrected({})) {
        document.querySelector('.said-first').replaceChildren(note('warn', say('checked_first')));
        document.querySelector('.said-first').scrollIntoView({ block: 'center' });
      }
      return;
    }
    const where = document.querySelector('.taking');
    const { upload: number, token } = shown().dataset;
    where.replaceChildren(note('wait', say('saving')));
    const asked = { upload: number, token, take_good: good };
    const answer = await reached(where, () => post(place('imports/commit'), asked));
    if (answer && answer.ok) {
      await taken(answer.body);
    } else if (answer) {
      where.replaceChildren(note('bad', answer.body?.error?.message || say('failed')));
    }
  }

  async function taken({ said, repair, repair_name: name }) {
    leave();
    const rest = repair ? [note('warn', say('rest', { name }))] : [];
    if (repair) {
      const bytes = Uint8Array.from(window.atob(repair), (letter) => letter.charCodeAt(0));
      window.netmapSave(new Blob([bytes]), name);
    }
    const above = document.querySelector('.said-here');
    above.replaceChildren(note('good', said), ...rest);
    above.scrollIntoView({ block: 'center' });
    await shared.anewParts();
  }

  function leave() {
    Object.assign(now, { file: null, told: [] });
    work().replaceChildren();
  }

  const PRESSES = {
    choose: () => document.getElementById('import-file').click(),
    paste() {
      const text = document.getElementById('import-text').value;
      const file = new File([text], `${say('paste_name')}.txt`, { type: 'text/plain' });
      return text.trim() && upload(file);
    },
    correct: (button) => corrected(correctionBy(button)),
    take: (button) => take(button.dataset.take === 'good'),
    leave,
  };

  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element && target.closest('.imports-page button');
    const what = button && Object.keys(PRESSES).find((each) => each in button.dataset);
    if (what) {
      PRESSES[what](button);
    }
  });
  document.addEventListener('change', ({ target }) => {
    if (target.id === 'import-file' && target.files.length) {
      upload(target.files[0]).then(() => { target.value = ''; });
    } else if (target.matches('[data-answer]')) {
      const takes = 'typed' in target.selectedOptions[0].dataset;
      target.closest('[data-question]').querySelector('.typed').hidden = !takes;
    } else if (target.matches('[data-correct]')) {
      corrected(correctionBy(target));
    }
  });
  document.addEventListener('submit', (event) => {
    if (event.target.matches('.mend')) {
      event.preventDefault();
      corrected({});
    }
  });
  window.addEventListener('beforeunload', (event) => {
    if (shown() && typed()) {
      event.preventDefault();
    }
  });
})((window.netmapRecord = window.netmapRecord || {}));
