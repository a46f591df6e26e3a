/**
 * What the browser does on its own for the pages besides the map: `dash_clientside.netmap_answer`.
 *
 * The state of such a page is its address. A control or a link changes the address, the page asks for
 * the answer to it, and back and forward do the same. No analysis and no text of its own.
 */
(function () {
  'use strict';

  const state = { moved: false, open: new Set() };

  const noUpdate = () => window.dash_clientside.no_update;
  const here = () => ({ search: window.location.search, at: Date.now() });
  const ask = () => window.dash_clientside.set_props('address', { data: here() });

  /** Go to another state of this page. */
  function go(search) {
    if (search === window.location.search) {
      return;
    }
    window.history.pushState(null, '', window.location.pathname + search);
    state.moved = true;
    ask();
  }

  /** The answer that was asked for with the page; where there is none, the query to be asked about. */
  async function read_address() {
    const { search } = window.location;
    const first = await window.netmapFirst;
    if (first && window.location.search === search) {
      return [noUpdate(), ...first];
    }
    return [here(), ...Array(5).fill(noUpdate())];
  }

  /** Controls have values: those that differ from what is shown change the address. */
  function changed(...given) {
    const shown = given[given.length - 1];
    const inputs = window.dash_clientside.callback_context.inputs_list;
    const wanted = new URLSearchParams(shown ? shown.search : window.location.search);
    let other = false;
    given.slice(0, -1).forEach((value, place) => {
      const key = inputs[place] && inputs[place].id && inputs[place].id.replace(/^set-/, '');
      const here = key && document.getElementById(`set-${key}`);
      if (!shown || !here || !(key in shown.values) || same(value, shown.values[key])) {
        return;
      }
      other = true;
      const kept = key === 'study' ? shown.rules : [...wanted.keys()];
      [...new Set(wanted.keys())].filter((name) => !kept.includes(name)).forEach((name) => wanted.delete(name));
      for (const [name, text] of Object.entries(changes(key, value || '', shown))) {
        wanted.delete(name);
        const none = (shown.texts || []).includes(name) ? [] : ['none'];
        const texts = Array.isArray(text) ? (text.length ? text : none) : [text];
        texts.filter((each) => each !== '').forEach((each) => wanted.append(name, each));
      }
    });
    if (other) {
      const search = wanted.toString();
      go(search ? `?${search}` : '');
    }
    return noUpdate();
  }

  function same(value, known) {
    return JSON.stringify(value || '') === JSON.stringify(known);
  }

  /** What a control changes: its own key, and those that go with it or fall with it. */
  function changes(key, value, shown) {
    const nowhere = { target: '', 'target-id': '' };
    const nothing = { selected: '', 'selected-id': '', ...nowhere };
    const more = {
      partnership: { 'from-level': '', 'to-level': '', ...nothing },
      'selected-id': { selected: value === '' ? '' : shown.sort, ...nowhere },
      'target-id': { target: value === '' ? '' : 'person' },
      'from-level': { ...nowhere, ...(value === shown.values['to-level'] ? { 'to-level': '' } : {}) },
      'to-level': { ...nowhere, way: value === '' ? 'sideways' : '' },
    };
    return { ...(more[key] || {}), [key]: value };
  }

  /** An answer is shown: put its address right, and give the focus back where it was lost. */
  function shown(answer) {
    if (answer && answer.search !== window.location.search) {
      window.history.replaceState(null, '', window.location.pathname + answer.search);
    }
    if (state.moved) {
      state.moved = false;
      window.requestAnimationFrame(reopen);
      window.requestAnimationFrame(() => window.requestAnimationFrame(refocus));
    }
    return noUpdate();
  }

  /** What was folded open stays so in the next answer. */
  function reopen() {
    const found = [...state.open].map((id) => document.getElementById(id)).filter(Boolean);
    found.forEach((each) => { each.open = true; });
  }

  function remember(event) {
    const { id, open } = event.target;
    if (id && id.startsWith('menu-')) {
      state.open[open ? 'add' : 'delete'](id);
    }
  }

  function refocus() {
    if (document.activeElement === document.body) {
      const menu = document.querySelector('.answer-menu[open] > summary');
      (menu || document.getElementById('content')).focus({ preventScroll: true });
    }
    const player = document.getElementById('player');
    if (player && new URLSearchParams(window.location.search).has('target')) {
      player.scrollIntoView({ block: 'nearest' });
    }
  }

  /** A link to another state of this page asks for it without fetching the page anew. */
  function follow(event) {
    const link = event.target instanceof Element && event.target.closest('a[data-here]');
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (link && plain && link.pathname === window.location.pathname) {
      event.preventDefault();
      go(link.search);
    }
  }

  const menus = () => [...document.querySelectorAll('.answer-menu[open]')];

  /** A menu closes where one presses beside it, or on Escape; its lists lie outside the page's own root. */
  function close(event) {
    const root = document.getElementById('react-entry-point');
    const inside = root && root.contains(event.target) && event.target.closest('.answer-menu');
    if (root && root.contains(event.target)) {
      menus().filter((menu) => menu !== inside).forEach((menu) => { menu.open = false; });
    }
  }

  function escape(event) {
    const menu = event.key === 'Escape' && event.target.closest('.answer-menu[open]');
    if (menu && event.target.getAttribute('aria-expanded') !== 'true') {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  }

  /** A part that nothing changes by itself, as plain elements (dashboards/components/still.py). */
  function draw(part) {
    const [name, { href, ...told }, ...inside] = Array.isArray(part) ? part : [null, {}];
    const props = href === undefined ? told : { ...told, href: window.dash_clientside.clean_url(href) };
    return name ? window.React.createElement(name, props, ...inside.map(draw)) : part;
  }

  window.netmap_answer = { Still: ({ tree }) => draw(tree) };
  document.addEventListener('toggle', remember, true);
  document.addEventListener('pointerdown', close);
  document.addEventListener('keydown', escape);
  document.addEventListener('click', follow);
  window.addEventListener('popstate', ask);

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.netmap_answer = { read_address, changed, shown };
})();
