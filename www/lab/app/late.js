/**
 * What is loaded when it is first used. All of it is named here and asked for by `late` alone, so that a bundler makes
 * one file of it: of several, the shared parts would become files without names of their own.
 */
export { toTorch } from '../export/torch.js';
export { bring } from '../own/bring.js';
export { OwnDialog } from '../own/dialog.js';
