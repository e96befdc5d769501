/** The layout of the page: header, sentence, transport, strips on one axis, cards, controls. */
import { h } from '../draw/dom.js';
import { helpDialog } from './help.js';
import { buildStrips } from './strips.js';

/** @typedef {import('./panels.js').Panels} Panels */
/** @typedef {{share: HTMLElement, toggleTheme: () => void}} Tools */

/**
 * The header. It holds only what works.
 * @param {HTMLElement} host
 * @param {HTMLElement[]} switches the tabs, and how much is shown
 * @param {Tools & {help: () => void}} tools
 */
function header(host, switches, { share, toggleTheme, help }) {
  const level = [...document.querySelectorAll('h1')].some((heading) => !host.contains(heading)) ? 2 : 1;
  /**
   * @param {string} action
   * @param {string} title
   * @param {() => void} onclick
   * @param {string} words
   * @param {string} [name]
   */
  const tool = (action, title, onclick, words, name) =>
    h('button', { type: 'button', class: 'quiet', 'data-action': action, title, 'aria-label': name, onclick }, words);
  return h(
    'header',
    { class: 'bar' },
    h('div', { class: 'name', role: 'heading', 'aria-level': level }, 'Gradient Lab'),
    switches,
    h(
      'span',
      { class: 'tools' },
      share,
      tool('theme', 'Light or dark', toggleTheme, '◐', 'Light or dark'),
      tool('help', 'Help (?)', help, '?', 'Help'),
    ),
  );
}

/** @param {string} word @param {() => HTMLElement} to */
const jump = (word, to) => h('button', { type: 'button', class: 'link jump', onclick: () => reveal(to()) }, word);

/** @param {{node: HTMLElement}[]} panels */
const nodes = (...panels) => panels.map((panel) => panel.node);

/**
 * @param {HTMLElement} host
 * @param {{panels: Panels, meters: import('../strips/meter.js').Meter[]}} built
 * @param {{node: HTMLElement, voice: HTMLElement}} messages
 * @param {HTMLElement[]} switches the tabs, and how much is shown
 * @param {Tools} tools
 */
export function buildShell(host, { panels, meters }, messages, switches, tools) {
  const help = helpDialog();
  const strips = buildStrips(panels, meters);
  const { claim, sentence, transport, verdict, diagnosis, why, controls, gallery, more, legend, table, rows, compare } =
    panels;
  const reasons = () => (diagnosis.node.hidden ? why.node : diagnosis.node);
  const jumps = h(
    'p',
    { class: 'jumps' },
    jump('Why?', reasons),
    jump('Change the experiment', () => controls.summary),
  );
  const driving = nodes(transport, verdict, messages);
  const main = h(
    'section',
    { class: 'main', 'aria-label': 'The run' },
    nodes(claim, sentence),
    jumps,
    driving,
    nodes(rows),
    strips.scroller,
    nodes(more, legend, table, compare),
  );
  const { crash, loss, accuracy, task, reach, cell, step, landscape, predictions, inspector } = panels;
  const { confusion, range, proof } = panels;
  const side = h(
    'section',
    { class: 'side', 'aria-label': 'Why, and how well' },
    nodes(crash, diagnosis, why, loss, accuracy, task, reach, cell, step, landscape, predictions, inspector),
  );
  const name = 'Right and wrong, and the proof';
  const checks = h('div', null, nodes(range, proof));
  const below = h('section', { class: 'below', 'aria-label': name }, nodes(confusion), checks);
  const node = h(
    'div',
    { class: 'lab' },
    header(host, [gallery.node, ...switches], { ...tools, help: () => help.showModal() }),
    h('div', { class: 'columns' }, main, side, below, controls.node),
    messages.voice,
    help,
    gallery.dialog,
  );
  /** Takes the focus after the focused element has gone, so that the keys still reach the lab. */
  const focus = () => transport.buttons?.play.focus({ preventScroll: true });
  gallery.chosen = (preset) => {
    controls.choose(preset);
    focus();
  };
  /** Whether a dialog covers the lab, which then has no keys. */
  const covered = () => node.querySelector('dialog[open]') !== null;
  return { node, help, strips, side, main, picture: main, jumps, driving, focus, covered };
}

/** @typedef {ReturnType<typeof buildShell>} Shell */

/**
 * Brings a part into view and puts the focus there.
 * @param {HTMLElement} part
 */
function reveal(part) {
  const fold = part.closest('details');
  if (fold) fold.open = true;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  part.scrollIntoView({ behavior: still ? 'auto' : 'smooth', block: 'start' });
  part.focus({ preventScroll: true });
}
