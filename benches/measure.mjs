// Runs a library, in Node as in a browser: warms it up, then runs it for the requested time.

const CHUNK = 60; // ms: ten of these can be measured well enough by a clock with ticks of 10 ms, as in the browser
const WARM = 1200;

/** `spent()` are milliseconds: of the processor where the runner can see them, of the wall elsewhere. */
export async function ready(peer, spent, began) {
  const first = await peer.steps(1);
  const start = performance.now() - began;
  let steps = 1;
  const time = async () => {
    const from = spent();
    const loss = await peer.steps(steps);
    return { spent: spent() - from, loss };
  };
  for (let warm = 0; warm < WARM; ) {
    const chunk = await time();
    warm += chunk.spent;
    if (chunk.spent < CHUNK)
      steps = Math.max(steps + 1, Math.ceil(steps * Math.min(8, (1.2 * CHUNK) / Math.max(chunk.spent, 1))));
  }
  return { first, start, go: (milliseconds) => go(time, () => steps, milliseconds), underflow: peer.underflow?.() };
}

async function go(time, size, milliseconds) {
  let spent = 0,
    steps = 0,
    losses = 0,
    chunks = 0;
  const began = performance.now();
  do {
    const chunk = await time();
    spent += chunk.spent;
    steps += size();
    losses += chunk.loss;
    chunks += 1;
  } while (spent < milliseconds);
  return { spent, steps, wall: performance.now() - began, loss: losses / chunks };
}
