/** name: of files. @typedef {{step: number, axis: 'depth'|'time', title: string, name: string, digest: string}} Now */
/** @typedef {{file?: import('../export/torch.js').File, refusal?: string}} Exported */
/**
 * What the panel shares, and what its parts need of the panel. Types only.
 *
 * @typedef {object} Source
 * @property {import('../wasm/types.js').Catalog} catalog
 * @property {import('../run/pagekeys.js').PageKeys} pageKeys
 * @property {() => Now} now
 * @property {(step: number, task: Record<string, string|undefined>) => string} state  what follows # in a link
 * @property {(state: string) => string} link
 * @property {() => string} here  the link that stands in what is saved
 * @property {() => {name: string, node: HTMLElement}[]} pictures  what can be saved as a picture
 * @property {(node: HTMLElement) => string} svg
 * @property {() => string} csv
 * @property {() => string} json
 * @property {() => Promise<string>|null} page  the text of the single file; null where the page has none
 * @property {(kind: import('../export/torch.js').Kind) => Promise<Exported>} torch
 * @property {(run: () => Promise<void>) => void} attempt
 *
 * @typedef {object} Panel
 * @property {Source} source
 * @property {string} state what follows # in the link
 * @property {string} link
 * @property {{keys: Record<'open'|'hide'|'goal', string|undefined>}} task
 * @property {(text: string) => void} say
 * @property {(field: HTMLInputElement|HTMLTextAreaElement, done: string) => Promise<void>} copy
 */
export {};
