/** Playing through time, and days said as days. */
(function (netmapPage) {
  'use strict';

  const { state, noUpdate, wish } = netmapPage;
  const PATIENCE_MS = 5000;
  let fresh = false;

  /** Start or stop; the first step after a start may begin anew. */
  function toggle_play(presses, stopped) {
    if (!presses) {
      return noUpdate();
    }
    fresh = stopped;
    return !stopped;
  }

  function play_word(stopped) {
    const button = document.getElementById('play');
    if (!button) {
      return noUpdate();
    }
    button.setAttribute('aria-pressed', String(!stopped));
    return stopped ? button.dataset.play : button.dataset.pause;
  }

  /** A step of the play, unless an answer is still on its way. */
  function tick(n) {
    const waiting = state.wishes.length > 0 && Date.now() - state.wishedAt < PATIENCE_MS;
    if (n && !waiting) {
      wish('tick', { fresh });
      fresh = false;
    }
    return noUpdate();
  }

  /** A day number (days since 1970-01-01) as the reader's language writes it. */
  function netmap_day(value) {
    return window.netmapDay(new Date(value * 86400000));
  }

  /** Say the slider's days as days, not as numbers. */
  function say_days() {
    document.querySelectorAll('#slider [role="slider"]').forEach((thumb) => {
      const said = netmap_day(Number(thumb.getAttribute('aria-valuenow')));
      if (thumb.getAttribute('aria-valuetext') !== said) {
        thumb.setAttribute('aria-valuetext', said);
      }
    });
    return noUpdate();
  }

  /** Below each date box its day in the reader's language: the box itself speaks the browser's. */
  function say_boxes(controls) {
    for (const name of ['from', 'to', 'baseline']) {
      const [box, day] = [document.getElementById(name), controls[name]];
      if (box) {
        const said = day ? window.netmapDay(new Date(day)) : '';
        box.setAttribute('aria-description', said);
        box.closest('.day').dataset.said = said;
      }
    }
  }

  /** The thumbs come and go with the study; whenever they do or move, their days are said. */
  const SLIDER = { subtree: true, childList: true, attributeFilter: ['aria-valuenow'] };
  new MutationObserver(say_days).observe(document.documentElement, SLIDER);

  window.dashMantineFunctions = Object.assign(window.dashMantineFunctions || {}, { netmap_day });
  netmapPage.offer({ toggle_play, play_word, tick, say_days });
  Object.assign(netmapPage, { say_boxes });
})((window.netmapPage = window.netmapPage || {}));
