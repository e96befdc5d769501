/** What the page shows if the lab, or a part of it, cannot run. The rest of the page can still be read. */
import { h } from '../draw/dom.js';
import { copy } from '../run/link.js';
import { isPanic } from '../wasm/module.js';
import { detailOf } from './report.js';

const READABLE = 'The text on this page can be read without it.';
const TEXTS = {
  missing:
    'The lab does its arithmetic in WebAssembly, which this browser does not have or has switched off. ' +
    `Any current Firefox, Chrome, Edge or Safari has it. ${READABLE}`,
  forbidden:
    'The server’s content security policy forbids WebAssembly, which the lab needs for its arithmetic. ' +
    `The server’s administrator can allow it with script-src 'wasm-unsafe-eval'. ${READABLE}`,
  loading:
    'A file that the lab needs could not be loaded. The connection may be down, or the page was published without ' +
    'its pkg folder. The text on this page can be read meanwhile.',
  running:
    'Something has gone wrong inside the lab. Your experiment is not lost: its link holds it, ' +
    'and the lab can be rebuilt from there.',
};

export const COPY = 'Copy a report';
export const COPIED = 'The report is copied.';

/**
 * @param {unknown} error
 * @param {'loading'|'running'} when
 * @returns {{title: string, text: string, detail: string, again: boolean}}
 */
export function explain(error, when) {
  const detail = detailOf(error);
  if (typeof WebAssembly === 'undefined') {
    return { title: 'This browser has no WebAssembly', detail: '', again: false, text: TEXTS.missing };
  }
  if (/Content Security Policy|unsafe-eval|CompileError/i.test(detail)) {
    return { title: 'This page may not run WebAssembly', detail, again: false, text: TEXTS.forbidden };
  }
  const title = when === 'loading' ? 'A part of the lab did not load' : 'The lab’s engine has stopped';
  return { title, detail, again: true, text: TEXTS[when] };
}

/**
 * @param {ReturnType<typeof explain>} failure
 * @param {string} link
 * @param {string} report
 * @param {() => void} rebuild
 */
export function failureCard({ title, text, detail, again }, link, report, rebuild) {
  const button = { type: 'button', class: 'primary', 'data-action': 'rebuild', onclick: rebuild };
  return h(
    'section',
    { class: 'failure', role: 'alert' },
    h('h2', null, title),
    h('p', null, text),
    again && h('p', null, h('button', button, 'Start the lab again'), ' ', copyButton(report)),
    link && h('p', { class: 'note' }, 'The experiment: ', h('code', null, link)),
    detail && h('p', { class: 'note' }, 'For a bug report: ', h('code', null, detail)),
  );
}

/**
 * A button that copies a report; where the clipboard is closed to us, the report appears as text.
 * @param {string} report
 */
function copyButton(report) {
  const button = h('button', { type: 'button', class: 'small', 'data-action': 'report' }, COPY);
  button.onclick = async () => {
    if (await copy(report)) button.textContent = COPIED;
    else button.replaceWith(h('pre', { class: 'note', tabindex: '0' }, report));
  };
  return button;
}

/**
 * Replaces a panel that has thrown by a sentence in its own box. A panic of the engine is not an error of a panel.
 * @param {import('../run/ports.js').Panel} panel
 * @param {unknown} error
 * @returns {boolean} whether the rest of the lab can go on
 */
export function mendPanel({ node }, error) {
  if (isPanic(error)) return false;
  console.error(`${detailOf(error)}\n${error instanceof Error ? error.stack : ''}`); // Firefox's stack has no message
  const words = h('p', { class: 'note', role: 'status' }, 'This part has failed; the rest of the lab still works. ');
  words.append(h('code', null, detailOf(error)));
  node.replaceChildren(words);
  return true;
}
