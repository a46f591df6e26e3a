/** Own sittings that wait on this device, or were refused: said above the sheet, with what can be done with them. */
(function (shared) {
  'use strict';

  const { button, el, note, place, say } = shared;

  /** A note for each sitting that is kept on this device and not on record. */
  shared.waitingNotes = function () {
    const notes = shared.drafts.waiting().map((item) => (item.refused ? refused(item) : kept(item)));
    return shared.drafts.able() ? notes : [note('warn', say('cannot_keep')), ...notes];
  };

  function kept(item) {
    const said = say('kept', { zone: item.zone_name, day: item.draft.date });
    return note('warn', said, ' ', say('kept_more'), ' ', button(say('send_now'), shared.drafts.flush));
  }

  /** One that was refused: the service writes what is on record beside it, and the choice. */
  function refused({ refused: { code, message: why, meeting }, draft, study, zone_name: named }) {
    const asked = { zone: draft.zone, code, why, named, meeting: meeting || '', draft: JSON.stringify(draft) };
    const there = place('attendance', asked, study).replace('/api/v1/', '/parts/attendance/refused/');
    const box = el('div', { 'data-load': there });
    shared.load(box);
    return box;
  }

  /** Drop one; or send it again in another way: nothing of it was recorded, so it stays the same draft. */
  function choose({ key, drop, changes }) {
    if (drop) {
      shared.drafts.remove(key);
      shared.reload();
      return;
    }
    const { refused: gone, ...rest } = shared.drafts.waiting().find((item) => item.draft.key === key);
    shared.drafts.put({ ...rest, draft: { ...rest.draft, ...changes } });
    shared.drafts.flush();
  }

  document.addEventListener('click', ({ target }) => {
    const pressed = target instanceof Element && target.closest('[data-waiting]');
    if (pressed) {
      choose(JSON.parse(pressed.dataset.waiting));
    }
  });
})((window.netmapRecord = window.netmapRecord || {}));
