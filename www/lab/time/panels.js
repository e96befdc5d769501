/** The panels of 'Through time', made with the others; each rests while the network goes through depth. */
import { CellCard } from './cell.js';
import { Descent } from './descent.js';
import { Gates } from './gates.js';
import { InputStrip } from './input.js';
import { ReachCard } from './reach.js';
import { TaskCard } from './task.js';
import { Unrolled } from './unrolled.js';

/** @param {import('../desk.js').Desk} desk */
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
