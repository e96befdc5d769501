// The examples of a workload, in the form that each kind of library needs.

export class Data {
  /** Rows of `inputs` numbers (all steps of a sequence) and of `outputs`. */
  constructor(x, y, { inputs, outputs, steps = 1 }) {
    this.x = x;
    this.y = y;
    this.width = { x: inputs * steps, y: outputs };
    this.kept = {};
  }

  /** One array per example; every caller gets the same arrays. */
  rows(part) {
    const width = this.width[part];
    const row = (_, n) => [...this[part].subarray(n * width, (n + 1) * width)];
    return (this.kept[part] ??= Array.from({ length: this[part].length / width }, row));
  }

  /** Whole batches; a shorter last one is dropped. */
  batches(batch) {
    const part = (name, n) => this[name].slice(n * batch * this.width[name], (n + 1) * batch * this.width[name]);
    const count = Math.floor(this.y.length / this.width.y / batch);
    return Array.from({ length: count }, (_, n) => ({ x: part('x', n), y: part('y', n) }));
  }
}
