/** The tabs: what the middle of the page shows. Depth and time are two kinds of experiment, and each keeps its own. */
import { h } from '../draw/dom.js';

/** @typedef {'depth'|'time'|'compare'} View */

/** @type {{key: View, title: string}[]} */
const VIEWS = [
  { key: 'depth', title: 'Through depth' },
  { key: 'time', title: 'Through time' },
  { key: 'compare', title: 'Compare' },
];

/** Where a student begins, who has nothing on that axis yet. */
const BEGIN = {
  depth: '',
  time: 'data=adding&cell=lstm&length=40&width=16&batch=32&optimizer=adam&learning_rate=0.01&clip_norm=1&activation=tanh&init=lecun_normal',
};

/**
 * @param {import('./desk.js').Desk} desk @param {() => HTMLElement} page @param {import('./shell.js').Panels} panels
 */
export function views(desk, page, panels) {
  // The experiment left on the other axis. The host keeps it, so that it survives a restart of the lab.
  const kept = (desk.host.left ??= { ...BEGIN });
  const axis = () => (desk.summary.time ? 'time' : 'depth');
  /** @param {View} key */
  const show = (key) => {
    page().dataset.view = key;
    panels.compare.node.hidden = key !== 'compare';
    for (const button of buttons) button.setAttribute('aria-current', String(button.dataset.view === key));
    desk.looks.resize();
    desk.painter.changed('view', 'frame', 'size', 'experiment', 'evaluation');
  };
  /** A tab of the other axis opens what was left there. @param {View} key */
  const open = (key) => {
    if (key === 'compare' || key === axis()) return show(key);
    kept[axis()] = desk.address();
    desk.link.turn();
    desk.experiment.load(kept[key]);
    show(key);
  };
  const buttons = VIEWS.map(({ key, title }) =>
    h(
      'button',
      {
        type: 'button',
        class: 'quiet tab',
        'data-view': key,
        'aria-current': String(key === axis()),
        onclick: () => desk.safely(() => open(key)),
      },
      title,
    ),
  );
  /** How many runs stand side by side. @param {number} runs */
  const tell = (runs) => {
    buttons[2].textContent = runs > 1 ? `Compare · ${runs}` : 'Compare';
    buttons[2].title = runs > 1 ? `${runs} runs side by side` : '';
  };
  return { tell, tabs: h('nav', { class: 'tabs', 'aria-label': 'View' }, buttons), show };
}
