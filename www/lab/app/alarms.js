/** Tells the page around, once, that the gradient vanishes or explodes, or that a number is not finite. */

/** Milliseconds between two looks while the run plays: the diagnosis is costly. */
const EVERY = 1000;

/** What is told of which finding. @type {Record<string, string>} */
const KINDS = { vanishing: 'vanishes', exploding: 'explodes', not_finite: 'stopped' };

export class Alarms {
  /**
   * @param {import('./parts.js').Parts} parts
   * @param {{tell: (name: string, detail: object) => void}} outside
   */
  constructor(parts, outside) {
    this.parts = parts;
    this.outside = outside;
    this.next = 0;
    /** The step and run that were looked at last. */
    this.of = '';
    /** What holds now and has been told. @type {Set<string>} */
    this.told = new Set();
  }

  /** @param {number} now */
  look(now) {
    const { player, reading, runs } = this.parts;
    const { frame } = reading;
    if (player.seeking !== null || (player.playing && now < this.next)) return;
    const { id, lab } = runs.main;
    const of = `${id} ${frame.step} ${frame.phase.name} ${Boolean(frame.stopped)} ${lab.text()}`;
    if (of === this.of || (frame.step === 0 && !frame.stopped)) return;
    this.of = of;
    this.next = now + EVERY;
    this.tell(lab.diagnosis(), frame.step);
  }

  /**
   * @param {import('../wasm/types.js').Finding[]} findings
   * @param {number} step
   */
  tell(findings, step) {
    const found = findings.filter(({ symptom }) => symptom in KINDS);
    const holds = new Set(found.map(({ symptom }) => symptom));
    for (const { symptom, evidence } of found) {
      if (!this.told.has(symptom)) this.outside.tell('lab-warning', { kind: KINDS[symptom], text: evidence, step });
    }
    this.told = holds;
  }
}
