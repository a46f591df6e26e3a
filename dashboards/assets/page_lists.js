/** Lists that open and fold away, and controls that begin folded on a small screen. */
(function (netmapPage) {
  'use strict';

  const { noUpdate } = netmapPage;

  /** On a small screen the controls begin folded, so that the map is near. */
  function fold_if_small(name) {
    if (window.matchMedia('(max-width: 760px)').matches) {
      document.querySelectorAll('details.fold').forEach((fold) => fold.removeAttribute('open'));
    }
    return noUpdate();
  }

  /** Close open lists when something else is pressed, or one of their entries. */
  function close_lists(event) {
    document.querySelectorAll('details.drop-down[open]').forEach((list) => {
      const inside = event.target instanceof Element && list.contains(event.target);
      if (!inside || event.target.closest('li')) {
        list.removeAttribute('open');
      }
    });
  }

  /** Escape closes an open list and returns to its name. */
  function escape_list(event) {
    const list = event.key === 'Escape' && document.querySelector('details.drop-down[open]');
    if (list) {
      list.removeAttribute('open');
      list.querySelector('summary').focus();
    }
  }

  document.addEventListener('click', close_lists);
  document.addEventListener('keydown', escape_list);
  netmapPage.offer({ fold_if_small });
})((window.netmapPage = window.netmapPage || {}));
