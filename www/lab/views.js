/** The tabs: what the middle of the page shows. */
import { h } from './dom.js';

/** @type {{key: 'depth'|'compare', title: string}[]} */
const VIEWS = [{ key: 'depth', title: 'Through depth' }, { key: 'compare', title: 'Compare' }];

/**
 * @param {import('./desk.js').Desk} desk @param {() => HTMLElement} page @param {import('./shell.js').Panels} panels
 */
export function views(desk, page, panels) {
  /** @param {'depth'|'compare'} key */
  const show = (key) => {
    page().dataset.view = key;
    panels.compare.node.hidden = key !== 'compare';
    for (const button of buttons) button.setAttribute('aria-current', String(button.dataset.view === key));
    desk.looks.resize();
    desk.painter.changed('view', 'frame', 'size', 'experiment', 'evaluation');
  };
  const buttons = VIEWS.map(({ key, title }) => h('button', { type: 'button', class: 'quiet tab', 'data-view': key,
    'aria-current': String(key === 'depth'), onclick: () => desk.safely(() => show(key)) }, title));
  /** How many runs stand side by side. @param {number} runs */
  const tell = (runs) => {
    buttons[1].textContent = runs > 1 ? `Compare · ${runs} runs` : 'Compare';
  };
  return { tell, tabs: h('nav', { class: 'tabs', 'aria-label': 'View' }, buttons), show };
}
