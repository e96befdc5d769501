// Interleaved rounds: all libraries of a workload are started and warmed up, and each round runs them one after
// another, so that other load on this machine affects all of them alike.
import { PEERS } from './peers/all.mjs';
import { GFLOP } from './peers/peak.mjs';

/** Medians with least and most, of one workload at one place (Node or Chromium). */
export async function measure(place, workload, names, { rounds, milliseconds }) {
  const field = await place.open(workload);
  const live = [];
  try {
    for (const name of names) {
      try {
        live.push({ name, rates: [], walls: [], losses: [], ...(await field.start(name, workload)) });
      } catch (error) {
        console.log(`${place.name} ${workload.id}: ${name} did not run: ${error.message}`);
      }
    }
    for (let round = 0; round < rounds; round++) {
      for (const peer of live) await ask(peer, workload, milliseconds);
    }
  } finally {
    for (const peer of live) peer.close();
    await field.close();
  }
  return summary(live, workload);
}

async function ask(peer, workload, milliseconds) {
  const { steps, cpu, wall, loss } = await peer.go(milliseconds);
  const amount = PEERS[peer.name].of === 'peak' ? GFLOP : workload.batch;
  peer.rates.push((1000 * steps * amount) / cpu);
  peer.walls.push((1000 * steps * amount) / wall);
  peer.losses.push(loss);
}

/** The median of the ratios of all rounds: what slows the machine down for a while slows down both sides. */
function summary(live, workload) {
  const peak = live.find(({ name }) => PEERS[name].of === 'peak')?.rates ?? [];
  const rows = live.map((peer) => row(peer, workload, peak));
  const ours = rows.find(({ of }) => of === 'ours');
  for (const row of rows) {
    if (row.of === 'peak') continue;
    // If ours learns and another library does not, that library computes something else.
    // (One that starts where ours ends has nowhere to fall.)
    const there = ours && row.last < 1.05 * ours.last;
    row.learns = Number.isFinite(row.last) && (!falls(ours ?? row) || falls(row) || there);
  }
  const best = rows
    .filter(({ of, learns }) => (of === 'peer' || of === 'rust') && learns)
    .sort((a, b) => b.median - a.median)[0];
  if (best) for (const row of rows) row.toBest = paired(row.rates, best.rates);
  return { id: workload.id, words: workload.words, flops: workload.flops, peak: median(peak), rows };
}

function row({ name, rates, walls, losses, info }, { batch, flops }, peak) {
  const { of } = PEERS[name],
    gflops = rates.map((rate) => (of === 'peak' ? rate : ((rate / batch) * flops) / 1e9));
  return {
    peer: name,
    of,
    median: median(rates),
    least: Math.min(...rates),
    most: Math.max(...rates),
    rates,
    wall: Math.max(...walls),
    gflops: median(gflops),
    share: paired(gflops, peak),
    start: info.start,
    first: info.first,
    last: median(losses),
    underflow: info.underflow,
  };
}

/** How many times as fast, round by round. */
export function paired(rates, others) {
  return median(rates.map((rate, round) => rate / others[round]));
}

const falls = ({ first, last }) => last < 0.97 * first;

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b),
    middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
