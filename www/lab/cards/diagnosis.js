/**
 * The diagnosis: what is wrong, by which rule and threshold, with the numbers that show it, the likely cause, and
 * cures that start a second run beside this one. Several findings may hold at once; the most serious comes first.
 * Where several runs stand side by side it says whose it is: in full for the one that leads, and a verdict for each
 * other one.
 */
import { h, place } from '../draw/dom.js';
import { CureList } from './cures.js';
import { LimitFields, limitsMoved } from './limits.js';
import { Verdicts } from './verdicts.js';

/** @typedef {import('../wasm/types.js').Finding} Finding */

/**
 * Whether the diagnosis has something to show: a finding, or a threshold that can be reset.
 * @param {import('../run/ports.js').Ports} ports
 */
export function isDiagnosed({ engine, view }) {
  return engine.lab.diagnosis().length > 0 || limitsMoved(engine.lab.limits(), view.catalog);
}

export class DiagnosisCard {
  wants = ['frame', 'experiment', 'play', 'limits', 'runs'];
  every = 600;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.ports = ports;
    this.list = h('div', { class: 'findings' });
    this.verdicts = new Verdicts(ports);
    this.limits = new LimitFields(ports);
    const onclick = () => ports.actions.resetLimits();
    this.reset = h('button', { type: 'button', class: 'quiet', hidden: true, onclick }, 'Reset all thresholds');
    // Includes thresholds of rules that do not hold now, so that a moved threshold can be moved back.
    this.folded = h(
      'details',
      { class: 'more thresholds' },
      h('summary', null, 'all thresholds'),
      this.limits.node,
      this.reset,
    );
    this.node = h(
      'section',
      { class: 'card diagnosis', id: 'diagnosis', tabindex: '-1', 'aria-label': 'Diagnosis' },
      h('h2', null, 'Diagnosis'),
      this.verdicts.node,
      this.list,
      this.folded,
    );
    /** The findings shown, by symptom: what a reader has opened stays open. @type {Map<string, FindingView>} */
    this.findings = new Map();
  }

  draw() {
    const { engine, view } = this.ports;
    const findings = /** @type {Finding[]} */ (engine.lab.diagnosis());
    const limits = /** @type {Finding['limits']} */ (engine.lab.limits());
    this.limits.show(limits);
    this.reset.hidden = !limitsMoved(limits, view.catalog);
    const others = this.verdicts.draw();
    this.node.hidden = findings.length === 0 && this.reset.hidden && !others;
    const nodes = findings.map((finding, i) => this.show(finding, i === 0));
    place(this.list, nodes);
    const tone = findings[0]?.tone ?? '';
    if (this.node.dataset.tone !== tone) this.node.dataset.tone = tone;
  }

  /**
   * @param {Finding} finding
   * @param {boolean} first
   */
  show(finding, first) {
    const known = this.findings.get(finding.symptom) ?? new FindingView(this.ports, finding.symptom);
    this.findings.set(finding.symptom, known);
    known.update(finding, first);
    return known.node;
  }
}

/** One finding: a title that unfolds. */
class FindingView {
  /**
   * @param {import('../run/ports.js').Ports} ports
   * @param {string} symptom
   */
  constructor(ports, symptom) {
    this.view = ports.view;
    this.title = h('summary');
    this.evidence = h('p', { class: 'evidence' });
    this.cause = h('p', { class: 'cause' });
    this.cures = new CureList(ports);
    this.rule = h('p', { class: 'note' });
    this.limits = new LimitFields(ports);
    this.node = h(
      'details',
      { class: 'finding', 'data-symptom': symptom },
      this.title,
      this.evidence,
      this.cause,
      this.cures.node,
      h('details', { class: 'more' }, h('summary', null, 'rule and threshold'), this.rule, this.limits.node),
    );
    this.first = false;
    this.shown = '';
  }

  /**
   * @param {Finding} finding
   * @param {boolean} first
   */
  update(finding, first) {
    if (first !== this.first) this.node.open = this.first = first;
    const whose = this.view.count > 1 ? `${this.view.mainLetter}: ` : '';
    const key = whose + JSON.stringify(finding);
    if (key === this.shown) return;
    this.shown = key;
    this.node.dataset.tone = finding.tone;
    const words = this.view.catalog.findings[finding.symptom];
    this.title.textContent = whose + (words?.title ?? finding.symptom);
    this.evidence.textContent = finding.evidence;
    this.cause.textContent = finding.cause;
    this.rule.textContent = words?.rule ?? '';
    this.cures.show(finding.cures);
    this.limits.show(finding.limits);
  }
}
