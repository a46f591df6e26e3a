/** Asks for the answer to the address of a page while its other scripts are read (see answer_page.js). */
(function () {
  'use strict';

  const { pathname, search } = window.location;
  window.netmapFirst = fetch(`${pathname}_answer${search}`)
    .then((told) => (told.status === 200 ? told.json() : null))
    .catch(() => null);
})();
