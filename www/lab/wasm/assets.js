/**
 * The lab's files and its engine, wherever they come from. The page fetches them from beside its modules
 * (`fetched.js`); a pack has brought its own. Nothing else in the lab knows an address.
 */

/**
 * @typedef {object} Assets
 * @property {(path: string) => Promise<string>} text a file of the page, by its path below `www`
 * @property {(generation: number) => Promise<{glue: any, wasm?: WebAssembly.Module}>} engine freshly evaluated glue,
 *   with its module where the glue does not fetch that itself
 * @property {() => {address: string, type: WorkerType, wasm?: WebAssembly.Module}} worker the script of a worker, and
 *   the module that it is told first where it does not load its own; asked for once the engine is there
 * @property {() => string|null} home the address of the lab's own page; null where that is the page itself,
 *   or where nobody knows it
 * @property {() => Promise<string>|null} file the text of the lab as a single file; null where there is none
 * @property {() => string|null} words the address of “How it works, in words”; null where there is none
 */

/** @type {Assets} */
let present;

/** Says where everything comes from; before the first lab opens. @param {Assets} assets */
export function provide(assets) {
  present = assets;
}

/**
 * Files that need not be fetched.
 * @param {Record<string, string>} files by their paths below `www`
 */
export function provideFiles(files) {
  const { text } = present;
  present = { ...present, text: async (path) => files[path] ?? text(path) };
}

/** The module, for a worker that is told it. @param {WebAssembly.Module} wasm */
export function provideModule(wasm) {
  const { engine } = present;
  present = { ...present, engine: async (generation) => ({ ...(await engine(generation)), wasm }) };
}

/** @type {Assets['text']} */
export const readText = (path) => present.text(path);

/** @param {string} path @returns {Promise<any>} */
export const readJson = async (path) => JSON.parse(await present.text(path));

/** @type {Assets['engine']} */
export const engineOf = (generation) => present.engine(generation);

/** @type {Assets['worker']} */
export const workerScript = () => present.worker();

/** @type {Assets['home']} */
export const homeAddress = () => present.home();

/** @type {Assets['file']} */
export const singleFile = () => present.file();

/** @type {Assets['words']} */
export const wordsAddress = () => present.words();
