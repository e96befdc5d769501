/** Opens the panel of 'Share' for a lab, and all that it can save. Loaded when it is first used, in one piece. */
import { toTorch } from '../export/torch.js';
import { pngOf } from '../share/bitmap.js';
import { csvOf, jsonOf } from '../share/numbers.js';
import { SharePanel } from '../share/panel.js';
import { singleFile } from '../wasm/assets.js';
import { pictureOf } from './picture.js';
import { record } from './report.js';

/**
 * @typedef {import('./builder.js').Builder} Builder
 * @typedef {Pick<Builder, 'parts'|'verbs'|'address'> & {shell: import('./built.js').Shell}} Lab
 */

/** Pixels around a picture. */
const MARGIN = 16;
/** What has a picture of its own. */
const FIGURES = '.strip, .card, .gates, .run, .seeds';

/** @param {Element} node */
const visible = (node) => node.checkVisibility() && node.getClientRects().length > 0;

/**
 * The whole page, and each of its figures by its name.
 * @param {Lab} lab
 */
function pictures({ shell }) {
  const whole = { name: 'what the page shows', node: shell.picture };
  const figures = [...shell.node.querySelectorAll(FIGURES)].flatMap((node) => {
    const drawn = [...node.querySelectorAll('canvas')].some(visible);
    const name = (node.querySelector('h2, h3, .strip-head b') ?? node).textContent ?? '';
    const known = node.getAttribute('aria-label') ?? (node.matches('.strip') ? name : '');
    return node instanceof HTMLElement && drawn && known ? [{ name: known, node }] : [];
  });
  return [whole, ...figures];
}

/** @param {Lab} lab */
function now({ parts }) {
  const { preset } = parts.prepared;
  const { step, main } = parts.runs;
  return {
    step,
    axis: /** @type {'depth'|'time'} */ (parts.reading.summary.time ? 'time' : 'depth'),
    title: preset?.title ?? 'An experiment',
    name: `gradient-lab-${preset ? `${preset.id.toLowerCase()}-` : ''}step-${step}`,
    digest: main.lab.digest(),
  };
}

/** @param {Lab} lab @returns {import('../share/source.js').Source} */
function sourceOf(lab) {
  const { parts, address, verbs } = lab;
  const { catalog, link, pageKeys, reading, runs } = parts;
  // The path of a file tells nobody else anything, and may tell too much.
  const here = () => link.address(address()).replace(/^file:.*\/(?=[^/#]*(#|$))/, '');
  return {
    catalog,
    pageKeys,
    now: () => now(lab),
    state: (step, task) => address(step, task),
    link: (state) => link.address(state),
    here,
    pictures: () => pictures(lab),
    svg: (node) => pictureOf({ ...lab, address: here }, node, MARGIN),
    csv: () => csvOf({ frame: reading.frame, summary: reading.summary, link: here() }),
    json: () => jsonOf({ version: catalog.version, link: here(), step: runs.step, runs: runs.list }),
    page: singleFile,
    torch: (kind) => toTorch(runs.main.lab, here(), kind),
    attempt: (run) => {
      record('share');
      run().catch(verbs.fail);
    },
  };
}

export { csvOf, jsonOf, pngOf };

/** The panel of each lab. @type {WeakMap<HTMLElement, SharePanel>} */
const panels = new WeakMap();

/** @param {Lab} lab */
export function openShare(lab) {
  if (lab.parts.player.playing) lab.verbs.pause(); // what is shared is what is seen
  const { node } = lab.shell;
  const panel = panels.get(node) ?? new SharePanel(sourceOf(lab));
  panels.set(node, panel);
  if (!panel.dialog.isConnected) node.append(panel.dialog);
  panel.open();
}
