/** Reads a trace file in this page: nothing is sent anywhere. */
import { glue, isAbandoned, isPanic } from '../wasm/module.js';
import { count } from '../wasm/numbers.js';

/** Bytes of a piece; between two pieces the page paints. */
const PIECE = 2 ** 20;
/** MiB of a file, at most. A trace of 100 layers and 2,000 training steps has 20. */
const MOST = 200;

/** @typedef {{free: () => void, about: () => About, moment: (at: number) => Moment,
 *   figures: (at: number) => Float64Array, steps: () => Uint32Array,
 *   diagnosis: (at: number) => import('../wasm/types.js').Finding[], river: (dark: boolean) => any,
 *   draw_loss: (canvas: HTMLCanvasElement, at: number, width: number, height: number, scale: number, dark: boolean) =>
 *   void}} Handle  the handle of `src/web/recorded.rs`
 * @typedef {{step: number, loss: number, accuracy: number|null, learning_rate: number|null,
 *   stopped: import('../wasm/types.js').Stop|null}} Moment
 * @typedef {{name: string, kind: string, then: string[]}} Layer
 * @typedef {{classes: number|null, regression: boolean, chance: number|null, optimizer: string, layers: Layer[],
 *   rows: number, steps: number, notes: string[]}} About
 * @typedef {import('../wasm/types.js').Frame & {accuracy: number|null, zero: (number|null)[],
 *   saturated: (number|null)[], dead: (number|null)[]}} Frame
 */

/**
 * @param {Blob & {name?: string}} file
 * @returns {Promise<{run?: Handle, refusal?: string}>} one of the two
 */
export async function readTrace(file) {
  if (file.size > MOST * 2 ** 20) {
    const mib = count(Math.round(file.size / 2 ** 20));
    return { refusal: `It has ${mib} MiB, and a trace may have ${MOST}. Call trace.step less often.` };
  }
  const mine = glue;
  const reader = new mine.TraceFile();
  const decoder = new TextDecoder();
  try {
    for (let from = 0; from < file.size; from += PIECE) {
      const bytes = await file.slice(from, from + PIECE).arrayBuffer();
      if (isAbandoned(mine)) return { refusal: 'The engine was started again. Try again.' };
      reader.push(decoder.decode(bytes, { stream: true }));
    }
    reader.push(decoder.decode());
  } catch (error) {
    if (isPanic(error)) throw error;
    reader.free();
    return { refusal: sentence(error) };
  }
  try {
    return { run: reader.finish() }; // which frees the reader
  } catch (error) {
    if (isPanic(error)) throw error;
    return { refusal: sentence(error) };
  }
}

/** @param {unknown} error */
const sentence = (error) => (error instanceof Error ? error.message : String(error));
