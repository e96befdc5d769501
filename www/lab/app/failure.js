/** When the lab cannot run: a sentence in plain words, and the page still reads as text. */
import { h } from '../draw/dom.js';

/**
 * @param {unknown} error @param {'loading'|'running'} when
 * @returns {{title: string, text: string, detail: string, again: boolean}}
 */
export function explain(error, when) {
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (typeof WebAssembly === 'undefined') {
    return {
      title: 'This browser has no WebAssembly',
      detail: '',
      again: false,
      text: 'The lab does its arithmetic in WebAssembly, which this browser does not have or has switched off. Any current Firefox, Chrome, Edge or Safari has it. The text on this page can be read without it.',
    };
  }
  if (/Content Security Policy|unsafe-eval|CompileError/i.test(detail)) {
    return {
      title: 'This page may not run WebAssembly',
      detail,
      again: false,
      text: "The server’s content security policy forbids WebAssembly, which the lab needs for its arithmetic. Whoever runs the server can allow it with script-src 'wasm-unsafe-eval'. The text on this page can be read without it.",
    };
  }
  if (when === 'loading') {
    return {
      title: 'A part of the lab did not arrive',
      detail,
      again: true,
      text: 'A file that the lab needs could not be loaded. The connection may be down, or the page was published without its pkg folder. The text on this page can be read meanwhile.',
    };
  }
  return {
    title: 'The lab’s engine has stopped',
    detail,
    again: true,
    text: 'Something went wrong inside the lab that should not. Your experiment is not lost: its link holds it, and the lab can be rebuilt from there.',
  };
}

/**
 * @param {ReturnType<typeof explain>} failure @param {string} link @param {() => void} rebuild
 */
export function failureCard({ title, text, detail, again }, link, rebuild) {
  return h(
    'section',
    { class: 'failure', role: 'alert' },
    h('h2', null, title),
    h('p', null, text),
    again &&
      h(
        'button',
        { type: 'button', class: 'primary', 'data-action': 'rebuild', onclick: rebuild },
        'Start the lab again',
      ),
    link && h('p', { class: 'note' }, 'The experiment: ', h('code', null, link)),
    detail && h('p', { class: 'note' }, 'For a report of the fault: ', h('code', null, detail)),
  );
}
