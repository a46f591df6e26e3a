/**
 * Parts of the pages of recording, written by the service (templates/record) and put into their places.
 *
 * data-load: filled with this address as soon as it is there; data-load-open: once its details are opened
 * data-get: a press, or any change in a form, asks for this address; data-live: with every letter
 * data-post: a press or a form sends JSON there: data-told, and what the form holds ("a.b": b within a)
 * data-into: the nearest place of that kind takes the answer; else the nearest .said
 *   data-into="+" shows it beside the press, whose data-told goes along with the form that comes
 * data-clear: a press empties the nearest such place; data-anew: a press asks for the page anew
 *
 * In an answer: data-first is focused; data-done says what was done, above the page as it is then;
 * data-go is another address; data-at-once a form that is sent by itself.
 */
(function (shared) {
  'use strict';

  const { fetched, note, post, reached, say } = shared;

  function nearest(from, into) {
    for (let at = from; at; at = at.parentElement) {
      const found = at.matches(into) ? at : at.querySelector(into);
      if (found) {
        return found;
      }
    }
    return null;
  }

  /** Ask for a part and put it into its place; of several answers to one place the one asked for last. */
  async function part(where, ask) {
    const turn = (where.turn || 0) + 1;
    where.turn = turn;
    const answer = await reached(where, ask, () => part(where, ask));
    if (answer && where.turn === turn) {
      await put(where, answer.text);
    }
  }

  /** Fill a place anew: what was open or had the focus does again. The service escapes all of a study. */
  async function put(where, html) {
    const active = where.contains(document.activeElement) && document.activeElement.id;
    const opened = [...where.querySelectorAll('details[id][open]')].map((each) => each.id);
    where.innerHTML = html;
    const again = (id) => document.getElementById(id);
    opened.filter(again).forEach((id) => { again(id).open = true; });
    const [first, done, away] = ['first', 'done', 'go'].map((each) => where.querySelector(`[data-${each}]`));
    if (away) {
      window.location.search = away.dataset.go;
    } else if (done) {
      await finished(done);
    } else if (first || again(active)) {
      (first || again(active)).focus({ preventScroll: true });
      (first || again(active)).scrollIntoView({ block: (first && first.dataset.first) || 'nearest' });
    }
    where.dispatchEvent(new CustomEvent('part', { bubbles: true }));
    await Promise.all([...where.querySelectorAll('[data-load]')].map(load));
  }

  function load(where) {
    return part(where, () => fetched(where.dataset.load));
  }

  /** Ask for a page of answers anew, and say above it what was done once it is there. */
  function anewAnswer(...done) {
    const content = document.getElementById('content');
    const watch = new MutationObserver(() => {
      watch.disconnect();
      document.querySelectorAll('#content > [data-done]').forEach((each) => each.remove());
      content.prepend(...done);
      done.forEach((each) => each.focus());
    });
    watch.observe(content, { childList: true, subtree: true });
    window.dispatchEvent(new PopStateEvent('popstate'));
  }

  /** What is asked for anew after a change: the parts that say so, else the page. */
  function anew() {
    if (shared.reload) {
      return shared.reload();
    }
    const parts = [...document.querySelectorAll('[data-again]')];
    const root = document.getElementById('record-page');
    if (!parts.length && !root) {
      return anewAnswer();
    }
    return Promise.all((parts.length ? parts : [root]).map(load));
  }

  /** Something was done: the page as it is now, and above it what was done. */
  async function finished(done) {
    const { address } = done.dataset;
    if (address) {
      window.history['replaces' in done.dataset ? 'replaceState' : 'pushState'](null, '', address);
    }
    done.remove();
    if (!document.getElementById('record-page')) {
      anewAnswer(done);
      return;
    }
    await anew();
    document.querySelector('.said-here').replaceChildren(done);
    document.querySelector('.said-here').scrollIntoView({ block: 'center' });
  }

  /** What is told of a form: `a.b` is b within a, `.` is JSON of its own. */
  function toldBy(from, typed) {
    const told = JSON.parse(from.dataset.told || '{}');
    for (const [name, text] of typed) {
      const [outer, inner] = name.split('.');
      if (name === '.') {
        Object.assign(told, JSON.parse(text));
      } else if (inner) {
        told[outer] = { ...told[outer], [inner]: text.trim() || null };
      } else {
        told[name] = text;
      }
    }
    return told;
  }

  /** A place of its own beside a press, for one at a time. */
  function beside(from) {
    document.querySelectorAll('.beside-press').forEach((each) => each.remove());
    const made = Object.assign(document.createElement('div'), { className: 'beside-press' });
    from.parentElement.append(made);
    return made;
  }

  /** Ask for what an element names, and put it where it says. */
  async function act(from, pressed) {
    const { get, post: there, into, words } = from.dataset;
    shared.state.given = words ? { words: JSON.parse(words) } : shared.state.given;
    const where = into === '+' ? beside(from) : nearest(from, into || '.said');
    const typed = from.matches('form') ? [...new FormData(from, pressed)] : [];
    const told = toldBy(from, typed);
    if (!get) {
      where.replaceChildren(note('wait', say('saving')));
      await part(where, () => post(there, told));
      return;
    }
    const address = `${get}&${new URLSearchParams(typed)}`;
    if ('load' in where.dataset) {
      where.dataset.load = address;
    }
    where.opener = from;
    await part(where, () => fetched(address));
    const form = into === '+' && where.querySelector('form');
    if (form) {
      form.dataset.told = JSON.stringify({ ...JSON.parse(form.dataset.told), ...told });
      await (form.matches('[data-at-once]') && act(form));
    }
  }

  /** Take an answer away again; the focus goes back to what asked for it. */
  function clear(where) {
    where.replaceChildren();
    if (where.opener && where.opener.isConnected) {
      where.opener.focus();
    }
  }

  document.addEventListener('submit', (event) => {
    if (event.target.matches('[data-get], [data-post]')) {
      event.preventDefault();
      act(event.target, event.submitter);
    }
  });
  document.addEventListener('click', ({ target }) => {
    const pressed = target instanceof Element && target.closest('button[type="button"]');
    if (!pressed) {
      return;
    }
    if (pressed.dataset.clear) {
      clear(nearest(pressed, pressed.dataset.clear));
    } else if (pressed.matches('[data-anew]')) {
      anew();
    } else if (pressed.matches('[data-get], [data-post]')) {
      act(pressed);
    }
  });
  document.addEventListener('change', ({ target: { form } }) => form && form.dataset.get && act(form));
  document.addEventListener('input', ({ target }) => target.matches('[data-live]') && act(target.form));
  document.addEventListener('toggle', ({ target }) => {
    const waits = target.open && target.querySelector(':scope > [data-load-open]');
    if (waits) {
      waits.dataset.load = waits.dataset.loadOpen;
      delete waits.dataset.loadOpen;
      load(waits);
    }
  }, true);

  Object.assign(shared, { anewParts: anew, load, put });
})((window.netmapRecord = window.netmapRecord || {}));
