/** The embed code of a link: a frame whose size is two attributes, since course pages remove styles. Pure. */
import { escaped } from '../draw/svgpen.js';

/** What a frame can show, with the height that each needs at 720 pixels. @type {Record<string, number>} */
export const HEIGHTS = {
  lab: 900,
  watch: 560,
  network: 420,
  flow: 360,
  meters: 620,
  river: 360,
  loss: 360,
  gates: 620,
  reach: 420,
  cells: 620,
  compare: 620,
  boundary: 480,
  byhand: 720,
};
const WIDTH = 720;

/**
 * @param {string} link the address of the lab with its experiment
 * @param {{view: string, title: string, open: string|null}} wishes  open: the knobs that may be changed in a figure
 */
export function embedCode(link, { view, title, open }) {
  const address = new URL(link);
  address.searchParams.set('embed', '1');
  if (view !== 'lab') {
    address.searchParams.set('view', view);
    if (open !== null) address.searchParams.set('open', open);
  }
  const [src, name] = [escaped(address.href), escaped(title)];
  return `<iframe src="${src}" title="${name}" width="${WIDTH}" height="${HEIGHTS[view]}"></iframe>`;
}
