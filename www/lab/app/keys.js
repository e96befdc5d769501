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

/**
 * Keys on which the browser itself acts in a control: the page around must not act on them too.
 * @type {Record<'slider'|'press'|'none', string[]>}
 */
const NATIVE = {
  slider: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'],
  press: [' ', 'Enter'],
  none: [],
};
/** Of a field, these are not typed: they belong to the page around. */
const NOT_TYPED = /^(Tab|Escape|F\d+)$/;

/** @param {EventTarget|undefined} target @returns {'typing'|'slider'|'press'|'none'} */
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
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.defaultPrevented) return event.stopPropagation(); // a part of the lab has acted on it
  const where = kind(event.composedPath()[0]);
  if (where === 'typing') {
    if (!NOT_TYPED.test(event.key)) event.stopPropagation(); // what is typed into a field belongs to the field
    return;
  }
  const pressing = where === 'press' && event.key === ' ';
  const action = ACTIONS[event.key];
  if (action && !pressing && act(action)) {
    event.preventDefault();
    event.stopPropagation();
  } else if (NATIVE[where].includes(event.key)) event.stopPropagation();
}
