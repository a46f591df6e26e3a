/** What is taken away of any page: its link or a text to the clipboard, or the page to the printer. */
(function () {
  'use strict';

  /** Put a link, or the text that a button names, on the clipboard, and say so; else show it, to be copied by hand. */
  async function copy(pressed) {
    const shown = document.getElementById(pressed.dataset.copy);
    const menu = pressed.closest('.share-menu');
    const said = menu ? menu.querySelector('[role="status"]') : pressed;
    try {
      await navigator.clipboard.writeText(shown ? shown.textContent : pressed.href);
      said.textContent = pressed.dataset.copied;
    } catch {
      if (menu) {
        said.textContent = `${pressed.dataset.failed} ${pressed.href}`;
      } else {
        window.getSelection().selectAllChildren(shown);
      }
    }
  }

  document.addEventListener('click', (event) => {
    const pressed = event.target instanceof Element && event.target.closest('[data-copied], [data-print]');
    if (!pressed) {
      return;
    }
    if (pressed.dataset.print) {
      pressed.closest('details').open = false;
      window.print();
    } else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      copy(pressed);
    }
  });
})();
