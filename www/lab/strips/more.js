/** Which further strips are shown: a box to tick for each, and in words what the ticked ones measure. */
import { h } from '../draw/dom.js';
import { onDemand } from '../wasm/catalog.js';

export class MoreStrips {
  wants = ['meters'];

  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, actions }) {
    this.view = view;
    this.rows = onDemand(view.catalog).map((row) => {
      const box = h('input', { type: 'checkbox', onchange: () => actions.showMeter(row.key, box.checked) });
      box.dataset.meter = row.key;
      const label = h('label', { title: row.help }, box, h('b', null, row.label), ` ${row.symbol}`);
      return { key: row.key, box, label, help: h('p', { hidden: true }, h('b', null, row.label), ` ${row.help}`) };
    });
    const labels = this.rows.map(({ label }) => label);
    const boxes = h('div', { class: 'boxes', role: 'group', 'aria-label': 'More strips' }, 'More strips', labels);
    this.node = h(
      'div',
      { class: 'more-strips', hidden: !this.rows.length },
      boxes,
      this.rows.map(({ help }) => help),
    );
  }

  draw() {
    for (const { key, box, help } of this.rows) {
      box.checked = this.view.showsMeter(key);
      help.hidden = !box.checked;
    }
  }
}
