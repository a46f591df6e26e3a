/** The address and the controls, kept in step with what is shown. */
(function (netmapPage) {
  'use strict';

  const { state, noUpdate, set, same, met, settle } = netmapPage;

  function here() {
    return { search: window.location.search, at: Date.now() };
  }

  /** Back or forward: the address is what is wanted, whatever was wished before. */
  function come_back() {
    state.wishes = [];
    settle();
    set('address', { data: here() });
  }

  /** The query with which the page was opened. */
  function read_address() {
    return here();
  }

  /** Set the controls and links that differ from what is shown; each that is set costs time. */
  function set_controls({ controls, links }) {
    const wished = new Set(state.wishes.map(({ what }) => what));
    for (const [name, value] of Object.entries(controls)) {
      if (!wished.has(name) && !same(state.values[name], value)) {
        state.values[name] = value;
        set(name, { value });
      }
    }
    for (const [name, href] of Object.entries(links)) {
      document.getElementById(name).setAttribute('href', href);
    }
  }

  /** Sentences over the horizon are of one context: under another they give way until its own are there. */
  function let_learned_go({ context }) {
    const learned = document.getElementById('learned');
    if (learned && state.context !== null && state.context !== context) {
      const soon = { namespace: 'dash_html_components', type: 'P', props: { children: learned.dataset.soon, className: 'soon' } };
      set('learned', { children: [soon] });
      set('learned-of', { data: null });
    }
    state.context = context;
  }

  /** Put what is shown into controls, links and address: a new entry for another study, else in place. */
  function write_address(shown) {
    met(shown);
    if (shown) {
      set_controls(shown);
      netmapPage.say_boxes(shown.controls);
      let_learned_go(shown);
    }
    window.requestAnimationFrame(() => window.requestAnimationFrame(netmapPage.refocus));
    if (shown && shown.search !== window.location.search) {
      const way = shown.replace ? 'replaceState' : 'pushState';
      window.history[way](null, '', window.location.pathname + shown.search);
    }
    return noUpdate();
  }

  window.addEventListener('popstate', come_back);
  netmapPage.offer({ read_address, write_address });
})((window.netmapPage = window.netmapPage || {}));
