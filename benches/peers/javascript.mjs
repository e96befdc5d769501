// Libraries in plain JavaScript. They take one example at a time; two of them also update after each one.

/** Cycles through the examples, one batch per step; `train` returns the loss of one example. */
function oneByOne(data, batch, train) {
  const x = data.rows('x'),
    y = data.rows('y');
  let next = 0;
  return {
    steps(count) {
      let sum = 0;
      for (let n = 0; n < count; n++) {
        sum = 0;
        for (let b = 0; b < batch; b++, next++) sum += train(x[next % x.length], y[next % x.length]);
      }
      return sum / batch;
    },
  };
}

/** f64, gradients added up over the batch. Its squared error is halved. */
export async function convnetjs({ sizes, activation, softmax, rate, batch }, world, data) {
  const lib = await world.library('convnetjs');
  const layers = [{ type: 'input', out_sx: 1, out_sy: 1, out_depth: sizes[0] }];
  for (const units of sizes.slice(1, -1)) layers.push({ type: 'fc', num_neurons: units, activation });
  const outputs = sizes.at(-1);
  layers.push(softmax ? { type: 'softmax', num_classes: outputs } : { type: 'regression', num_neurons: outputs });
  const net = new lib.Net();
  net.makeLayers(layers);
  // He's weights for ReLU, as in the lab: with the library's own, ten layers learn nothing for a long time.
  if (activation === 'relu') {
    for (const { params } of net.getParamsAndGrads()) params.forEach((value, n) => (params[n] = value * Math.SQRT2));
  }
  // Its gradients are those of half the square, so twice the rate gives the lab's steps.
  const trainer = new lib.SGDTrainer(net, {
    method: 'sgd',
    learning_rate: softmax ? rate : 2 * rate,
    momentum: 0,
    batch_size: batch,
    l2_decay: 0,
  });
  const volumes = new Map(data.rows('x').map((x) => [x, new lib.Vol(x)]));
  const target = softmax ? (y) => y.indexOf(1) : (y) => y;
  return oneByOne(data, batch, (x, y) => trainer.train(volumes.get(x), target(y)).cost_loss * (softmax ? 1 : 2));
}

/** f32 arrays; the output has the hidden layers' f and a squared error, because it has no others. */
export async function brainjs({ sizes, activation, rate, batch }, world, data) {
  const lib = await world.library('brain.js');
  const net = new lib.NeuralNetwork({
    hiddenLayers: sizes.slice(1, -1),
    activation,
    learningRate: rate,
    momentum: 0.001,
  }); // 0 is rejected
  net.sizes = sizes;
  net.initialize(sizes);
  net.setActivation?.();
  const floats = new Map([...data.rows('x'), ...data.rows('y')].map((row) => [row, Float32Array.from(row)]));
  return oneByOne(data, batch, (x, y) => net.trainPattern({ input: floats.get(x), output: floats.get(y) }, true));
}

/** f64, compiled to straight-line code when it first runs. */
export async function synaptic({ sizes, activation, rate, batch }, world, data) {
  const { Architect, Neuron } = await world.library('synaptic');
  const net = new Architect.Perceptron(...sizes);
  const squash = Neuron.squash[{ tanh: 'TANH', sigmoid: 'LOGISTIC', relu: 'RELU' }[activation]];
  for (const layer of net.layers.hidden) layer.set({ squash });
  net.layers.output.set({ squash: Neuron.squash.IDENTITY });
  return oneByOne(data, batch, (x, y) => {
    const output = net.activate(x);
    net.propagate(rate, y);
    return output.reduce((sum, a, k) => sum + (a - y[k]) ** 2, 0) / y.length;
  });
}
