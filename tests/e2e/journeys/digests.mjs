// The shipped module ends every experiment of the table of digests in the same bits in Node, Firefox and Chromium. That
// they are
// the bits of native Rust is for tests/determinism.rs and tests/web.rs, which read the same table.
import { readFileSync } from 'node:fs';
import { visiting } from '../driver/visit.mjs';

const ROOT = new URL('../../../', import.meta.url);
const PKG = new URL('www/pkg/', ROOT);
const ROW = /^ {4}\("([^"]*)", (\d+), \[/gm;

/** Text and steps of each row; presets are the page's own words for other rows. */
export function rows() {
  const table = readFileSync(new URL('tests/support/digests/table.rs', ROOT), 'utf8');
  return [...table.matchAll(ROW)]
    .map(([, text, steps]) => [text, Number(steps)])
    .filter(([text]) => !text.includes('preset='));
}

/** In Node and in the page alike, which finds its own Lab. */
function digests([rows, Lab = document.querySelector('gradient-lab').lab.constructor]) {
  return rows.map(([text, steps]) => {
    const lab = new Lab(text);
    lab.seek(steps);
    while (!lab.seek_advance(10_000)) {
      /* until it is there, or has stopped */
    }
    const digest = `${text} at ${lab.frame().step}: ${lab.digest()}`;
    lab.free();
    return digest;
  });
}

export async function inNode() {
  const { Lab, default: load } = await import(new URL('gradient_lab.js', PKG));
  await load({ module_or_path: readFileSync(new URL('gradient_lab_bg.wasm', PKG)) });
  return digests([rows(), Lab]);
}

export const inPage = (browser) =>
  visiting(browser, { hash: 'data=adding&length=4&width=2&batch=2&cell=lstm' }, async (visit) => {
    await visit.ready();
    return visit.run(digests, [rows()]);
  });
