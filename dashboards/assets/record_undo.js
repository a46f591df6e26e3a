/** Undoing a change: at once where nothing is in the way, else after a choice about the later work. */
(function (shared) {
  'use strict';

  const FEW = 5;
  const { button, el, get, message, note, place, post, reached, refusal, say } = shared;

  /** Both versions of a record, side by side. */
  function versions(left, right, cellsLeft, cellsRight) {
    const column = (heading, cells) => {
      const lines = Object.entries(cells).map(([name, text]) => el('li', {}, `${name}: ${text}`));
      return el('div', {}, el('h4', {}, heading), el('ul', { class: 'told' }, lines.length ? lines : el('li', {}, say('not_there'))));
    };
    return el('div', { class: 'two' }, column(left, cellsLeft), column(right, cellsRight));
  }

  /** Both versions of what somebody else changed first (`cells`: theirs and ours), and the choice between them. */
  function choice(heading, cells, takeTheirs, takeMine) {
    const mine = takeMine && button(say('take_mine'), takeMine, { class: 'primary' });
    const acts = el('div', { class: 'row' }, button(say('take_theirs'), takeTheirs), mine);
    return asking(heading, cells && versions(say('theirs'), say('mine'), ...cells), acts);
  }

  /** Something that has to be chosen: it is read first. */
  function asking(...inside) {
    const box = el('section', { class: 'asking', tabindex: '-1' }, inside);
    window.requestAnimationFrame(() => box.focus());
    return box;
  }

  /** That something was saved, and the press that undoes it. */
  function saved(body, undone) {
    const where = el('div', {});
    return [note('good', body.said, ' ', button(say('undo'), () => undo(body.change, where, undone))), where];
  }

  function later(each) {
    return el(
      'details',
      { class: 'later' },
      el('summary', {}, `${each.table}: ${each.name} (${each.why})`),
      versions(say('without'), say('as_is'), each.without, each.live),
    );
  }

  /**
   * Undo a change. `where` is an element that shows what would be lost and asks; `done` is called with the
   * answer once it was undone. With `ask` it is shown first what would happen.
   */
  async function undo(change, where, done, ask) {
    where.replaceChildren(note('wait', say('saving')));
    if (!ask) {
      const answer = await reached(where, () => post(place('undo'), { change, keep_later: null }));
      if (answer && answer.ok) {
        where.replaceChildren();
        done(answer.body);
      } else if (answer && refusal(answer) !== 'later-changes') {
        where.replaceChildren(note('bad', message(answer)));
      }
      if (refusal(answer) !== 'later-changes') {
        return;
      }
    }
    const plan = await reached(where, () => get('undo', { change }));
    if (plan) {
      where.replaceChildren(plan.ok ? question(change, plan.body, where, done) : note('bad', message(plan)));
    }
  }

  /** What would happen, and the choice. */
  function question(change, plan, where, done) {
    const go = async (keep) => {
      const answer = await reached(where, () => post(place('undo'), { change, keep_later: keep }));
      if (answer) {
        where.replaceChildren(answer.ok ? '' : note('bad', message(answer)));
      }
      if (answer && answer.ok) {
        done(answer.body);
      }
    };
    const acts = plan.later_n
      ? [button(say('undo_keep'), () => go(true), { class: 'primary' }), button(say('undo_drop'), () => go(false))]
      : [button(say('undo_now'), () => go(null), { class: 'primary' })];
    const few = plan.later.length <= FEW;
    return asking(
      el('h3', {}, say('undoing')),
      el('ul', { class: 'told' }, plan.counts.length ? plan.counts.map((each) => el('li', {}, each)) : el('li', {}, say('undo_none'))),
      plan.later_n > 0 && el('p', {}, say('later', { n: plan.later_n })),
      el('div', { class: 'row' }, acts, button(say('cancel'), () => where.replaceChildren())),
      few ? plan.later.map(later) : el('details', {}, el('summary', {}, say('later_shown', { n: plan.later.length })), plan.later.map(later)),
    );
  }

  Object.assign(shared, { choice, saved, undo, versions });
})((window.netmapRecord = window.netmapRecord || {}));
