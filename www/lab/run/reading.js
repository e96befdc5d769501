/** The last reading of the main run: its frame, the shape of its network, and the versions of both. */

export class Reading {
  /** @param {import('./runs.js').Runs} runs */
  constructor(runs) {
    this.runs = runs;
    /** @type {import('../wasm/types.js').Frame} */
    this.frame = this.lab.frame();
    /** @type {import('../wasm/types.js').Summary} */
    this.summary = this.lab.summary();
    /** @type {{frame: object|null, changes: number, values: Record<string, string>}} */
    this.known = { frame: null, changes: -1, values: {} };
  }

  get lab() {
    return this.runs.main.lab;
  }

  /** Every knob's value as text, live changes included; asked once per frame. */
  get knobs() {
    const { frame, known } = this;
    const { changes } = this.runs.main;
    if (known.frame !== frame || known.changes !== changes) {
      this.known = { frame, changes, values: this.lab.knobs() };
    }
    return this.known.values;
  }

  /** After anything moved. */
  read() {
    this.frame = this.lab.frame();
    this.runs.sync(this.frame);
  }

  /** After another experiment was opened, or another run became the main one. */
  renew() {
    this.summary = this.lab.summary();
    this.frame = this.lab.frame();
  }
}
