/** Opens a trace file over the lab. A file that is no trace changes nothing. */
import { readTrace } from './read.js';
import { Recording } from './recording.js';
import { TraceView } from './view.js';

/**
 * @typedef {object} Given
 * @property {import('../run/ports.js').Ports} ports
 * @property {HTMLElement} place what the view opens over
 * @property {() => boolean} gone whether the lab has gone meanwhile
 * @property {() => void} another asks for another file
 */

/** The view that is open over each lab. @type {WeakMap<HTMLElement, TraceView>} */
const open = new WeakMap();

/**
 * @param {File} file
 * @param {Given} given
 * @returns {Promise<string>} a sentence if it was not opened, to be said by the lab; else ''
 */
export async function openTrace(file, { ports, place, gone, another }) {
  const { run, refusal } = await readTrace(file);
  if (gone()) {
    run?.free();
    return '';
  }
  const known = open.get(place);
  if (!run) {
    const words = `“${file.name}” was not opened as a trace of a run. ${refusal}`;
    known?.say(words);
    return known ? '' : words;
  }
  const recording = new Recording(run, file.name);
  if (known) {
    known.replace(recording);
    return '';
  }
  const view = new TraceView(ports, recording, another);
  view.closed = () => open.delete(place);
  open.set(place, view);
  view.open(place);
  return '';
}
