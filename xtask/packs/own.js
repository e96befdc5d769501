// The lab's files inside the bundle: text, glue and the script of the workers. Only the module may lie elsewhere.
import { files, home, words } from 'pack:files';
import { makeGlue } from 'pack:glue';
import { code } from 'pack:worker';
import { provide } from '../../www/lab/wasm/assets.js';

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
    words: () => words,
  });
}

/** @param {string} path @returns {Promise<string>} */
async function missing(path) {
  throw new Error(`${path} is not in this file`);
}
