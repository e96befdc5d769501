/** What the reader of the whole lab may touch and see, and what the teacher asks for. */

/** @typedef {import('./builder.js').Builder} Builder */
/** @typedef {Pick<Builder, 'figure'|'host'|'parts'> & {shell: import('./built.js').Shell}} Whole */

/** What the reader can do to other knobs than those that are left open, by the knob. */
const WAYS = { seed: '.seed', cell: '[data-action="three-cells"]' };

/**
 * Names that are no knobs, in a sentence, or nothing.
 * @param {Pick<Builder, 'parts'>} app
 * @param {string[]} keys
 * @param {string} said  where they stand
 */
export function unknownKnobs({ parts }, keys, said) {
  const strange = keys.filter((key) => !parts.catalog.knobs.some((knob) => knob.key === key));
  return strange.length ? `${said}: there is no knob ${strange.join(', ')}.` : '';
}

/**
 * In the whole lab only the knobs that are left open are shown, by the attribute or else by the link; and what the link
 * hides is hidden.
 * @param {Whole} app
 */
export function lock({ figure, host, parts, shell }) {
  if (figure) return;
  const { pageKeys } = parts;
  const open = host.asked('open') ?? pageKeys.open;
  const lockedUp = (/** @type {Element} */ node, /** @type {string} */ key) =>
    node.classList.toggle('locked', open !== null && !open.includes(key));
  for (const node of shell.node.querySelectorAll('[data-key], [data-quick]')) {
    lockedUp(node, node.getAttribute('data-key') ?? node.getAttribute('data-quick') ?? '');
  }
  for (const [key, way] of Object.entries(WAYS)) {
    for (const node of shell.node.querySelectorAll(way)) lockedUp(node, key);
  }
  const strange = unknownKnobs({ parts }, pageKeys.open ?? [], `open=${pageKeys.values.open}`);
  if (strange) parts.messages.say(strange, 'warning');
  shell.node.classList.toggle('locks', open !== null);
  shell.node.dataset.hide = pageKeys.hidden.join(' ');
  shell.tellGoal?.(pageKeys.goal);
}
