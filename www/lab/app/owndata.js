/** The reader's own data: the dialog, and reading them from a state. Loaded when they are first used, in one piece. */
export { bring } from '../own/bring.js';
export { OwnDialog } from '../own/dialog.js';
