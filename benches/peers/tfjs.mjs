// TensorFlow.js: `optimizer.minimize` over its core operations, which is the faster way to use it.

export const cpu = (workload, world, data) => make(workload, world, data, 'cpu');
export const wasm = (workload, world, data) => make(workload, world, data, 'wasm');

async function make(workload, world, data, backend) {
  const tf = await world.tensorflow(backend);
  await tf.setBackend(backend);
  await tf.ready();
  if (tf.getBackend() !== backend) throw new Error(`the backend is ${tf.getBackend()}`);
  const forward = workload.cell ? cell(tf, workload) : dense(tf, workload);
  const loss = (x, y) => {
    const z = forward(x);
    return workload.softmax ? tf.losses.softmaxCrossEntropy(y, z) : tf.losses.meanSquaredError(y, z);
  };
  const optimizer = tf.train.sgd(workload.rate);
  const batches = tensors(tf, workload, data);
  let taken = 0;
  return {
    steps(count) {
      let last = NaN;
      for (let n = 0; n < count; n++, taken++) {
        const { x, y } = batches[taken % batches.length];
        const cost = optimizer.minimize(() => loss(x, y), true);
        [last] = cost.dataSync();
        cost.dispose();
      }
      return last;
    },
  };
}

function tensors(tf, { batch, steps, inputs, outputs }, data) {
  return data.batches(batch).map(({ x, y }) => ({
    x: steps ? tf.tensor3d(x, [batch, steps, inputs]) : tf.tensor2d(x, [batch, inputs]),
    y: tf.tensor2d(y, [batch, outputs]),
  }));
}

/** Glorot for sigmoid and tanh, He for ReLU, as the lab starts them. */
function map(tf, inputs, outputs, relu) {
  const bound = Math.sqrt(6 / (relu ? inputs : inputs + outputs));
  return { w: tf.variable(tf.randomUniform([inputs, outputs], -bound, bound)), b: tf.variable(tf.zeros([outputs])) };
}

function dense(tf, { sizes, activation }) {
  const maps = sizes.slice(1).map((outputs, k) => map(tf, sizes[k], outputs, activation === 'relu'));
  return (x) =>
    maps.reduce((a, { w, b }, k) => {
      const z = tf.add(tf.matMul(a, w), b);
      return k + 1 < maps.length ? tf[activation](z) : z;
    }, x);
}

function cell(tf, { cell, inputs, hidden: [units], outputs, batch }) {
  const gates = cell === 'lstm' ? 4 : 3;
  const own = map(tf, inputs, gates * units),
    past = map(tf, units, gates * units),
    top = map(tf, units, outputs);
  const step = cell === 'lstm' ? lstm : gru;
  return (x) => {
    let state = { h: tf.zeros([batch, units]), c: tf.zeros([batch, units]) };
    for (const xt of tf.unstack(x, 1)) {
      state = step(tf, state, tf.add(tf.matMul(xt, own.w), own.b), tf.matMul(state.h, past.w));
    }
    return tf.add(tf.matMul(state.h, top.w), top.b);
  };
}

function lstm(tf, { c }, fromX, fromH) {
  const [i, f, g, o] = tf.split(tf.add(fromX, fromH), 4, 1);
  const next = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)));
  return { c: next, h: tf.mul(tf.sigmoid(o), tf.tanh(next)) };
}

/** PyTorch's: the reset gate acts after the product. */
function gru(tf, { h, c }, fromX, fromH) {
  const [xr, xz, xn] = tf.split(fromX, 3, 1),
    [hr, hz, hn] = tf.split(fromH, 3, 1);
  const r = tf.sigmoid(tf.add(xr, hr)),
    z = tf.sigmoid(tf.add(xz, hz));
  const n = tf.tanh(tf.add(xn, tf.mul(r, hn)));
  return { c, h: tf.add(n, tf.mul(z, tf.sub(h, n))) };
}
