/** On a phone the map lies over the whole screen, opened by its button or by an address that ends in #map. */
(function (netmapPage) {
  'use strict';

  /** All but the map and the menus of the header, which lie over it. */
  const BEHIND = '.face-header .top > :not(.rest), .face-header .rest > :not(.header-menus), nav.pages, .skip, #trouble, #board > :not(.work, .unseen)';
  const find = (id) => document.getElementById(id);
  /** The page writes its own address soon, without what came after the #. */
  let asked = /^#map\b/.test(window.location.hash);

  function is_small() {
    return window.matchMedia('(max-width: 760px)').matches;
  }

  /** Open or close it; what lies behind cannot be reached meanwhile. */
  function show(full) {
    document.querySelector('.work').classList.toggle('full', full);
    document.documentElement.classList.toggle('behind', full);
    document.querySelectorAll(BEHIND).forEach((each) => { each.inert = full; });
    find(full ? 'map-close' : 'map-open').focus();
  }

  function press({ target }) {
    const button = target instanceof Element && target.closest('#map-open, #map-close');
    if (button) {
      show(button.id === 'map-open');
    }
  }

  /** Escape closes it, but in the map it lets go of what is chosen. */
  function escape({ key, target, defaultPrevented }) {
    if (key === 'Escape' && !defaultPrevented && target.id !== 'map' && document.querySelector('.work.full')) {
      show(false);
    }
  }

  /** On a small screen the controls begin folded, and the map opens at once where the address asks for it. */
  function fold_if_small() {
    if (is_small()) {
      document.querySelectorAll('details.fold').forEach((fold) => fold.removeAttribute('open'));
      if (asked) {
        show(true);
      }
    }
    asked = false;
    return netmapPage.noUpdate();
  }

  /** A press beside the names that the search offers closes them, and reaches nothing that lies beneath. */
  let beside = false;
  function shield(event) {
    const search = find('find');
    const opened = [...document.querySelectorAll('[role="listbox"]')].some((each) => each.checkVisibility());
    if (event.type === 'pointerdown') {
      beside = Boolean(search) && opened && is_small() && event.target !== search && !event.target.closest('[role="listbox"], [role="option"], .mantine-Select-dropdown, #find-box');
    }
    if (beside) {
      event.preventDefault();
      event.stopPropagation();
      if (event.type === 'click') {
        beside = false;
        search.blur();
      }
    }
  }

  ['pointerdown', 'touchstart', 'mousedown', 'pointerup', 'touchend', 'mouseup', 'click'].forEach((each) => document.addEventListener(each, shield, { capture: true, passive: false }));
  document.addEventListener('click', press);
  document.addEventListener('keydown', escape);
  netmapPage.offer({ fold_if_small });
})((window.netmapPage = window.netmapPage || {}));
