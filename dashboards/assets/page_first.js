/**
 * The map first: an answer's map is painted when the answer arrives, and a frame later the page goes on with the rest.
 *
 * Dash sets everything that an answer holds and then calls the page's own functions, which holds the map back until sentences, panel and
 * tables are made. It offers no place to step in before that, so its requests are listened to here. Where nothing can be painted early the
 * answer goes through as it came, and the map is painted by the page's own function as everything else.
 */
(function (netmapPage) {
  'use strict';

  const ASKED = '_dash-update-component';
  const [MAP, SHOWN] = ['map-view', 'shown'];
  /** In a hidden tab no frame ever comes. */
  const FRAME_MS = 250;
  const fetched = window.fetch;
  let asked = 0;
  let painted = 0;

  /** The frame that draws the map is on the screen when the one after it begins. */
  function frame() {
    return new Promise((done) => {
      window.setTimeout(done, FRAME_MS);
      window.requestAnimationFrame(() => window.requestAnimationFrame(() => window.setTimeout(done)));
    });
  }

  /** The wishes themselves are kept until Dash has the answer too: a new one may be sent before that. */
  function settleIfAll({ answered }) {
    if (netmapPage.state.wishes.every(({ n }) => n <= answered)) {
      netmapPage.settle();
    }
  }

  /** Paint what an answer brings; an answer that comes after a later one is old. */
  async function paintEarly(answer, number) {
    const map = answer[MAP] && answer[MAP].data;
    const shown = answer[SHOWN] && answer[SHOWN].data;
    if (map && shown && number > painted) {
      painted = number;
      settleIfAll(shown);
      window.netmapMap.paintEarly(map);
      await frame();
    }
  }

  /** Listen to the page's own questions and to nothing else. */
  window.fetch = async function (...request) {
    if (!String(request[0]).split('?')[0].endsWith(ASKED)) {
      return fetched.apply(this, request);
    }
    asked += 1;
    const number = asked;
    const response = await fetched.apply(this, request);
    if (response.status !== 200) {
      return response;
    }
    const text = await response.text();
    await paintEarly(JSON.parse(text).response || {}, number);
    return new Response(text, { status: response.status, headers: response.headers });
  };
})((window.netmapPage = window.netmapPage || {}));
