/**
 * What a change of the runs does to the page around them. Types only; the app fills it in.
 *
 * @typedef {object} Page
 * @property {import('./ports.js').Say} say
 * @property {(...kinds: import('./ports.js').MessageKind[]) => void} hush removes messages
 * @property {(tab: import('./view.js').Tab) => void} show
 * @property {() => void} toTop brings the top of the lab into view, if it has been scrolled away
 * @property {(key: string, value: string, then: () => void) => void} resize the main run starts again, alone, with
 *   another size
 * @property {(again: boolean) => void} renewed the main run is another experiment now; `again` keeps it playing
 * @property {() => void} settle the main run came to rest: link and evaluation follow
 * @property {() => void} focus what had the focus has gone: the keys must still reach the lab
 * @property {(...reasons: string[]) => void} redraw
 * @property {(name: string, detail: object) => void} tell dispatches an event of the element
 */
export {};
