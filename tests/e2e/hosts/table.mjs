// How the checker finds its way in each host, and what the host itself says on the console.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as myst from './myst.mjs';

/**
 * @typedef {object} Host
 * @property {string} page the page with the figure, below the place
 * @property {string} [anchor] where the page is opened; without it at `#hand-in`, a heading
 *   below the figure
 * @property {string} [frame] a part of the address of the frame that holds the figure
 * @property {boolean} [inlined] the script is a part of the page, so a policy cannot tell ours from the host's
 * @property {string} [only] the only browser in which the host is opened
 * @property {RegExp[]} [forgive] what the host itself says
 * @property {(visit: import('../driver/visit.mjs').Visit) => Promise<unknown>} [open] what a reader does first
 * @property {(visit: import('../driver/visit.mjs').Visit) => Promise<unknown>} [leave] when the reader goes
 * @property {(place: string) => Promise<void>} [built] looks at the files, without a browser
 * @property {(place: string) => Promise<Record<string, string>>} [pages] what stands in for pages of the host
 * @property {string} [folder] what is served, below the place
 */

/** @type {Record<string, Host>} */
export const HOSTS = {
  plain: { page: 'index.html' },
  sandbox: { page: 'index.html', frame: 'gradient-lab.html', inlined: true },
  revealjs: { page: 'index.html', anchor: '#/flow' },
  mdbook: { page: 'week-7.html' },
  sphinx: { page: 'week-7.html' },
  mkdocs: { page: 'week-7/' },
  pandoc: { page: 'week-7.html', inlined: true, built: holdsEverything },
  myst: { page: 'index.html', folder: '_build/site/public', ...myst },
  marimo: {
    page: '',
    anchor: '',
    forgive: [/was preloaded using link preload but not used/],
  },
  jupyterlab: {
    page: 'lab/tree/notes.ipynb',
    anchor: '',
    only: 'chromium',
    forgive: [/^console\.warning: Plugin @jupyterlab\S+ .*(taking too long|took [\d.]+ms) to activate/],
    open: runCells,
  },
};

/** The page asks for no other file. */
async function holdsEverything(place) {
  const page = await readFile(join(place, 'week-7.html'), 'utf8');
  assert.match(page, /<script type="module">/);
  assert.doesNotMatch(page, /<(script|img|iframe)\b[^>]*\ssrc=["']?(?!data:)|<link\b[^>]*\bhref=["']?(?!data:)/);
}

/** Runs all cells of the notebook, once its kernel is ready. */
async function runCells(visit) {
  const idle = () => {
    const { shell } = globalThis.jupyterapp ?? {};
    return shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle';
  };
  await visit.until('a kernel', idle, null, 120_000);
  await visit.run(() => globalThis.jupyterapp.commands.execute('notebook:run-all-cells').then(() => true));
}
