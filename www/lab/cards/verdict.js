/**
 * *Watch* says one thing about the run: what is wrong and one cure, or that nothing is; during the first step, what
 * happens in it.
 */
import { h, write } from '../draw/dom.js';
import { capital } from '../draw/text.js';
import { isOlder } from '../run/phase.js';
import { number } from '../wasm/numbers.js';
import { paleWords } from './crash.js';

/** @typedef {{title: string, text: string, tone: string, cure: import('../wasm/types.js').Cure|null}} Told */

/** As a sentence. @param {string} title */
const ended = (title) => (/[.?!]$/.test(title) ? title : `${title}.`);

/**
 * What is said of several runs is in the sentence and in their rows.
 * @param {import('../run/view.js').RunView[]} runs
 * @returns {Told}
 */
function ofMany(runs) {
  const all = runs.length > 2 ? 'All' : 'Both';
  const seeds = new Set(runs.map(({ text }) => /(?:^|&)seed=(\d+)/.exec(text)?.[1] ?? ''));
  const text =
    seeds.size > 1 ? 'They differ in what their names say.' : `${all} have the same seed and see the same examples.`;
  return { title: '', text, tone: 'note', cure: null };
}

export class VerdictCard {
  wants = ['frame', 'experiment', 'play', 'limits', 'view'];
  every = 300;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, engine, actions }) {
    this.view = view;
    this.engine = engine;
    this.actions = actions;
    this.title = h('b');
    this.text = h('span');
    this.cure = h('button', { type: 'button', class: 'cure' });
    this.tried = h('span', { class: 'tried' }, 'not tried yet');
    this.skip = h('button', { type: 'button', 'data-action': 'skip', onclick: () => actions.act('skip') }, 'Skip');
    const back = { type: 'button', 'data-action': 'before-stop', onclick: () => actions.beforeStop() };
    this.back = h('button', back, 'Step back to just before');
    /** One button for each of the compared runs. */
    this.keep = h('span', { class: 'keep' });
    this.kept = '';
    /** The cure that the button offers. @type {import('../wasm/types.js').Cure|null} */
    this.offer = null;
    this.cure.addEventListener('click', () => this.offer && actions.tryCure(this.offer));
    this.node = h(
      'section',
      { class: 'verdict-card', 'aria-label': 'What it means' },
      h('p', null, this.title, ' ', this.text),
      h('p', { class: 'choices' }, this.cure, this.tried, this.skip, this.back, this.keep),
    );
  }

  draw() {
    const { view } = this;
    if (view.detail !== 'watch') return;
    const compared = view.tab === 'compare' && view.count > 1;
    const acting = view.opening && !compared;
    const told = compared ? ofMany(view.runs) : acting ? this.ofStep() : this.ofRun();
    this.offerToKeep(compared ? view.runs : []);
    write(this.title, told.title);
    write(this.text, told.text);
    this.offer = told.cure;
    this.cure.hidden = this.tried.hidden = !told.cure;
    if (told.cure) write(this.cure, `Try ${told.cure.label}`);
    this.skip.hidden = !acting;
    this.back.hidden = compared || !view.frame.stopped;
    if (this.node.dataset.tone !== told.tone) this.node.dataset.tone = told.tone;
  }

  /** @param {import('../run/view.js').RunView[]} runs */
  offerToKeep(runs) {
    const key = runs.map(({ id, letter }) => `${id} ${letter}`).join();
    if (key === this.kept) return;
    this.kept = key;
    /** @type {(id: number) => (event: MouseEvent) => void} */
    const keeping = (id) => (event) => {
      // The second click of a double click was meant for the cure that stood here.
      if (event.detail < 2) this.actions.keepOnly(id);
    };
    this.keep.replaceChildren(
      ...runs.map(({ id, letter }) => h('button', { type: 'button', onclick: keeping(id) }, `Keep only ${letter}`)),
    );
  }

  /** What happens in a step that is shown in slow motion. @returns {Told} */
  ofStep() {
    const { frame, summary } = this.view;
    const { phase, step, loss } = frame;
    const what = summary.task === 'digits' ? 'the picture' : 'the example';
    const where = `Training step ${step + 1}, in slow motion:`;
    const up = `${where} ${what} goes up through the layers, one after the other.`;
    const told = 'and now every layer is told its share of the blame';
    const down = `${where} ${what} went up, the loss is ${number(loss, 2)}, ${told}.`;
    const rising = phase.name === 'start' || phase.name === 'sample' || phase.name === 'forward';
    return { title: '', text: rising ? up : down, tone: 'note', cure: null };
  }

  /** @returns {Told} */
  ofRun() {
    const { engine, view } = this;
    const { stopped, phase, step } = view.frame;
    if (stopped) return this.ofStop(stopped, step);
    if (step === 0 && phase.name === 'start') {
      return { title: '', text: 'Nothing has happened yet. Press Play.', tone: 'note', cure: null };
    }
    const [finding] = /** @type {import('../wasm/types.js').Finding[]} */ (engine.lab.diagnosis());
    if (finding) {
      const title = view.catalog.findings[finding.symptom]?.title ?? finding.symptom;
      // What breaks a network that learns is no cure: Explain has it.
      const cure = finding.tone === 'well' ? null : (finding.cures[0] ?? null);
      return { title: ended(title), text: finding.cause, tone: finding.tone, cure };
    }
    const why = /** @type {import('../wasm/types.js').Why} */ (engine.lab.why());
    const tone = step === 0 ? 'note' : why.tone; // nothing goes well before a step has ended
    return { title: ended(why.title), text: why.paragraphs[0] ?? '', tone, cure: null };
  }

  /**
   * @param {import('../wasm/types.js').Stop} stopped
   * @param {number} step the last complete one
   * @returns {Told}
   */
  ofStop(stopped, step) {
    const older = step > 0 && isOlder('gradient', 0, stopped);
    const pale = older ? ` ${paleWords(step)}` : '';
    const cure = this.first(this.engine.lab.diagnosis());
    return { title: 'It stopped.', text: capital(stopped.sentence) + pale, tone: 'sick', cure };
  }

  /** @param {import('../wasm/types.js').Finding[]} findings */
  first(findings) {
    return findings.flatMap(({ cures }) => cures)[0] ?? null;
  }
}
