/** The names of compared runs, from what differs, and one line about each. Pure. */

/** @typedef {{label: string, here: string, there: string}} Change  of one knob */

/** Numbers that read better as words. */
const WORDS = ['no', 'one', 'two', 'three', 'four'];
const word = (/** @type {number} */ n) => WORDS[n] ?? String(n);

/** Values that a name spells out; of more, the first two. */
const MOST = 3;

/** The values that differ, of many only the first: 'ReLU + He', 'ReLU + He + 3 more'. @param {string} name */
export function shortened(name) {
  const values = name.split(' + ');
  const shown = values.length > MOST ? [...values.slice(0, 2), `${values.length - 2} more`] : values;
  return shown.join(' + ');
}

/**
 * How a run has come about.
 * @param {Change[]|null} changes from the first run; null for the first itself
 */
export function changeLine(changes) {
  if (!changes) return 'the run as it was';
  const seed = changes.some(({ label }) => label === 'Seed');
  const count = changes.length - Number(seed);
  const many = `${word(count)} ${count === 1 ? 'change' : 'changes'}`;
  return seed ? `${count ? `${many} and ` : ''}another seed` : `${many}, from the same seed`;
}

/**
 * How a cell remembers, in a few words.
 * @param {{role: string, gate: boolean, level: number}[]} parts
 */
export function cellLine(parts) {
  const one = parts.filter(({ level }) => level === 0);
  const gates = one.filter(({ gate }) => gate).length;
  const many = `${word(gates)} ${gates === 1 ? 'gate' : 'gates'}`;
  if (one.some(({ role }) => role === 'memory')) return `memory c, ${many}`;
  return gates ? 'state h, one gate keeps it' : 'one state h, rewritten each time step';
}
