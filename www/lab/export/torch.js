/** The export of a run to PyTorch, as a script or as a notebook. The page loads it when it is first asked for. */
import { pieces } from './pieces.js';
import { notebook, script } from './script.js';
import { readState } from './state.js';

/** @typedef {'script'|'notebook'} Kind */
/** @typedef {{name: string, type: string, text: string}} File */

const FILES = {
  script: { ending: 'py', type: 'text/x-python', write: script },
  notebook: { ending: 'ipynb', type: 'application/x-ipynb+json', write: notebook },
};

/**
 * @param {import('../wasm/types.js').Lab} lab it stays as it is
 * @param {string} link the address that reopens it at its present step
 * @param {Kind} kind
 * @returns {Promise<{file?: File, refusal?: string}>} one of the two
 */
export async function toTorch(lab, link, kind) {
  const { state, refusal } = await readState(lab, link);
  if (!state) return { refusal };
  const { ending, type, write } = FILES[kind];
  return { file: { name: `gradient-lab-step-${state.step}.${ending}`, type, text: write(pieces(state)) } };
}
