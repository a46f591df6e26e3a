/** Lists that open below their name and fold away again, on every page. */
(function () {
  'use strict';

  /** Close open lists when something else is pressed, or one of their entries. */
  function close_lists(event) {
    document.querySelectorAll('details:is(.drop-down, .term)[open]').forEach((list) => {
      const inside = event.target instanceof Element && list.contains(event.target);
      if (!inside || event.target.closest('li')) {
        list.removeAttribute('open');
      }
    });
  }

  /** Escape closes an open list and returns to its name. */
  function escape_list(event) {
    const list = event.key === 'Escape' && document.querySelector('details:is(.drop-down, .term)[open]');
    if (list) {
      list.removeAttribute('open');
      list.querySelector('summary').focus();
    }
  }

  document.addEventListener('click', close_lists);
  document.addEventListener('keydown', escape_list);
})();
