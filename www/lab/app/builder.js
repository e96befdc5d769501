/**
 * What the app hands to those who build its page. Types only.
 *
 * @typedef {object} Builder  the app, as far as they need it
 * @property {import('./host.js').Reflecting} host
 * @property {import('./parts.js').Parts} parts
 * @property {import('./verbs.js').Verbs} verbs
 * @property {{tell: (name: string, detail: object) => void}} outside
 * @property {string} figure the name of the view, if it is not the whole lab
 * @property {boolean} gone
 * @property {number} step
 * @property {() => void} shown
 * @property {(step?: number, keys?: Record<string, string|undefined>) => string} address
 * @property {(run: () => void) => void} attempt
 */
export {};
