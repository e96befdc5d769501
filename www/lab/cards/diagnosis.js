/**
 * The diagnosis: what is wrong, by which rule and threshold, with the numbers that show it, the likely cause, and
 * cures that start a second run beside this one. Several findings may hold at once; the gravest stands first.
 */
import { h } from '../draw/dom.js';
import { LimitFields } from './limits.js';

export class DiagnosisCard {
  wants = ['frame', 'experiment', 'play', 'limits'];
  every = 600;

  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.list = h('div', { class: 'findings' });
    this.limits = new LimitFields(this.desk);
    this.reset = h(
      'button',
      {
        type: 'button',
        class: 'quiet',
        hidden: true,
        onclick: () => {
          this.desk.lab.reset_limits();
          this.desk.painter.changed('limits');
        },
      },
      'Put all thresholds back',
    );
    // Of rules that do not hold just now too: a threshold that was moved can be moved back.
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
      this.list,
      this.folded,
    );
    /** Findings on show, by symptom: what a reader has opened stays open. @type {Map<string, FindingView>} */
    this.views = new Map();
  }

  /** @returns {boolean} whether there is something to say */
  draw() {
    const findings = /** @type {import('../wasm/types.js').Finding[]} */ (this.desk.lab.diagnosis());
    const limits = /** @type {import('../wasm/types.js').Finding['limits']} */ (this.desk.lab.limits());
    this.limits.show(limits);
    this.reset.hidden = limits.every(({ key, value }) => value === this.desk.catalog.limits[key]?.usual);
    this.node.hidden = findings.length === 0 && this.reset.hidden;
    const views = findings.map((finding, place) => this.view(finding, place));
    if (views.some((view, i) => this.list.children[i] !== view.node) || this.list.children.length !== views.length) {
      this.list.replaceChildren(...views.map((view) => view.node));
    }
    const tone = findings[0]?.tone ?? '';
    if (this.node.dataset.tone !== tone) this.node.dataset.tone = tone;
    return findings.length > 0;
  }

  /** @param {import('../wasm/types.js').Finding} finding @param {number} place */
  view(finding, place) {
    let view = this.views.get(finding.symptom);
    if (!view) this.views.set(finding.symptom, (view = new FindingView(this.desk, finding.symptom)));
    view.update(finding, place === 0);
    return view;
  }
}

/** One finding: a title that unfolds. Its buttons stay in place while the numbers above them change. */
class FindingView {
  /** @param {import('../app/desk.js').Desk} desk @param {string} symptom */
  constructor(desk, symptom) {
    this.desk = desk;
    this.title = h('summary');
    this.evidence = h('p', { class: 'evidence' });
    this.cause = h('p', { class: 'cause' });
    this.cures = h('ul', { class: 'cures' });
    this.rule = h('p', { class: 'note' });
    this.limits = new LimitFields(desk);
    this.node = h(
      'details',
      { class: 'finding', 'data-symptom': symptom },
      this.title,
      this.evidence,
      this.cause,
      this.cures,
      h('details', { class: 'more' }, h('summary', null, 'rule and threshold'), this.rule, this.limits.node),
    );
    this.first = false;
    this.shown = '';
    this.offered = '';
  }

  /** @param {import('../wasm/types.js').Finding} finding @param {boolean} first */
  update(finding, first) {
    if (first !== this.first) this.node.open = this.first = first;
    const key = JSON.stringify(finding);
    if (key === this.shown) return;
    this.shown = key;
    this.node.dataset.tone = finding.tone;
    const words = this.desk.catalog.findings[finding.symptom];
    this.title.textContent = words?.title ?? finding.symptom;
    this.evidence.textContent = finding.evidence;
    this.cause.textContent = finding.cause;
    this.rule.textContent = words?.rule ?? '';
    this.offer(finding.cures);
    this.limits.show(finding.limits);
  }

  /** @param {import('../wasm/types.js').Cure[]} cures */
  offer(cures) {
    const key = JSON.stringify(cures);
    if (key === this.offered) return;
    this.offered = key;
    this.cures.replaceChildren(
      ...cures.map((cure) =>
        h(
          'li',
          null,
          h(
            'button',
            {
              type: 'button',
              class: 'cure',
              title: 'Starts a second run with this change, beside this one',
              onclick: () => this.desk.company.cure(cure),
            },
            cure.label,
          ),
          h('span', null, cure.note),
        ),
      ),
    );
  }
}
