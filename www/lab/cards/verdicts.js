/** One verdict for each run beside the leading one: whose it is, what is wrong or well, and the first evidence. */
import { h, place, write } from '../draw/dom.js';
import { count } from '../wasm/numbers.js';

/** @typedef {import('../run/view.js').RunView} RunView */

export class Verdicts {
  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, engine }) {
    this.view = view;
    this.engine = engine;
    this.node = h('ul', { class: 'verdicts', hidden: true });
    /** By the id of the run. @type {Map<number, {node: HTMLElement, title: HTMLElement, evidence: HTMLElement}>} */
    this.items = new Map();
  }

  /** @returns {boolean} whether there is any */
  draw() {
    const { view } = this;
    const others = view.count > 1 ? view.runs.filter(({ main }) => !main) : [];
    for (const id of this.items.keys()) if (!others.some((run) => run.id === id)) this.items.delete(id);
    place(
      this.node,
      others.map((run) => this.item(run)),
    );
    this.node.hidden = others.length === 0;
    return others.length > 0;
  }

  /** @param {RunView} run */
  item(run) {
    let item = this.items.get(run.id);
    if (!item) {
      const [title, evidence] = [h('b'), h('span')];
      item = { node: h('li', null, title, ' ', evidence), title, evidence };
      this.items.set(run.id, item);
    }
    const [tone, title, evidence] = this.words(run);
    item.node.dataset.run = run.letter;
    item.node.dataset.tone = tone;
    write(item.title, `${run.letter}: ${title}`);
    write(item.evidence, evidence);
    return item.node;
  }

  /**
   * @param {RunView} run
   * @returns {[tone: string, title: string, evidence: string]}
   */
  words({ id, steps, behind }) {
    const { catalog, step } = this.view;
    if (behind) return ['note', 'Catching up', `It is at training step ${count(steps)} of ${count(step)}.`];
    /** @type {import('../wasm/types.js').Finding[]} */
    const findings = this.engine.labOf(id)?.diagnosis() ?? [];
    const [first] = findings;
    if (!first) return ['note', 'Nothing to report yet', ''];
    return [first.tone, catalog.findings[first.symptom]?.title ?? first.symptom, first.evidence];
  }
}
