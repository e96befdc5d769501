/** The single file with an experiment inside: it travels by messenger and opens where it was saved. Pure. */
import { escaped } from '../draw/svgpen.js';
import { SAVED, SCHEMA } from '../run/saved.js';

const BLOCK = new RegExp(`<script type="application/json" id="${SAVED}">[^<]*</script>\\n?`, 'g');
const HEAD = '</head>';

/**
 * @param {string} page the text of the single file, also of one that was saved before
 * @param {string} state what `getState` of the element returns, with the page's own keys
 * @param {string} title
 */
export function savedPage(page, state, title) {
  const plain = page.replace(BLOCK, '');
  const end = plain.indexOf(HEAD);
  if (end < 0 || !plain.includes('<gradient-lab')) throw new Error('this is not the lab as a single file');
  // In JSON `<` has another spelling, so nothing in it can end the block.
  const json = JSON.stringify({ schema: SCHEMA, state }).replace(/</g, '\\u003c');
  const block = `<script type="application/json" id="${SAVED}">${json}</script>\n`;
  const named = plain.slice(0, end).replace(/<title>[^<]*<\/title>/, () => `<title>${escaped(title)}</title>`);
  return named + block + plain.slice(end);
}
