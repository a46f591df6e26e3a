/** What the pages of records and of duplicates do beside the parts that the service writes. */
(function (shared) {
  'use strict';

  /** The page of records: its address may name a table, and after a slash the id of a record to open. */
  let sought = null;

  shared.first.record = (there) => {
    const [table, ...rest] = window.location.hash.slice(1).split('/');
    sought = rest.length ? decodeURIComponent(rest.join('/')) : null;
    return `${there}&${new URLSearchParams({ table: table || 'agencies', find: sought || '' })}`;
  };

  /** A day can be typed, whole or in part, or picked from the browser's calendar beside it. */
  function pick(button) {
    const calendar = button.nextElementSibling;
    calendar.value = button.parentElement.querySelector('[data-day]').value.trim();
    calendar.showPicker();
  }

  document.addEventListener('part', ({ target }) => {
    const buttons = [...target.querySelectorAll('[data-id]')];
    const found = sought !== null && buttons.find((each) => each.dataset.id === sought);
    sought = null;
    if (found) {
      found.click();
    }
    target.querySelectorAll('[data-day]').forEach(shared.sayDay);
  });
  /** Of two records chosen by hand the first is kept in the form while one seeks the second. */
  function choose(form, first, said) {
    form.elements.first.value = first;
    form.elements.find.value = '';
    const card = form.closest('.by-hand');
    card.querySelector('.chosen').replaceChildren(...(said ? [shared.note('quiet', said)] : []));
    card.querySelector('.found').replaceChildren();
  }

  document.addEventListener('click', ({ target }) => {
    const pressed = target instanceof Element && target.closest('[data-pick], [data-chosen]');
    if (pressed && 'pick' in pressed.dataset) {
      pick(pressed);
    } else if (pressed) {
      const form = pressed.closest('.by-hand').querySelector('form');
      choose(form, pressed.dataset.chosen, pressed.dataset.said);
      form.elements.find.focus();
    }
  });
  document.addEventListener('change', ({ target }) => {
    if (target.matches('.calendar')) {
      const typed = target.parentElement.querySelector('[data-day]');
      typed.value = target.value;
      shared.sayDay(typed);
    } else if (target.id === 'record-table') {
      document.getElementById('record-find').value = '';
      window.history.replaceState(null, '', `#${target.value}`);
    } else if (target.matches('.by-hand select')) {
      choose(target.form, '', '');
    }
  }, true);
})((window.netmapRecord = window.netmapRecord || {}));
