/** The plain buttons: each tells what was pressed, and the focus comes back to it or to what took its place. */
(function (netmapPage) {
  'use strict';

  const { state, wish } = netmapPage;

  /** Tell the page that a button was pressed. */
  function hear(event) {
    const button = event.target instanceof Element && event.target.closest('button[data-act]');
    if (!button) {
      return;
    }
    const { act, value, field } = button.dataset;
    state.pressed = { act, value, field, home: button.closest('[id]') };
    if (act === 'find') {
      netmapPage.find(value);
    } else if (act === 'pair') {
      netmapPage.pair(value);
    } else {
      wish(act, field === undefined ? value : { field, value });
    }
  }

  /** An answer may have made the pressed button anew: its successor gets the focus back, else its surroundings. */
  function refocus() {
    const { pressed } = state;
    if (!pressed || document.activeElement !== document.body) {
      return;
    }
    const { act, value, field, home } = pressed;
    const again = [...document.querySelectorAll('button[data-act]')].find(
      ({ dataset }) => dataset.act === act && dataset.value === value && dataset.field === field,
    );
    focusOn(again || home.querySelector('button') || home);
  }

  /** Focus something, also what is not there to be focused by itself; the map where it is no longer seen. */
  function focusOn(element) {
    const seen = element.offsetParent === null ? document.getElementById('map') : element;
    if (seen.tabIndex < 0) {
      seen.tabIndex = -1;
    }
    seen.focus({ preventScroll: true });
  }

  document.addEventListener('click', hear);
  Object.assign(netmapPage, { refocus });
})((window.netmapPage = window.netmapPage || {}));
