/** What the models may ask of the page, as one object. */

const BEFORE = 'Compare with before';

/**
 * @param {{parts: import('./parts.js').Parts, tabs: {show: (tab: import('../run/view.js').Tab) => void},
 *   ticker: import('./ticker.js').Ticker, figure: string,
 *   shell: import('./built.js').Shell, outside: {tell: (name: string, detail: object) => void}, toTop: () => void,
 *   renewed: (again: boolean) => void}} app
 * @returns {import('../run/page.js').Page}
 */
export function pageOf(app) {
  return {
    say: (text, kind, ...choices) => {
      if (kind === 'warning') app.outside.tell('lab-warning', { kind: 'attribute', text, step: app.parts.runs.step });
      // What an offer would lead to has no place in a figure.
      const idle = app.figure && kind === 'offer' && choices.every(({ label }) => label === BEFORE);
      return idle ? undefined : app.parts.messages.say(text, kind, ...choices);
    },
    hush: (...kinds) => app.parts.messages.hush(...kinds),
    show: (tab) => app.tabs.show(tab),
    toTop: () => app.toTop(),
    resize: (key, value, then) => app.parts.experiment.resize(key, value, then),
    renewed: (again) => app.renewed(again),
    settle: () => app.ticker.settle(),
    focus: () => app.shell.focus(),
    redraw: (...reasons) => app.parts.painter.changed(...reasons),
    tell: (name, detail) => app.outside.tell(name, detail),
  };
}
