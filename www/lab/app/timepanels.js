/** The panels of 'Through time', made with the others; each rests while the network goes through depth. */
import { CellCard } from '../cards/cell.js';
import { Descent } from '../strips/descent.js';
import { Gates } from '../strips/gates.js';
import { InputStrip } from '../strips/input.js';
import { ReachCard } from '../cards/reach.js';
import { TaskCard } from '../cards/task.js';
import { Unrolled } from '../strips/unrolled.js';

/** @param {import('./desk.js').Desk} desk */
export function timePanels(desk) {
  return {
    input: new InputStrip(desk),
    gates: new Gates(desk),
    unrolled: new Unrolled(desk),
    descent: new Descent(desk),
    task: new TaskCard(desk),
    reach: new ReachCard(desk),
    cell: new CellCard(desk),
  };
}
