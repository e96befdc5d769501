/** 'From PyTorch': a trace file, chosen with a button or dropped on the lab. The view is loaded at its first use. */
import { h } from '../draw/dom.js';
import { record } from './report.js';

/**
 * @param {import('./builder.js').Builder} app
 * @param {import('../run/ports.js').Ports} ports
 */
export function traceFiles(app, ports) {
  const { messages } = app.parts;
  /** @type {HTMLElement|null} */
  let place = null;
  const input = h('input', { type: 'file', accept: '.jsonl,.ndjson,.json,.txt', hidden: true, tabindex: -1 });
  const another = () => input.click();
  const open = async (/** @type {File|undefined} */ file) => {
    if (!file || !place) return;
    record('open a trace');
    try {
      const { openTrace } = await import('../trace/open.js');
      const words = await openTrace(file, { ports, place, gone: () => app.gone, another });
      if (words) messages.say(words, 'warning');
    } catch (error) {
      ports.actions.fail(error);
    }
  };
  input.addEventListener('change', () => {
    open(input.files?.[0]);
    input.value = ''; // the same file may be chosen again
  });
  const title = 'Open a run that PyTorch has trained: a file that gradient_lab_trace.py wrote';
  const props = { type: 'button', class: 'quiet', 'data-action': 'trace', title, onclick: another };
  const node = h('span', { class: 'torch from' }, h('button', props, 'From PyTorch'), input);

  /** Takes what is dropped anywhere on the lab. @param {HTMLElement} lab */
  const watch = (lab) => {
    place = lab;
    const isFile = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files');
    lab.addEventListener('dragover', (event) => {
      if (isFile(event)) event.preventDefault();
    });
    lab.addEventListener('drop', (event) => {
      if (!isFile(event)) return;
      event.preventDefault();
      open(event.dataTransfer?.files[0]);
    });
  };
  return { node, watch };
}
