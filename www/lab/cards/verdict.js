/** *Watch* says one thing about the run: what is wrong and one cure, or that nothing is; during the first step, what happens. */
import { h, write } from '../draw/dom.js';
import { capital } from '../draw/text.js';
import { number } from '../wasm/numbers.js';

/** @typedef {{title: string, text: string, tone: string, cure: import('../wasm/types.js').Cure|null}} Told */

export class VerdictCard {
  wants = ['frame', 'experiment', 'play', 'limits', 'view'];
  every = 300;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, engine, actions }) {
    this.view = view;
    this.engine = engine;
    this.title = h('b');
    this.text = h('span');
    this.cure = h('button', { type: 'button', class: 'cure' });
    this.tried = h('span', { class: 'tried' }, 'not tried yet');
    this.skip = h('button', { type: 'button', 'data-action': 'skip', onclick: () => actions.act('skip') }, 'Skip');
    const back = { type: 'button', 'data-action': 'before-stop', onclick: () => actions.beforeStop() };
    this.back = h('button', back, 'Step back to just before');
    /** The cure that the button offers. @type {import('../wasm/types.js').Cure|null} */
    this.offer = null;
    this.cure.addEventListener('click', () => this.offer && actions.cure(this.offer));
    this.node = h(
      'section',
      { class: 'verdict-card', 'aria-label': 'What it means' },
      h('p', null, this.title, ' ', this.text),
      h('p', { class: 'choices' }, this.cure, this.tried, this.skip, this.back),
    );
  }

  draw() {
    const { view } = this;
    if (view.detail !== 'watch') return;
    const acting = view.opening;
    const told = acting ? this.ofStep() : this.ofRun();
    write(this.title, told.title);
    write(this.text, told.text);
    this.offer = told.cure;
    this.cure.hidden = this.tried.hidden = !told.cure;
    if (told.cure) write(this.cure, `Try ${told.cure.label}`);
    this.skip.hidden = !acting;
    this.back.hidden = !view.frame.stopped;
    if (this.node.dataset.tone !== told.tone) this.node.dataset.tone = told.tone;
  }

  /** What happens in a step that is shown in slow motion. @returns {Told} */
  ofStep() {
    const { frame, summary } = this.view;
    const { phase, step, loss } = frame;
    const what = summary.task === 'digits' ? 'the picture' : 'the example';
    const where = `Training step ${step + 1}, in slow motion:`;
    const up = `${where} ${what} goes up through the layers, one after the other.`;
    const down = `${where} ${what} went up, the answer was wrong by ${number(loss, 2)}, and now every layer is told its share of the blame.`;
    const rising = phase.name === 'start' || phase.name === 'sample' || phase.name === 'forward';
    return { title: '', text: rising ? up : down, tone: 'note', cure: null };
  }

  /** @returns {Told} */
  ofRun() {
    const { engine, view } = this;
    const { stopped, phase, step } = view.frame;
    if (stopped)
      return {
        title: 'It stopped.',
        text: capital(stopped.sentence),
        tone: 'sick',
        cure: this.first(engine.lab.diagnosis()),
      };
    if (step === 0 && phase.name === 'start') {
      return { title: '', text: 'Nothing has happened yet. Press Play.', tone: 'note', cure: null };
    }
    const [finding] = /** @type {import('../wasm/types.js').Finding[]} */ (engine.lab.diagnosis());
    if (finding) {
      const title = view.catalog.findings[finding.symptom]?.title ?? finding.symptom;
      return { title: `${title}.`, text: finding.cause, tone: finding.tone, cure: finding.cures[0] ?? null };
    }
    const why = /** @type {import('../wasm/types.js').Why} */ (engine.lab.why());
    return { title: `${why.title}.`, text: why.paragraphs[0] ?? '', tone: why.tone, cure: null };
  }

  /** @param {import('../wasm/types.js').Finding[]} findings */
  first(findings) {
    return findings.flatMap(({ cures }) => cures)[0] ?? null;
  }
}
