/** The page of duplicates: near names, two records side by side, what making them one would do, and doing it. */
(function (shared) {
  'use strict';

  const TABLES = ['practitioners', 'agencies', 'zones'];
  const CHOICES = { jobs: ['employments', 'keep'], sittings: ['one', 'two'] };
  const MOST_FOUND = 8;
  const { button, el, get, labelled, message, note, place, post, reached, say, select } = shared;
  const now = { root: null, said: null, plan: null, near: null, hand: null, turn: 0 };

  /** Fetch something and show it; without a connection that is said in the same place. */
  async function shown(where, ask, made) {
    const turn = (now.turn += 1);
    const answer = await reached(where, ask, () => shown(where, ask, made));
    if (answer && (turn === now.turn || where !== now.plan)) {
      where.replaceChildren(answer.ok ? made(answer.body) : note('bad', message(answer)));
    }
  }

  // --- near names --------------------------------------------------------------------------------

  function suggestion(each) {
    const words = el(
      'div',
      {},
      el('span', { class: 'who-name' }, each.one_name),
      el('span', { class: 'who-name' }, each.other_name),
      el('span', { class: 'who-of' }, `${say(each.table)} · ${each.why}`),
    );
    const look = button(say('look'), () => compare({ table: each.table, stays: each.one, goes: each.other }), {
      'aria-label': say('look_of', { one: each.one_name, other: each.other_name }),
    });
    return el('li', { class: 'change' }, el('div', { class: 'change-head' }, words, look));
  }

  function suggestions(body) {
    const found = body.suggestions;
    if (!found.length) {
      return note('quiet', say('none_near'));
    }
    return el(
      'div',
      {},
      el('h2', {}, say('near', { n: found.length })),
      el('p', { class: 'hint' }, say('near_more')),
      el('ul', { class: 'sittings' }, found.map(suggestion)),
    );
  }

  // --- two chosen by hand ------------------------------------------------------------------------

  /** The form by which two records are found by name, one after the other. */
  function byHand() {
    const chosen = { table: TABLES[0], first: null };
    const told = el('div', {});
    const found = el('div', { class: 'found', role: 'group', 'aria-label': say('find') });
    const find = el('input', { type: 'search', placeholder: say('find_hint'), autocomplete: 'off' });
    const again = () => {
      Object.assign(chosen, { first: null });
      find.value = '';
      told.replaceChildren();
      found.replaceChildren();
    };
    const kinds = select(TABLES.map((each) => [each, say(each)]), chosen.table, (value) => { chosen.table = value; again(); });
    const take = (id, name) => {
      find.value = '';
      found.replaceChildren();
      if (chosen.first === null) {
        chosen.first = id;
        told.replaceChildren(note('quiet', say('chosen', { name })));
        find.focus();
      } else {
        compare({ table: chosen.table, stays: chosen.first, goes: id });
        again();
      }
    };
    const hits = (body) => {
      const key = body.fields.find((field) => field.key).name;
      const agency = body.fields.find((field) => field.name === 'agency' && !field.key);
      const rows = body.rows.filter((each) => each.cells[key] !== chosen.first).slice(0, MOST_FOUND);
      const called = ({ cells }) => {
        const of = agency && cells.agency && agency.options.find((each) => each.value === cells.agency);
        return (cells.name || cells[key]) + (of ? `, ${of.name}` : '');
      };
      const lines = rows.map((each) => button(called(each), () => take(each.cells[key], called(each)), { 'aria-label': say('choose', { name: called(each) }) }));
      return el('div', { class: 'found' }, lines.length ? lines : note('quiet', say('none_found')));
    };
    find.addEventListener('input', () => {
      const text = find.value.trim();
      found.replaceChildren();
      if (text) {
        shown(found, () => get('records', { table: chosen.table, find: text }), (body) => (find.value.trim() === text ? hits(body) : ''));
      }
    });
    return el(
      'section',
      { class: 'card' },
      el('h2', {}, say('by_hand')),
      el('div', { class: 'fields' }, labelled(say('kind'), kinds), labelled(say('find'), find)),
      told,
      found,
    );
  }

  // --- two side by side --------------------------------------------------------------------------

  /** Show what making two records one would do; `asked` says which two and what was answered. */
  async function compare(asked) {
    now.said.replaceChildren();
    now.plan.replaceChildren(note('wait', say('loading')));
    await shown(now.plan, () => get('merge', asked), (plan) => planned(plan, asked));
    const made = now.plan.firstElementChild;
    made.scrollIntoView({ block: 'start' });
    made.focus({ preventScroll: true });
  }

  /** One thing that must be said first, as a group of choices; a choice looks again. */
  function question(name, text, asked) {
    const choices = CHOICES[name].map((value) => {
      const tick = el('input', { type: 'radio', name, checked: asked[name] === value });
      tick.addEventListener('change', () => compare({ ...asked, [name]: value }));
      return el('label', { class: 'tick' }, tick, el('span', {}, say(`${name}_${value}`)));
    });
    return el('fieldset', { class: 'asking' }, el('legend', {}, text), choices);
  }

  function planned(plan, asked) {
    const where = el('div', {});
    const open = Object.keys(plan.asked);
    const answered = Object.keys(CHOICES).filter((name) => asked[name] && !plan.asked[name]);
    const questions = open.map((name) => question(name, plan.asked[name], asked));
    const given = answered.map((name) => note('quiet', say(`${name}_${asked[name]}`)));
    const lost = plan.lost.length > 0 && [el('h3', {}, say('lost', { n: plan.lost.length })), el('ul', { class: 'told' }, plan.lost.map((each) => el('li', {}, each)))];
    const swapped = { table: asked.table, stays: asked.goes, goes: asked.stays };
    const acts = el(
      'div',
      { class: 'row' },
      open.length === 0 && button(say('make_one'), () => make(plan, asked, where), { class: 'primary' }),
      button(say('swap'), () => compare(swapped)),
      button(say('leave_two'), () => now.plan.replaceChildren()),
    );
    return el(
      'section',
      { class: 'card form', tabindex: '-1' },
      el('h2', {}, say('are_they')),
      shared.versions(say('stays'), say('goes'), plan.stays, plan.goes),
      open.length > 0 && el('h3', {}, say('first_say')),
      questions,
      given,
      el('h3', {}, say('would')),
      el('ul', { class: 'told' }, [...plan.said, ...plan.counts].map((each) => el('li', {}, each))),
      lost,
      el('p', { class: 'hint' }, say('all_stays')),
      acts,
      where,
    );
  }

  /** Make them one; where the study has changed meanwhile, what would happen is shown anew. */
  async function make(plan, asked, where) {
    where.replaceChildren(note('wait', say('saving')));
    const told = { ...asked, key: plan.key || (plan.key = shared.freshKey()), version: plan.version };
    const answer = await reached(where, () => post(place('merge'), told));
    if (answer && answer.ok) {
      done(answer.body);
    } else if (answer && answer.status === 409) {
      await compare(asked);
      now.said.replaceChildren(note('warn', message(answer)));
    } else if (answer) {
      where.replaceChildren(note('bad', message(answer)));
    }
  }

  function done(body) {
    const undone = (answer) => {
      now.said.replaceChildren(note('good', answer.said));
      near();
    };
    now.plan.replaceChildren();
    now.said.replaceChildren(...shared.saved(body, undone));
    now.root.scrollIntoView({ block: 'start' });
    near();
  }

  function near() {
    return shown(now.near, () => get('merge-suggestions'), suggestions);
  }

  shared.pages.merge = (root) => {
    Object.assign(now, { root, said: el('div', { class: 'said-here' }), plan: el('div', {}), near: el('section', { class: 'card' }) });
    now.near.replaceChildren(note('wait', say('loading')));
    root.replaceChildren(now.said, now.plan, now.near, byHand());
    near();
  };
})((window.netmapRecord = window.netmapRecord || {}));
