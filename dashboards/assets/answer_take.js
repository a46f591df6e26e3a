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
    const link = document.createElement('a');
    link.href = button.closest('figure').querySelector('img').src;
    link.download = button.dataset.picture;
    link.click();
  }

  function cell(name, text, scope) {
    const found = document.createElement(name);
    found.textContent = text;
    if (scope) {
      found.scope = scope;
    }
    return found;
  }

  /** A table out of the texts that an element holds; nothing in them is read as HTML. */
  function draw_table(place) {
    const told = JSON.parse(place.dataset.table);
    const table = document.createElement('table');
    table.className = 'facts-table';
    table.append(cell('caption', told.caption));
    const looks = (cells) => {
      cells.forEach((each, at) => each.classList.toggle('number', told.numbers.includes(at)));
      const row = document.createElement('tr');
      row.append(...cells);
      return row;
    };
    const head = document.createElement('thead');
    head.append(looks(told.headings.map((text) => cell('th', text, 'col'))));
    const body = document.createElement('tbody');
    told.rows.forEach((row) => {
      body.append(looks(row.map((text, at) => (at === 0 ? cell('th', text, 'row') : cell('td', text)))));
    });
    table.append(head, body);
    const box = document.createElement('div');
    box.className = 'table-box';
    box.tabIndex = 0;
    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', told.caption);
    box.append(table);
    place.replaceChildren(box, ...(told.note ? [cell('p', told.note)] : []));
  }

  /** Tables are drawn when what holds them is first opened. */
  function open_tables(event) {
    if (event.target instanceof Element && event.target.matches('details.twins[open]')) {
      event.target.querySelectorAll('[data-table]:empty').forEach(draw_table);
    }
  }

  document.addEventListener('toggle', open_tables, true);
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element && event.target.closest('button');
    if (button && button.dataset.figure) {
      save_figure(button.dataset.figure);
    }
    if (button && button.dataset.picture) {
      save_picture(button);
    }
  });
})();
