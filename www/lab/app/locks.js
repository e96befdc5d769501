/** What the reader of the whole lab may touch and see, and what the teacher asks for. */

/** @typedef {import('./builder.js').Builder} Builder */
/** @typedef {Pick<Builder, 'figure'|'host'|'parts'> & {shell: import('./built.js').Shell}} Whole */

/** What the reader can do to other knobs than those that are left open, by the knob. */
const WAYS = { seed: '.seed', cell: '[data-action="three-cells"]' };

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
  const strange = (pageKeys.open ?? []).filter((key) => !parts.catalog.knobs.some((knob) => knob.key === key));
  if (strange.length)
    parts.messages.say(`open=${pageKeys.values.open}: there is no knob ${strange.join(', ')}.`, 'warning');
  shell.node.classList.toggle('locks', open !== null);
  shell.node.dataset.hide = pageKeys.hidden.join(' ');
  shell.tellGoal?.(pageKeys.goal);
}
