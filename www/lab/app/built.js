/**
 * What those who build the page of a lab give to the app. Types only.
 *
 * @typedef {object} Shell
 * @property {HTMLElement} node
 * @property {HTMLElement} main
 * @property {HTMLDialogElement|null} help
 * @property {HTMLElement} picture what is shown, without what is operated
 * @property {() => void} focus takes the focus after the focused element has gone
 * @property {(goal: string) => void} [tellGoal] shows what a teacher asks for
 * @property {() => boolean} covered whether a dialog covers the lab, which then has no keys
 *
 * @typedef {object} Built  the whole lab, or one figure
 * @property {Partial<import('./panels.js').Panels>} panels
 * @property {Shell} shell
 * @property {{watch: () => void, stop: () => void, resize: () => void, retheme: () => void}} arrangement
 * @property {{act: (name: string) => boolean, stop: () => void}|null} presenter
 */
export {};
