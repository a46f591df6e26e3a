/** What is taken away of the page of comparison: a chart as a file, the tables behind it. */
(function () {
  'use strict';

  /** Save the chart in an element as SVG, named after the element. */
  function save_figure(name) {
    const place = document.getElementById(name);
    const chart = place && (place.matches('.js-plotly-plot') ? place : place.querySelector('.js-plotly-plot'));
    if (chart && window.Plotly) {
      const size = chart.getBoundingClientRect();
      const options = { format: 'svg', width: size.width, height: size.height, filename: name };
      window.Plotly.downloadImage(chart, options);
    }
  }

  /** Save the picture beside a button, which lies in the page once, as a file of the button's name. */
  function save_picture(button) {
    const { src: href } = button.closest('figure').querySelector('img');
    Object.assign(document.createElement('a'), { href, download: button.dataset.picture }).click();
  }

  /** A new element with a text and other properties, at the end of another. */
  function put(parent, name, textContent, more = {}) {
    const made = Object.assign(document.createElement(name), { textContent, ...more });
    parent.append(made);
    return made;
  }

  /** A table out of the texts that an element holds; nothing in them is read as HTML. */
  function draw_table(place) {
    const told = JSON.parse(place.dataset.table);
    const region = { className: 'table-box', tabIndex: 0, role: 'region', ariaLabel: told.caption };
    const box = put(place, 'div', '', region);
    const table = put(box, 'table', '', { className: 'facts-table' });
    table.createCaption().textContent = told.caption;
    const looks = (at) => ({ className: told.numbers.includes(at) ? 'number' : '' });
    const head = table.createTHead().insertRow();
    told.headings.forEach((text, at) => put(head, 'th', text, { scope: 'col', ...looks(at) }));
    const body = table.createTBody();
    told.rows.forEach((row) => {
      const line = body.insertRow();
      row.forEach((text, at) => {
        put(line, at ? 'td' : 'th', text, { ...(at ? {} : { scope: 'row' }), ...looks(at) });
      });
    });
    if (told.note) {
      put(place, 'p', told.note);
    }
  }

  /** Tables are drawn when what holds them is first opened. */
  function open_tables(event) {
    if (event.target instanceof Element && event.target.matches('details.twins[open]')) {
      event.target.querySelectorAll('[data-table]:empty').forEach(draw_table);
    }
  }

  document.addEventListener('toggle', open_tables, true);
  document.addEventListener('click', (event) => {
    const wanted = 'button:is([data-figure], [data-picture])';
    const button = event.target instanceof Element && event.target.closest(wanted);
    if (button && button.dataset.figure) {
      save_figure(button.dataset.figure);
    } else if (button) {
      save_picture(button);
    }
  });
})();
