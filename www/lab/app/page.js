/** What the models may ask of the page, as one object. */

/**
 * @param {{parts: import('./parts.js').Parts, tabs: import('./tabs.js').Tabs, ticker: import('./ticker.js').Ticker,
 *   shell: import('./shell.js').Shell, outside: {tell: (name: string, detail: object) => void}, toTop: () => void,
 *   renewed: (again: boolean) => void}} app
 * @returns {import('../run/page.js').Page}
 */
export function pageOf(app) {
  return {
    say: (text, kind, ...choices) => app.parts.messages.say(text, kind, ...choices),
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
