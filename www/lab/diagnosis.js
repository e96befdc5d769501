/**
 * The diagnosis: what is wrong, by which rule and threshold, with the numbers that show it, the likely cause, and
 * cures that start a second run beside this one. Several findings may hold at once; the gravest stands first.
 */
import { h } from './dom.js';

export class DiagnosisCard {
  wants = ['frame', 'experiment', 'play', 'limits'];
  every = 600;

  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.list = h('div', { class: 'findings' });
    this.node = h('section', { class: 'card diagnosis', id: 'diagnosis', tabindex: '-1', 'aria-label': 'Diagnosis' },
      h('h2', null, 'Diagnosis'), this.list);
    /** Findings on show, by symptom: what a reader has opened stays open. @type {Map<string, FindingView>} */
    this.views = new Map();
  }

  /** @returns {boolean} whether there is something to say */
  draw() {
    const findings = /** @type {import('./types.js').Finding[]} */ (this.desk.lab.diagnosis());
    this.node.hidden = findings.length === 0;
    const views = findings.map((finding, place) => this.view(finding, place));
    if (views.some((view, i) => this.list.children[i] !== view.node) || this.list.children.length !== views.length) {
      this.list.replaceChildren(...views.map((view) => view.node));
    }
    const tone = findings[0]?.tone ?? '';
    if (this.node.dataset.tone !== tone) this.node.dataset.tone = tone;
    return findings.length > 0;
  }

  /** @param {import('./types.js').Finding} finding @param {number} place */
  view(finding, place) {
    let view = this.views.get(finding.symptom);
    if (!view) this.views.set(finding.symptom, view = new FindingView(this.desk, finding.symptom));
    view.update(finding, place === 0);
    return view;
  }
}

/** One finding: a title that unfolds. Its buttons stay in place while the numbers above them change. */
class FindingView {
  /** @param {import('./desk.js').Desk} desk @param {string} symptom */
  constructor(desk, symptom) {
    this.desk = desk;
    this.title = h('summary');
    this.evidence = h('p', { class: 'evidence' });
    this.cause = h('p', { class: 'cause' });
    this.cures = h('ul', { class: 'cures' });
    this.rule = h('p', { class: 'note' });
    this.limits = h('div', { class: 'limits' });
    this.node = h('details', { class: 'finding', 'data-symptom': symptom }, this.title, this.evidence, this.cause, this.cures,
      h('details', { class: 'more' }, h('summary', null, 'rule and threshold'), this.rule, this.limits));
    this.first = false;
    this.shown = '';
    this.offered = '';
    this.bounded = '';
  }

  /** @param {import('./types.js').Finding} finding @param {boolean} first */
  update(finding, first) {
    if (first !== this.first) this.node.open = this.first = first;
    const key = JSON.stringify(finding);
    if (key === this.shown) return;
    this.shown = key;
    this.node.dataset.tone = finding.tone;
    this.title.textContent = finding.title;
    this.evidence.textContent = finding.evidence;
    this.cause.textContent = finding.cause;
    this.rule.textContent = finding.rule;
    this.offer(finding.cures);
    this.bound(finding.limits);
  }

  /** @param {import('./types.js').Cure[]} cures */
  offer(cures) {
    const key = JSON.stringify(cures);
    if (key === this.offered) return;
    this.offered = key;
    this.cures.replaceChildren(...cures.map((cure) => h('li', null,
      h('button', { type: 'button', class: 'cure', title: 'Starts a second run with this change, beside this one', onclick: () => this.desk.company.cure(cure) }, cure.label),
      h('span', null, cure.note))));
  }

  /** @param {import('./types.js').Finding['limits']} limits */
  bound(limits) {
    const key = JSON.stringify(limits);
    if (key === this.bounded || this.limits.matches(':focus-within')) return;
    this.bounded = key;
    this.limits.replaceChildren(...limits.map((limit) => {
      const input = h('input', { type: 'text', inputmode: 'decimal', class: 'value' });
      input.value = String(limit.value);
      input.addEventListener('change', () => this.set(limit, input));
      return h('label', null, h('span', null, limit.label), input);
    }));
  }

  /** @param {import('./types.js').Finding['limits'][0]} limit @param {HTMLInputElement} input */
  set(limit, input) {
    const value = Number(input.value.replace(',', '.'));
    const fits = input.value.trim() !== '' && value >= limit.low && value <= limit.high;
    if (!fits) {
      input.value = String(limit.value);
      this.desk.messages.say(`${limit.label}: a number from ${limit.low} to ${limit.high} goes here.`);
      return;
    }
    this.desk.lab.set_limit(limit.key, value);
    this.desk.painter.changed('limits');
  }
}
