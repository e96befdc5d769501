/** When the Jacobians behind a reach are due: they are dear, so while runs play they come rarely, or not before the rest. */

const DEAR = 100; // ms
const PACE = 1000;

export class DearReach {
  /** @param {import('../desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.key = '';
    this.cost = 0;
    this.next = 0;
  }

  /** @param {import('../compare.js').Shown[]} runs @param {number} width of the chart; 0 where there is none */
  due(runs, width) {
    const { summary, player, dark, choice, company } = this.desk;
    if (!summary.time || !width) return false;
    const key = `${runs.map(({ frame, name }) => `${frame.step} ${name}`).join()} ${dark} ${choice.example} ${width}`;
    const busy = player.playing || company.behind;
    if (key === this.key || (busy && this.key && (this.cost > DEAR || performance.now() < this.next))) return false;
    this.key = key;
    return true;
  }

  /** @param {number} cost ms */
  took(cost) {
    this.cost = cost;
    this.next = performance.now() + Math.max(PACE, 25 * cost);
  }
}
