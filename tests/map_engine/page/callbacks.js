/* Stands in for Dash: keeps what the map reports. */
'use strict';
window.reported = [];
window.dash_clientside = { set_props: (id, props) => window.reported.push({ id, ...props.data }) };

/** Milliseconds from a paint to the picture being on the screen. */
window.timedPaint = (view) =>
  new Promise((done) => {
    const began = performance.now();
    window.dash_clientside.netmap.paint(view);
    const called = performance.now();
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => done({ call: called - began, shown: performance.now() - began });
        channel.port2.postMessage(null);
      }),
    );
  });
