/** The overview's card of gaps, while they are being worked out: it is fetched again until they are known. */
(function () {
  'use strict';

  const FIRST_MS = 2000;
  const LONGEST_MS = 20000;

  async function fetched(wait) {
    const answer = await window.fetch(window.location.href).catch(() => null);
    const text = answer && answer.ok ? await answer.text().catch(() => '') : '';
    const theirs = new DOMParser().parseFromString(text, 'text/html').getElementById('gaps');
    if (theirs && !theirs.hasAttribute('data-waits')) {
      const mine = document.getElementById('gaps');
      mine.replaceChildren(...document.importNode(theirs, true).childNodes);
      mine.removeAttribute('data-waits');
    } else {
      window.setTimeout(() => fetched(Math.min(LONGEST_MS, wait * 1.5)), wait);
    }
  }

  window.setTimeout(() => fetched(FIRST_MS), FIRST_MS);
})();
