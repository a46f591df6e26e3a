/** On a phone the map lies over the whole screen, opened by its button or by an address that ends in #map. */
(function (netmapPage) {
  'use strict';

  const BEHIND = '.page-header, .skip, #trouble, #board > :not(.work, .unseen)';
  const find = (id) => document.getElementById(id);
  /** The page writes its own address soon, without what came after the #. */
  let asked = window.location.hash === '#map';

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
  function escape({ key, target }) {
    if (key === 'Escape' && target.id !== 'map' && document.querySelector('.work.full')) {
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

  document.addEventListener('click', press);
  document.addEventListener('keydown', escape);
  netmapPage.offer({ fold_if_small });
})((window.netmapPage = window.netmapPage || {}));
