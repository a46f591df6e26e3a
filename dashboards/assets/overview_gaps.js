/** The overview's card of gaps, while they are being worked out: it is fetched again until they are known. */
(function () {
  'use strict';

  const FIRST_MS = 2000;
  const LONGEST_MS = 20000;

  function again(wait) {
    window.setTimeout(() => fetched(wait), wait);
  }

  async function fetched(wait) {
    const mine = document.getElementById('gaps');
    let page = null;
    try {
      const answer = await window.fetch(window.location.href);
      page = answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
    } catch {
      page = null;
    }
    const theirs = page && page.getElementById('gaps');
    if (theirs && !theirs.hasAttribute('data-waits')) {
      mine.replaceChildren(...document.importNode(theirs, true).childNodes);
      mine.removeAttribute('data-waits');
      return;
    }
    again(Math.min(LONGEST_MS, wait * 1.5));
  }

  again(FIRST_MS);
})();
