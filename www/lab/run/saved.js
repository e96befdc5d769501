/**
 * The experiment outside of the link: the one that a saved page has inside (`share/savedpage.js` writes it), and the
 * one that the browser keeps for a reload. A page that may not store anything does without.
 */

/** The `id` of the block in a saved page. */
export const SAVED = 'gradient-lab-saved';
/** The version of what stands in it. */
export const SCHEMA = 1;
const KEPT = 'gradient-lab';

/**
 * The state in the text of a block; undefined where the text holds none.
 * @param {string} text
 * @returns {string|undefined}
 */
export function stateIn(text) {
  try {
    const { state } = JSON.parse(text);
    return typeof state === 'string' ? state : undefined;
  } catch {
    return undefined;
  }
}

const block = () => document.getElementById(SAVED)?.textContent ?? null;

/** The state in this page; '' where it has none. */
export function savedState() {
  return stateIn(block() ?? '') ?? '';
}

/** Whether this page was saved with a state that cannot be read any more. */
export function isDamaged() {
  const text = block();
  return text !== null && stateIn(text) === undefined;
}

/** Keeps a state for a reload of this page. @param {string} state */
export function keep(state) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ hash: location.hash, state }));
  } catch {
    // Storage is denied, as in a sandboxed frame, or full: a reload opens the address.
  }
}

/** The state that was kept, if this page was reloaded under the same address; taken once. */
export function takeKept() {
  try {
    const [way] = performance.getEntriesByType('navigation');
    const text = sessionStorage.getItem(KEPT) ?? '';
    sessionStorage.removeItem(KEPT);
    const again = way instanceof PerformanceNavigationTiming && way.type === 'reload';
    return again && JSON.parse(text).hash === location.hash ? (stateIn(text) ?? '') : '';
  } catch {
    return '';
  }
}
