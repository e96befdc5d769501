/** The last actions of the reader on this page, and the report about an error that lists them. */

/** How many actions are kept. */
const MOST = 50;
/** Lines of the call stack: the first ones name the place. */
const LINES = 12;

/** @typedef {{at: number, text: string, like: string, times: number}} Action  at: ms since the page was opened */

/** All labs of the page share one engine, and so one list. @type {Action[]} */
const actions = [];

/**
 * Keeps an action for a report. An action like the one before takes its place, so that a drag is one action.
 * @param {string} text
 * @param {string} [like]
 */
export function record(text, like = text) {
  const at = performance.now();
  const last = actions[actions.length - 1];
  if (last?.like === like) Object.assign(last, { at, text, times: last.times + 1 });
  else actions.push({ at, text, like, times: 1 });
  if (actions.length > MOST) actions.shift();
}

/** @param {Action} action */
const line = ({ at, text, times }) => `${(at / 1000).toFixed(1)} s  ${text}${times > 1 ? ` (${times} times)` : ''}`;

/** @param {unknown} error */
export const detailOf = (error) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

/**
 * What a maintainer needs to repeat an error, as text.
 * @param {unknown} error
 * @param {string} link the experiment
 */
export function writeReport(error, link) {
  const message = detailOf(error);
  const stack = (error instanceof Error && error.stack) || '';
  const place = stack.replace(message, '').trim().split('\n').slice(0, LINES);
  return [
    'Gradient Lab: report of an error',
    `Message: ${message}`,
    'Place:',
    ...place.map((text) => `  ${text.trim()}`),
    `Browser: ${globalThis.navigator?.userAgent ?? ''}`,
    `Page: ${globalThis.location?.href.replace(/#.*$/, '') ?? ''}`,
    `Experiment: ${link}`,
    'Last actions:',
    ...actions.map((action) => `  ${line(action)}`),
  ].join('\n');
}
