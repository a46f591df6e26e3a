/** Lists that open below their name and fold away again, on every page. */
(function () {
  'use strict';

  const OPEN = 'details:is(.drop-down, .term, .known, .menu:not(.answer-menu), .tray > details)[open]';

  /** Close open lists when something else is pressed, or one of their entries. */
  function close_lists(event) {
    document.querySelectorAll(OPEN).forEach((list) => {
      const entry = event.target instanceof Element && event.target.closest('li, [data-act]');
      const stays = list.matches('.share-menu');
      if (!list.contains(event.target) || (entry && list.contains(entry) && !stays)) {
        list.removeAttribute('open');
      }
    });
  }

  /** Escape closes an open list and returns to its name. */
  function escape_list(event) {
    const list = event.key === 'Escape' && document.querySelector(OPEN);
    if (list) {
      event.preventDefault();
      list.removeAttribute('open');
      list.querySelector('summary').focus();
    }
  }

  /** What opens below the fold comes into view. */
  function show_opened(event) {
    const list = event.target;
    if (list instanceof Element && list.open && list.matches('.unseen-list, .listed details, .became details')) {
      list.scrollIntoView({ block: 'nearest' });
    }
  }

  /** A day as the page's language writes it. */
  window.netmapDay = function (day) {
    const { lang } = document.documentElement;
    return day.toLocaleDateString(lang === 'en' ? 'en-GB' : lang, { dateStyle: 'long', timeZone: 'UTC' });
  };

  /** A day is said below or in its box as the page's language writes it. */
  function say_day({ target }) {
    const said = target instanceof Element && target.matches('input[type="date"]') && target.nextElementSibling;
    if (said && said.matches('small') && target.valueAsDate) {
      said.textContent = window.netmapDay(target.valueAsDate);
    }
  }

  document.documentElement.classList.add('scripted');
  document.addEventListener('change', say_day);
  document.addEventListener('click', close_lists);
  document.addEventListener('toggle', show_opened, true);
  document.addEventListener('keydown', escape_list);
})();
