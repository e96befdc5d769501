// MyST's theme comes from a server, so only what MyST itself writes is here: a tree in which the figure is a node, and
// the script that the node names. A plain page then does with the node what the theme does with it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const SITE = '_build/site';
const MODEL = { experiment: 'hidden_layers=50&step=1', seed: 23, view: 'flow' };

/** All nodes of a kind in a tree. */
const nodes = (tree, type) => {
  if (tree === null || typeof tree !== 'object') return [];
  return [...(tree.type === type ? [tree] : []), ...Object.values(tree).flatMap((child) => nodes(child, type))];
};

async function widget(place) {
  const page = JSON.parse(await readFile(join(place, SITE, 'content/index.json'), 'utf8'));
  const found = nodes(page.mdast, 'anywidget');
  assert.equal(found.length, 1, 'one figure in the tree');
  return found[0];
}

/** The node says what the notes ask for, and its script is the packed one, byte by byte. */
export async function built(place) {
  const { model, esm } = await widget(place);
  assert.deepEqual(model, MODEL);
  const [copied, packed] = [join(place, SITE, 'public', esm), join(place, 'gradient-lab.js')];
  assert.ok((await readFile(copied)).equals(await readFile(packed)), `${esm} is the packed script`);
}

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Week 7</title>
<link rel="icon" href="data:,"><script type="module" src="shell.js"></script></head>
<body><h1>Week 7: Fifty layers</h1><div id="here"></div><h2 id="hand-in">Hand in</h2></body></html>`;

/** As @myst-theme/anywidget 1.4.1 does it: in a shadow tree, with a model that cannot forget who listens. */
const shell = ({ model, esm }) => `
import widget from ${JSON.stringify(esm)};
const values = ${JSON.stringify(model)};
const heard = new EventTarget();
const model = {
  get: (name) => values[name],
  on: (name, tell) => heard.addEventListener(name, tell),
  off() {
    throw new Error('off is not implemented');
  },
};
const here = document.createElement('div');
document.querySelector('#here').attachShadow({ mode: 'open' }).append(here);
const cleanUp = widget.render({ model, el: here });
globalThis.leave = async () => (await cleanUp)?.();
`;

/** The files that stand in for the theme. @param {string} place */
export async function pages(place) {
  return { '/index.html': PAGE, '/shell.js': shell(await widget(place)) };
}

/** The reader goes to another page: the theme ends the widget. */
export async function leave(visit) {
  await visit.run(() => globalThis.leave());
  assert.equal(await visit.run(() => globalThis.gradientLabNotes.lab()), null, 'nothing stays behind');
}
