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

  netmapPage.offer({ fold_if_small });
})((window.netmapPage = window.netmapPage || {}));
