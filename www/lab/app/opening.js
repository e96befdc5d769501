/** The opening act: a page of its own begins with its first step, in slow motion; with reduced motion, with its end. */

/**
 * @param {import('./parts.js').Parts} parts
 * @param {import('./verbs.js').Verbs} verbs
 */
export function openingAct({ link, pageKeys, player, reading, runs }, verbs) {
  if (!link.bound || pageKeys.detail === 'lab' || reading.summary.target_step > 0 || runs.any) return;
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) verbs.act('step');
  else player.play(1);
}
