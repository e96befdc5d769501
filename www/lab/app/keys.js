/** The keys of the lab. A key that it handles stops at the host, or else a slide deck around it would turn its page. */

/** @type {Record<string, string>} */
const ACTIONS = {
  ' ': 'play',
  ',': 'back',
  '.': 'phase',
  '>': 'step',
  r: 'reset',
  R: 'reset',
  '?': 'help',
  Escape: 'release',
  b: 'big',
  B: 'big',
  f: 'figure',
  F: 'figure',
  p: 'pointer',
  P: 'pointer',
  n: 'next',
  N: 'next',
};

/** Keys that the lab's own sliders and menus use; the browser acts on them, but the page around must not. */
const NATIVE = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', ' ', 'Enter'];

/** @param {EventTarget|undefined} target */
function kind(target) {
  if (!(target instanceof Element)) return 'none';
  if (target instanceof HTMLInputElement)
    return target.type === 'range' ? 'slider' : target.type === 'checkbox' ? 'press' : 'typing';
  if (target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return 'typing';
  if (target.closest('button, summary, a[href]')) return 'press';
  return 'none';
}

/**
 * @param {KeyboardEvent} event
 * @param {(action: string) => boolean} act true when the action was ours
 */
export function handleKey(event, act) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const where = kind(event.composedPath()[0]);
  if (where === 'typing') {
    event.stopPropagation(); // what is typed into a field belongs to the field
    return;
  }
  const pressing = where === 'press' && event.key === ' ';
  const action = ACTIONS[event.key];
  if (action && !pressing && act(action)) {
    event.preventDefault();
    event.stopPropagation();
  } else if (where !== 'none' && NATIVE.includes(event.key)) event.stopPropagation();
}
