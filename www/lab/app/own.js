/** The reader's own data: opens the dialog that brings them. */
import { changed } from '../run/room.js';
import { glue } from '../wasm/module.js';
import { idsIn, keepTable, sourceOf } from '../wasm/tables.js';

/** The dialog of each page of a lab. @type {WeakMap<HTMLElement, import('../own/dialog.js').OwnDialog>} */
const dialogs = new WeakMap();

/**
 * Opens the dialog. It is loaded when it is first used.
 * @param {import('./parts.js').Parts} parts
 * @param {HTMLElement} page in which it stands
 */
export async function openOwn({ experiment, messages, runs }, page) {
  const { OwnDialog } = await import('./owndata.js');
  let dialog = dialogs.get(page);
  if (!dialog) {
    dialog = new OwnDialog((table, source) => {
      const { lab } = runs.main;
      experiment.load(withTable(lab.text(), lab.knobs().cell, keepTable(glue, table, source), table.perStep > 0));
      messages.say('The network learns from your data now. Press Play.');
    });
    dialogs.set(page, dialog);
    page.append(dialog.node);
  }
  const { lab } = runs.main;
  dialog.show(sourceOf(idsIn(lab.text())[0]) ?? pointsOf(lab.points() ?? []));
}

/**
 * The training points of the run as a table to begin with; without points an empty one.
 * @param {ArrayLike<number>} points x, y, answer, is-test
 */
function pointsOf(points) {
  const rows = ['x,y,class'];
  for (let i = 0; i < points.length; i += 4) {
    if (points[i + 3]) continue;
    rows.push([points[i], points[i + 1], points[i + 2]].map((value) => Number(value.toFixed(3))).join(','));
  }
  return `${rows.join('\n')}\n`;
}

/**
 * The same experiment on a table: sequences need a cell, and a table needs none.
 * @param {string} text
 * @param {string} cell
 * @param {string} id
 * @param {boolean} sequence
 */
function withTable(text, cell, id, sequence) {
  const fits = (cell !== 'none') === sequence;
  const other = fits ? text : changed(text, 'cell', sequence ? 'rnn' : 'none');
  return changed(changed(other, 'data', 'own'), 'own', id);
}
