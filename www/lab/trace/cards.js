/** The cards of a recorded run: diagnosis, where it stopped, loss, layers, and what a trace cannot tell. */
import { h, write } from '../draw/dom.js';
import { Surface } from '../draw/surface.js';
import { capital } from '../draw/text.js';
import { stageName } from '../run/phase.js';
import { count, number, percent, several } from '../wasm/numbers.js';

/** @typedef {import('./recording.js').Recording} Recording */
/** @typedef {{recording: Recording}} Shown */

/** Of everything that would train once more. */
export const AGAIN = 'A trace cannot be run again';

/** The modules that the lab has too. */
const KNOWN = new Set(
  (
    'Linear Identity Sigmoid Tanh ReLU LeakyReLU PReLU ELU SELU GELU SiLU Softplus ' +
    'BatchNorm1d LayerNorm RMSNorm Dropout'
  ).split(' '),
);

/** What is wrong at the row shown; its cures in words, since none of them can be tried here. */
export class Findings {
  /** @param {Shown} shown @param {import('../wasm/types.js').Catalog} catalog */
  constructor(shown, catalog) {
    this.shown = shown;
    this.catalog = catalog;
    this.list = h('div', { class: 'findings' });
    const head = h('h2', null, 'Diagnosis');
    this.node = h('section', { class: 'card diagnosis', 'aria-label': 'Diagnosis' }, head, this.list);
    this.said = '';
  }

  draw() {
    const { run, at } = this.shown.recording;
    const findings = run.diagnosis(at);
    const key = JSON.stringify(findings);
    if (key === this.said) return;
    this.said = key;
    this.node.dataset.tone = findings[0]?.tone ?? 'note';
    const none = h('p', { class: 'note' }, 'No rule has a finding at this training step.');
    this.list.replaceChildren(...(findings.length ? findings.map((one, n) => this.finding(one, n === 0)) : [none]));
  }

  /** @param {import('../wasm/types.js').Finding} finding @param {boolean} open */
  finding({ symptom, tone, evidence, cause, cures }, open) {
    const { title, rule } = this.catalog.findings[symptom];
    const tried = h(
      'details',
      { class: 'more not-tried' },
      h('summary', null, `what the lab would try (${count(cures.length)})`),
      h('p', { class: 'note' }, `${AGAIN}: try them in your own script.`),
      h(
        'ul',
        { class: 'cures' },
        cures.map(({ label, note }) => h('li', null, h('b', null, label), h('span', null, note))),
      ),
    );
    return h(
      'details',
      { class: 'finding', 'data-symptom': symptom, 'data-tone': tone, open },
      h('summary', null, title),
      h('p', { class: 'evidence' }, evidence),
      h('p', { class: 'cause' }, cause),
      cures.length > 0 && tried,
      h('details', { class: 'more' }, h('summary', null, 'rule'), h('p', { class: 'note' }, rule)),
    );
  }
}

/** Where the run stopped, as far as norms tell. */
export class StopCard {
  /** @param {Shown} shown */
  constructor(shown) {
    this.shown = shown;
    this.body = h('div', { class: 'record' });
    const head = h('h2', null, 'Crash record');
    this.node = h(
      'section',
      { class: 'card diagnosis stop', 'aria-label': 'Crash record', hidden: true },
      head,
      this.body,
    );
  }

  draw() {
    const { recording } = this.shown;
    const { stopped } = recording.frame;
    this.node.hidden = !stopped;
    if (!stopped) return;
    const where = stopped.stage === null ? 'none: the whole network' : stageName(stopped.stage, recording.summary);
    const module = stopped.stage === null ? '' : recording.about.layers[stopped.stage].name;
    const facts = [
      ['training step', count(stopped.step + 1)],
      ['phase', capital(stopped.phase)],
      ['layer', where],
      ['module', module],
      ['tensor', stopped.quantity],
    ].filter(([, value]) => value);
    this.body.replaceChildren(
      h('h3', null, `The first ${stopped.value} of the run`),
      h(
        'dl',
        null,
        facts.flatMap(([name, value]) => [h('dt', null, name), h('dd', null, value)]),
      ),
      h('p', { class: 'note' }, `Index, operation and operands need the tensors. ${AGAIN}.`),
    );
  }
}

export class LossCard {
  /** @param {Shown} shown @param {{dark: boolean}} view */
  constructor(shown, view) {
    this.shown = shown;
    this.view = view;
    this.canvas = h('canvas', { role: 'img', class: 'chart', 'aria-label': 'Loss' });
    this.surface = new Surface(this.canvas);
    this.now = h('p', { class: 'now' });
    const head = h('h2', null, 'Loss');
    this.node = h('section', { class: 'card', 'aria-label': 'Loss' }, head, this.now, this.canvas);
  }

  measure() {
    this.surface.measure();
  }

  draw() {
    const { surface, canvas } = this;
    const { run, at, frame } = this.shown.recording;
    const right = frame.accuracy === null ? '' : ` · ${percent(frame.accuracy)} right`;
    const words = `batch ${number(frame.loss, 4)}${right}`;
    write(this.now, words);
    canvas.setAttribute('aria-label', `Loss: ${words}`);
    if (!surface.width || !surface.height) return;
    run.draw_loss(canvas, at, surface.width, surface.height, surface.scale, this.view.dark);
  }
}

/** What each number on the axis stands for. */
export class LayersCard {
  /** @param {Shown} shown */
  constructor(shown) {
    this.shown = shown;
    this.body = h('tbody');
    this.foreign = h('p', { class: 'note' });
    const columns = ['', 'module', 'kind', 'then'].map((name) => h('th', { scope: 'col' }, name));
    const table = h('table', { class: 'layers' }, h('thead', null, h('tr', null, columns)), this.body);
    const box = h('div', { class: 'layers-box', tabindex: '0', role: 'group', 'aria-label': 'Layers' }, table);
    this.node = h('section', { class: 'card', 'aria-label': 'Layers' }, h('h2', null, 'Layers'), this.foreign, box);
    /** @type {Recording|null} */
    this.of = null;
  }

  draw() {
    const { recording } = this.shown;
    if (this.of === recording) return;
    this.of = recording;
    const { layers } = recording.about;
    const kinds = layers.flatMap(({ kind, then }) => [kind, ...then]);
    const foreign = [...new Set(kinds)].filter((kind) => !KNOWN.has(kind));
    const words = `Not in the lab: ${foreign.join(', ')}. Their numbers are shown; rules about f do not know them.`;
    write(this.foreign, foreign.length ? words : '');
    this.body.replaceChildren(
      ...layers.map(({ name, kind, then }, stage) =>
        h(
          'tr',
          null,
          h('th', { scope: 'row' }, stage === layers.length - 1 ? 'out' : String(stage + 1)),
          h('td', null, name || 'the model'),
          h('td', null, kind),
          h('td', null, then.join(', ') || '–'),
        ),
      ),
    );
  }
}

/** What was left out of the file, and what a trace cannot tell. */
export class AboutCard {
  /** @param {Shown} shown */
  constructor(shown) {
    this.shown = shown;
    this.list = h('ul', { class: 'about' });
    const head = h('h2', null, 'About this trace');
    this.node = h('section', { class: 'card', 'aria-label': 'About this trace' }, head, this.list);
  }

  draw() {
    const { about } = this.shown.recording;
    const { classes, regression, chance, optimizer, steps, layers } = about;
    const task = regression ? 'regression' : classes ? `${count(classes)} classes` : 'task unknown';
    const guess = chance === null ? '' : `, guessing has a loss of ${number(chance)}`;
    const lines = [
      `${several(layers.length, 'layer')}, ${several(steps, 'training step')}, ${optimizer || 'optimizer unknown'}.`,
      `${capital(task)}${guess}.`,
      ...(chance === null && !regression
        ? ['Without a loss of guessing no rule can tell whether it learns: give Trace a task, or `chance`.']
        : []),
      ...about.notes,
      `${AGAIN}: there is no gradient check, no range test, no Compare and no cure here.`,
      'The file stays in this browser; nothing is sent.',
    ];
    this.list.replaceChildren(...lines.map((line) => h('li', null, line)));
  }
}
