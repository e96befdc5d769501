/**
 * What is said of several runs in one sentence: first what changed, and numbers of one and the same step only. A run
 * that is on its way to that step is only said to be so.
 */
import { isClearlyBetter } from '../run/guessing.js';
import { stoppedIn } from '../run/phase.js';
import { gradientsOf, sharesOfLast } from '../strips/share.js';
import { count, listed, number, oddity, percent, shareWords } from '../wasm/numbers.js';

/** @typedef {import('../run/view.js').RunView} RunView */
/** @typedef {import('../wasm/types.js').Phrase} Phrase */
/** What is known of a run's learning. @typedef {'learns'|'stalls'|''} Fares */
/**
 * @typedef {object} Case
 * @property {number} step that all runs are at or on their way to
 * @property {boolean} playing
 * @property {import('../wasm/types.js').Summary} summary
 * @property {(run: RunView) => Fares} fares
 * @property {number} [marked] the time step that is outlined, counted from 0
 */

const LONGEST = 32; // letters of a name within the sentence
/** Two shares that are no further apart are told as one. */
const ALIKE = 1.5;

/** @param {string} text @returns {Phrase} */
const plain = (text) => ({ text, tone: null });
/** @param {string} text @returns {Phrase} */
const gradient = (text) => ({ text, tone: 'gradient' });

/**
 * @param {RunView[]} runs
 * @param {Case} given
 * @returns {Phrase[]}
 */
export function versus(runs, given) {
  const { step, summary } = given;
  const behind = runs.filter((run) => run.behind);
  if (behind.length) return [plain(onTheWay(behind, step))];
  if (step === 0 && runs.every(({ frame }) => frame.loss === null)) {
    return [plain(`${listed(runs.map(({ letter }) => letter))} are at the start and will advance in lockstep.`)];
  }
  const alive = runs.filter(({ frame }) => !frame.stopped);
  if (alive.length < runs.length) return [...alive.flatMap(goesOn(given)), ...runs.flatMap(stops)];
  if (new Set(runs.map(({ text }) => text)).size === 1) {
    return [plain(`${listed(runs.map(({ letter }) => letter))} are the same so far: change ${leader(runs)}.`)];
  }
  if (compares(runs)) {
    if (summary.time ? !parted(runs, given) : answersNothing(summary)) return fromEndToEnd(runs, given);
    if (!summary.time && runs.length === 2 && apart(runs)) {
      return tellsMore(runs, given) ? fromEndToEnd(runs, given) : oneChange(runs, given);
    }
  }
  return bestAndWorst(runs, given);
}

/**
 * Whether the gradients are those of one step, which has ended in all runs.
 * @param {RunView[]} runs
 */
export const compares = (runs) =>
  runs.every(({ frame }) => frame.done === 0 && frame.step === runs[0].frame.step && (frame.whole ?? -1) >= 0);

/** @param {RunView[]} runs */
function apart(runs) {
  const [less, more] = runs.map(({ frame }) => Number(frame.whole)).sort((a, b) => a - b);
  return more > ALIKE * less;
}

/**
 * Whether the gradients of both say more than what came of one: it is too early for that, one has become exactly 0 and
 * the other does not learn either, or the networks are not equally deep.
 * @param {RunView[]} runs
 * @param {Case} given
 */
function tellsMore(runs, { fares }) {
  const none = runs.some(({ frame }) => frame.whole === 0) && !runs.some((run) => fares(run) === 'learns');
  return none || fares(runs[1]) === '' || !equallyDeep(runs);
}

/**
 * Whether one run of a cell learns while another does not: of what has been learned little gradient is left, so that
 * shares of it mislead. Different cells are compared by what they carry back, whatever has come of them.
 * @param {RunView[]} runs
 * @param {Case} given
 */
function parted(runs, { fares }) {
  const found = new Set(runs.map(fares));
  return new Set(runs.map(({ cell }) => cell)).size < runs.length && found.has('learns') && found.has('stalls');
}

/** @param {RunView[]} runs */
const equallyDeep = (runs) => new Set(runs.map(({ frame }) => frame.d_z_rms.length)).size === 1;

/**
 * B is at training step 36 of 6,539 and is catching up.
 * @param {RunView[]} behind
 * @param {number} step
 */
function onTheWay(behind, step) {
  const letters = listed(behind.map(({ letter }) => letter));
  const steps = listed(behind.map(({ steps }) => count(steps)));
  if (behind.length === 1) return `${letters} is at training step ${steps} of ${count(step)} and is catching up.`;
  return `${letters} are at training steps ${steps} of ${count(step)} and are catching up.`;
}

/**
 * With ReLU + He layer 1 hears half of the gradient, and the network learns: 97 % right.
 * @param {RunView[]} runs two of them
 * @param {Case} given
 */
function oneChange(runs, given) {
  const [was, now] = runs;
  const { summary, fares } = given;
  const [share, rest] = shareOf(Number(now.frame.whole), ` as layer ${summary.hidden_layers}`);
  const but = Number(now.frame.whole) > Number(was.frame.whole) ? 'but' : 'and';
  const [amount, right] = outcome(now, common(runs, given), summary);
  const verdict = fares(now) === 'learns' ? 'and the network learns' : `${but} the network does not learn`;
  return [
    plain(`${by(now)} layer 1 hears `),
    gradient(share),
    plain(`${rest}, ${verdict}: `),
    amount,
    plain(`${right}.`),
  ];
}

/**
 * Whether the task has no answers, but sends a fixed gradient down: its loss says nothing.
 * @param {Pick<import('../wasm/types.js').Summary, 'task'>} summary
 */
export const answersNothing = ({ task }) => task === 'probe';

/**
 * From time step 40 back to time step 1, or to the one that is outlined, where a reader looks: 31 % in the LSTM, 1 part
 * in 25,000 in the RNN.
 * @param {RunView[]} runs
 * @param {Case} given
 */
function fromEndToEnd(runs, { summary, marked = 0 }) {
  const from = summary.time
    ? `time step ${summary.time.steps} back to time step ${marked + 1}`
    : `${equallyDeep(runs) ? `layer ${summary.hidden_layers}` : 'the last hidden layer'} back to layer 1`;
  const share = (/** @type {RunView} */ { frame }) =>
    marked ? (sharesOfLast(gradientsOf(frame, summary))[marked] ?? 0) : Number(frame.whole);
  const sorted = [...runs].sort((a, b) => share(b) - share(a));
  const cells = new Set(runs.map(({ cell }) => cell)).size === runs.length;
  const where = (/** @type {RunView} */ run) => (cells ? `in the ${run.cell}` : `in ${who(run)}`);
  const told = (/** @type {RunView} */ run, /** @type {number} */ i) => {
    const [words, rest] = shareOf(share(run));
    return [gradient(words), plain(`${i > 0 ? '' : rest} ${where(run)}`)];
  };
  const [most, least] = [sorted[0], sorted[sorted.length - 1]];
  const [words, rest] = shareOf(share(most));
  if (words === shareOf(share(least))[0]) {
    return [plain(`From ${from}: `), gradient(words), plain(`${rest} in ${together(runs).toLowerCase()}.`)];
  }
  return [plain(`From ${from}: `), ...told(most, 0), plain(', '), ...told(least, 1), plain('.')];
}

/**
 * B (Adam) has 97 % right, A (SGD) 11 %.
 * @param {RunView[]} runs
 * @param {Case} given
 */
function bestAndWorst(runs, given) {
  const scored = common(runs, given);
  if (answersNothing(given.summary) || runs.every((run) => lossOf(run, scored) === null)) {
    return [plain(`${listed(runs.map(({ letter }) => letter))} are at training step ${count(given.step)}.`)];
  }
  const merit = (/** @type {RunView} */ run) => {
    const value = (scored ? run.score?.test_accuracy : null) ?? -(lossOf(run, scored) ?? Number.POSITIVE_INFINITY);
    return Number.isFinite(value) ? value : Number.NEGATIVE_INFINITY;
  };
  const sorted = [...runs].sort((a, b) => merit(b) - merit(a));
  const { summary } = given;
  const [best, worst] = [sorted[0], sorted[sorted.length - 1]];
  const [first, last] = [outcome(best, scored, summary), outcome(worst, scored, summary, true)];
  if (outcome(worst, scored, summary)[0].text === first[0].text) {
    return [plain(`${together(runs)} ${first[1] ? 'have' : 'are at'} `), first[0], plain(`${first[1]}.`)];
  }
  const [verb, at] = first[1] ? ['has', ''] : ['is at', ' at'];
  return [plain(`${who(best)} ${verb} `), first[0], plain(`${first[1]}, ${who(worst)}${at} `), last[0], plain('.')];
}

/** @param {RunView[]} runs */
const together = ({ length }) => (length === 2 ? 'Both' : 'All');

/**
 * Whether all runs have a score of one step, and not of a step that was left long ago.
 * @param {RunView[]} runs
 * @param {Case} given
 */
function common(runs, { step, playing }) {
  const at = runs[0].score?.step ?? -1;
  return runs.every(({ score }) => score?.step === at) && (at === step || (playing && at >= 0 && at < step));
}

/**
 * What a run has come to, and the words behind it; a loss has none. Only an accuracy clearly better than guessing has
 * the color of what goes well.
 * @param {RunView} run
 * @param {boolean} scored
 * @param {Pick<import('../wasm/types.js').Summary, 'chance_accuracy'>} summary
 * @param {boolean} [again] whether a loss was named just before
 * @returns {[Phrase, string]}
 */
function outcome(run, scored, { chance_accuracy: chance }, again = false) {
  const accuracy = scored ? run.score?.test_accuracy : null;
  if (accuracy !== null && accuracy !== undefined) {
    const well = chance !== null && isClearlyBetter(accuracy, chance);
    return [{ text: percent(accuracy, 2), tone: well ? 'well' : 'figure' }, ' right'];
  }
  const loss = lossOf(run, scored);
  const text = oddity(loss) ? 'a loss that is not finite' : `${again ? '' : 'a loss of '}${number(loss, 2)}`;
  return [{ text, tone: 'figure' }, ''];
}

/**
 * On the test set where all runs have a score, else of the last batch.
 * @param {RunView} run
 * @param {boolean} scored
 */
const lossOf = ({ score, frame }, scored) => (scored ? score?.test_loss : frame.loss) ?? null;

/**
 * B (gain 1) has 43 % right.
 * @param {Case} given
 */
const goesOn = (given) => (/** @type {RunView} */ run) => {
  if (answersNothing(given.summary)) return [plain(`${who(run)} goes on. `)];
  const [amount, right] = outcome(run, common([run], given), given.summary);
  return [plain(`${who(run)} ${right ? 'has' : 'is at'} `), amount, plain(`${right}. `)];
};

/**
 * A stopped in training step 4: ∞.
 * @param {RunView} run
 * @returns {Phrase[]}
 */
function stops(run) {
  const { stopped } = run.frame;
  if (!stopped) return [];
  return [plain(`${who(run)} ${stoppedIn(stopped)}: `), { text: stopped.value, tone: 'explodes' }, plain('. ')];
}

/**
 * A share in words, and the words behind it: 'half' ' of the gradient', '12 times' ' as much as layer 10'
 * @param {number} ratio
 * @param {string} [as] what more is compared with
 * @returns {[string, string]}
 */
function shareOf(ratio, as = '') {
  const { long } = shareWords(ratio);
  const times = long.replace(/ as much$/, '');
  return times === long ? [long.replace(/ of it$/, ''), ' of the gradient'] : [times, ` as much${as}`];
}

/** 'With ReLU + He', but 'In B (Width 8)' @param {RunView} run */
function by(run) {
  const plainWords = run.name.length <= LONGEST && !/\d|\b(none|on|off|plain)\b/.test(run.name);
  return plainWords ? `With ${run.name}` : `In ${who(run)}`;
}

/**
 * With no brackets inside brackets: 'A (double)' for 'double (f64)'. A symbol stands for its label: 'A (ρ 0.6)'.
 * @param {RunView} run
 */
function who({ letter, name }) {
  const short = name.replace(/ \([^()]*\)/g, '').replace(/^.* ([α-ω] \S+)$/, '$1');
  return short && short.length <= LONGEST ? `${letter} (${short})` : letter;
}

/** @param {RunView[]} runs */
const leader = (runs) => runs.find(({ main }) => main)?.letter ?? '';
