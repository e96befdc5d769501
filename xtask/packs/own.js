// The lab's files inside the bundle: text, glue and the script of the workers. Only the module may lie elsewhere.
import { files, home, words } from 'pack:files';
import { makeGlue } from 'pack:glue';
import { code } from 'pack:worker';
import { provide } from '../../www/lab/wasm/assets.js';

/** The `id` of the lab's script in the single file. */
const SCRIPT = 'gradient-lab-script';

/** The text of the single file; what the lab has written on its element is left out. */
function ownText() {
  const page = /** @type {HTMLElement} */ (document.documentElement.cloneNode(true));
  page.removeAttribute('class');
  for (const open of page.querySelectorAll('details[open]')) open.removeAttribute('open');
  const lab = page.querySelector('gradient-lab');
  for (const { name } of [...(lab?.attributes ?? [])]) {
    if (/^(data-|style$|theme$)/.test(name)) lab?.removeAttribute(name);
  }
  // The parser puts what follows the body into it.
  return `<!doctype html>\n${page.outerHTML.replace(/\s*<\/body>\s*<\/html>$/, '\n</body>\n</html>\n')}`;
}

/**
 * Provides them; to be called before anything opens a lab.
 * @param {() => Promise<WebAssembly.Module>} compile
 * @param {(path: string) => Promise<string>} [other] reads a file that is not in the bundle
 */
export function provideOwn(compile, other = missing) {
  /**
   * Compiled once for all labs of the page, their restarts and their workers.
   * @type {Promise<WebAssembly.Module>|null}
   */
  let compiling = null;
  /** @type {WebAssembly.Module|undefined} */
  let wasm;
  /** The address of the workers' script, which is valid as long as the page. */
  let address = '';

  const compiled = () => {
    compiling ??= compile();
    compiling.catch(() => {
      compiling = null; // another attempt compiles again
    });
    return compiling;
  };

  provide({
    text: async (path) => files[path] ?? other(path),
    engine: async () => {
      wasm = await compiled();
      return { glue: makeGlue(), wasm };
    },
    worker: () => {
      address ||= URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
      return { address, type: 'classic', wasm };
    },
    home: () => home,
    file: () => (document.getElementById(SCRIPT) ? Promise.resolve(ownText()) : null),
    words: () => words,
  });
}

/** @param {string} path @returns {Promise<string>} */
async function missing(path) {
  throw new Error(`${path} is not in this file`);
}
