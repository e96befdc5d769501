// The examples of a workload, as each kind of peer wants them.

export class Data {
  /** Rows of `inputs` numbers (all steps of a sequence) and of `outputs`. */
  constructor(x, y, { inputs, outputs, steps = 1 }) {
    this.x = x;
    this.y = y;
    this.width = { x: inputs * steps, y: outputs };
    this.kept = {};
  }

  /** Arrays, one for each example; the same ones whoever asks. */
  rows(part) {
    const width = this.width[part];
    const row = (_, n) => [...this[part].subarray(n * width, (n + 1) * width)];
    return (this.kept[part] ??= Array.from({ length: this[part].length / width }, row));
  }

  /** Whole batches; what is left over is left out. */
  batches(batch) {
    const part = (name, n) => this[name].slice(n * batch * this.width[name], (n + 1) * batch * this.width[name]);
    const count = Math.floor(this.y.length / this.width.y / batch);
    return Array.from({ length: count }, (_, n) => ({ x: part('x', n), y: part('y', n) }));
  }
}
