/** The agencies that belong to a zone, whoever comes for them: shown, added and taken out on the zone's own record. */
(function (shared) {
  'use strict';

  const { button, el, freshKey, get, labelled, message, note, place, post, reached, say, select } = shared;

  /** Do something with a seat, say what became of it, and show the seats anew. */
  async function change(box, zone, asked) {
    const said = el('div', {});
    box.append(said);
    const answer = await reached(said, () => post(place('records'), { key: freshKey(), table: 'seats', values: {}, ...asked }));
    if (answer) {
      await reached(said, () => load(box, zone, note(answer.ok ? 'good' : 'bad', answer.ok ? answer.body.said : message(answer))));
    }
  }

  async function load(box, zone, said) {
    const answer = await get('records', { table: 'seats', find: zone });
    if (!answer.ok) {
      box.replaceChildren(note('bad', message(answer)));
      return;
    }
    const agencies = answer.body.fields.find((field) => field.name === 'agency').options;
    const seats = answer.body.rows.filter((each) => each.cells.zone === zone);
    const seated = new Set(seats.map((each) => each.cells.agency));
    const free = agencies.filter((each) => !seated.has(each.value));
    const lines = seats.map(({ row, version, cells }) => {
      const found = agencies.find((each) => each.value === cells.agency);
      const name = found ? found.name : cells.agency;
      const days = [cells.joined, cells.left].filter(Boolean).join(' – ');
      const out = button('×', () => change(box, zone, { row, version, remove: true }), { 'aria-label': say('seat_out', { name }) });
      return el('li', { class: 'mended' }, el('span', {}, days ? `${name}, ${days}` : name), out);
    });
    const chosen = select([['', say('any')], ...free.map((each, at) => [String(at), each.name])], '', () => {});
    const add = () => chosen.value !== '' && change(box, zone, { values: { zone, agency: free[Number(chosen.value)].value } });
    box.replaceChildren(
      el('h3', {}, say('seats', { n: seats.length })),
      said || '',
      lines.length ? el('ul', { class: 'sittings' }, lines) : '',
      free.length ? el('div', { class: 'fields' }, labelled(say('seat_of'), chosen), button(say('seat_add'), add)) : '',
    );
  }

  /** The seats of a zone, to be put into its form. */
  function seats(zone) {
    const box = el('div', { class: 'seats' });
    reached(box, () => load(box, zone));
    return box;
  }

  Object.assign(shared, { seats });
})((window.netmapRecord = window.netmapRecord || {}));
