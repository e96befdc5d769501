/** The tabs, which choose what the middle of the page shows. Depth and time each keep their own experiment. */
import { h } from '../draw/dom.js';
import { takeOut } from '../run/link.js';
import { record } from './report.js';

/** @typedef {import('../run/view.js').Tab} Tab */

/** @type {{key: Tab, title: string}[]} */
const TABS = [
  { key: 'depth', title: 'Through depth' },
  { key: 'time', title: 'Through time' },
  { key: 'compare', title: 'Compare' },
];

/** The first experiment of each axis. */
export const BEGIN = {
  depth: '',
  time:
    'data=adding&cell=lstm&length=40&width=16&batch=32&optimizer=adam&learning_rate=0.01&clip_norm=1' +
    '&activation=tanh&init=lecun_normal',
};

export class Tabs {
  /**
   * @param {() => 'depth'|'time'} axis of the experiment
   * @param {Record<'depth'|'time', string>} kept by axis, the experiment that was left for the other one
   * @param {{shown: () => void, leave: () => string, load: (text: string, tab: Tab) => void,
   *   attempt: (run: () => void) => void}} page
   */
  constructor(axis, kept, page) {
    this.axis = axis;
    this.kept = kept;
    this.page = page;
    /** @type {Tab} */
    this.current = axis();
    this.buttons = TABS.map(({ key, title }) => this.button(key, title));
    this.node = h('nav', { class: 'tabs', 'aria-label': 'View' }, this.buttons);
  }

  /**
   * @param {Tab} key
   * @param {string} title
   */
  button(key, title) {
    const onclick = () => {
      record(`tab ${key}`);
      this.page.attempt(() => this.open(key));
    };
    const current = { 'data-view': key, 'aria-current': String(key === this.current) };
    return h('button', { type: 'button', class: 'quiet tab', ...current, onclick }, title);
  }

  /** @param {Tab} key */
  show(key) {
    this.current = key;
    for (const button of this.buttons) button.setAttribute('aria-current', String(button.dataset.view === key));
    this.page.shown();
  }

  /**
   * A tab of the other axis opens the experiment that was left there.
   * @param {Tab} key
   */
  open(key) {
    if (key !== 'compare' && key !== this.axis()) {
      this.kept[this.axis()] = this.page.leave();
      this.page.load(this.kept[key], key);
    } else this.show(key);
  }

  /**
   * How many runs stand side by side.
   * @param {number} runs
   */
  tell(runs) {
    this.buttons[2].textContent = runs > 1 ? `Compare · ${runs}` : 'Compare';
    this.buttons[2].title = runs > 1 ? `${runs} runs side by side` : '';
  }
}

/**
 * @param {{parts: import('./parts.js').Parts, shown: () => void, address: () => string,
 *   attempt: (run: () => void) => void}} app
 * @param {Record<'depth'|'time', string>} kept
 */
export function buildTabs(app, kept) {
  const { reading, link, experiment } = app.parts;
  return new Tabs(() => (reading.summary.time ? 'time' : 'depth'), kept, {
    shown: () => app.shown(),
    leave: () => {
      const address = app.address();
      link.turn();
      return address;
    },
    load: (text, tab) => {
      const { own, rest } = takeOut(text);
      experiment.load(rest, own.letters, tab); // what the page shows besides stays
    },
    attempt: (run) => app.attempt(run),
  });
}
