/** The lab's files as they lie on a server: beside this module. Imported by what the server's pages load first. */
import { provide } from './assets.js';

/** @param {string} path below `www` */
const here = (path) => new URL(`../../${path}`, import.meta.url);

/** @param {string} path below `www` */
async function text(path) {
  const response = await fetch(here(path));
  if (!response.ok) throw new Error(`${path} did not load (${response.status})`);
  return response.text();
}

provide({
  text,
  async engine(generation) {
    const address = here('pkg/gradient_lab.js');
    // A new address makes the browser evaluate the glue again.
    if (generation > 0) address.searchParams.set('again', String(generation));
    return { glue: await import(address.href) };
  },
  // Not by its path below `www`: a bundle puts both side by side elsewhere.
  worker: () => ({ address: new URL('worker.js', import.meta.url).href, type: 'module' }),
  home: () => here('index.html').href,
  file: () => text('gradient-lab.html'),
  words: () => here('how-it-works.html').href,
});
