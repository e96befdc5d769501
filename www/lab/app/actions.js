/** The actions of panels, connected to the parts that do them. If an action throws, the page shows a sentence. */
import { openOwn } from './own.js';
import { record } from './report.js';

/** What a report lists; `act` is recorded by the verbs, which keys call too. The rest only follows the pointer. */
const RECORDED = new Set(
  (
    'setSpeed seek showMeter runTo beforeStop change newSeed load bring cure tryCure keep compareCells goOnWith drop ' +
    'setLimit keepOnly resetLimits select pin turnExample keepSpot turnUnit'
  ).split(' '),
);
/** Training steps in which most cures show what they do. */
const TRIED = 500;
/** Actions of which a drag makes many: all with the same first words are one. */
const DRAGGED = new Map([
  ['seek', 1],
  ['change', 2],
  ['setLimit', 2],
]);

/** What guards the others. */
const GUARDS = new Set(['attempt', 'fail']);

/**
 * The same actions, which record themselves first, and say a sentence if they throw: a listener may call any of them.
 * @param {import('../run/ports.js').Actions} actions
 */
function guarded(actions) {
  const spelled = (/** @type {any} */ given) => (typeof given === 'object' ? JSON.stringify(given) : String(given));
  const guarding = Object.entries(actions).map(([name, run]) => {
    if (GUARDS.has(name)) return [name, run];
    const act = (/** @type {any[]} */ ...given) => {
      if (RECORDED.has(name)) {
        const words = [name, ...given.map(spelled)];
        record(words.join(' '), words.slice(0, DRAGGED.get(name)).join(' '));
      }
      let result;
      actions.attempt(() => {
        result = /** @type {any} */ (run)(...given);
      });
      return result;
    };
    return [name, act];
  });
  return /** @type {import('../run/ports.js').Actions} */ (Object.fromEntries(guarding));
}

/**
 * @param {import('./parts.js').Parts} parts
 * @param {import('./verbs.js').Verbs} verbs
 * @returns {import('../run/ports.js').Actions}
 */
export function buildActions(parts, verbs) {
  const { comparing, cursor, experiment, messages, painter, player, runs, selection, timeCursor } = parts;
  const { attempt, fail } = verbs;
  const redraw = (/** @type {string[]} */ ...reasons) => painter.changed(...reasons);
  /** @type {(run: (lab: import('../wasm/types.js').Lab) => void) => void} */
  const limits = (run) => {
    run(runs.main.lab);
    redraw('limits');
  };
  return guarded({
    act: (name) => verbs.act(name),
    setSpeed: (speed) => player.setSpeed(speed),
    seek: (step) => verbs.seek(step),
    showMeter: (key, on) => verbs.showMeter(key, on),
    runTo: (step) => verbs.runTo(step),
    beforeStop: () => verbs.beforeStop(),
    change: (key, value, gesture) => experiment.change(key, value, gesture),
    newSeed: () => experiment.change('seed', String(verbs.randomSeed())),
    load: (text) => experiment.load(text),
    bring: () => void openOwn(parts, verbs.page.shell().node).catch(fail),
    suggestSteps: (steps) => verbs.suggestSteps(steps),
    cure: (cure) => comparing.cure(cure),
    tryCure: (cure) => comparing.cure(cure, () => verbs.play(runs.step + TRIED, true)),
    keep: () => comparing.keep(),
    compareCells: () => comparing.cells(),
    goOnWith: (id) => comparing.goOnWith(id),
    keepOnly: (id) => comparing.keepOnly(id),
    drop: (id) => comparing.drop(id),
    setLimit: (key, value) => limits((lab) => lab.set_limit(key, value)),
    resetLimits: () => limits((lab) => lab.reset_limits()),
    select: (chosen) => selection.select(chosen),
    hover: (chosen) => selection.hover(chosen),
    turnExample: (by) => selection.turnExample(by),
    point: (column) => cursor.point(column),
    pin: (column) => cursor.pin(column),
    release: () => verbs.release(),
    hoverSpot: (spot) => timeCursor.hover(spot),
    keepSpot: (spot) => timeCursor.keep(spot),
    turnUnit: (by) => timeCursor.turn(by),
    moveInTime: (key, part) => timeCursor.key(key, part),
    say: (text, kind, ...choices) => messages.say(text, kind, ...choices),
    announce: (read) => messages.announce(read),
    redraw,
    attempt,
    fail,
  });
}
