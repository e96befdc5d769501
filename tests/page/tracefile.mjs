// Trace files for tests.

/** A file as `gradient_lab_trace.py` writes it: from layer to layer the gradient is multiplied by `factor`. */
export function traceOf({ layers = 5, steps = 40, factor = 0.1, kind = 'Linear', stops = false } = {}) {
  const each = (value) => Array.from({ length: layers }, (_, k) => value(k));
  const head = {
    trace: 1,
    ...{ task: 'classes', classes: 2, chance: null, optimizer: 'SGD', dtype: 'float32', weight_decay: 0 },
    // biome-ignore lint/suspicious/noThenProperty: a list, under a key of the file
    layers: each((k) => ({ name: `net.${k}`, kind, then: ['Sigmoid'], start: 0.5, units: 64, weights: 16 })),
  };
  const lines = Array.from({ length: steps }, (_, step) => {
    const last = stops && step === steps - 1;
    return {
      ...{ step, loss: 0.69, accuracy: 0.5, clipped: null, rate: 0.1 },
      bad: last ? ['backward', 'dz', 'Infinity', 1] : [],
      ...{ a: each(() => 0.5), w: each(() => 0.5), by: each(() => 1e-4), dw: each(() => 1e-3) },
      dz: each((k) => (last && k < 2 ? 'Infinity' : 0.01 * factor ** (layers - 1 - k))),
      ...{ far: each((k) => 0.01 * k), zero: each(() => 0), flat: each(() => 0.1), off: each(() => null) },
    };
  });
  return `${[head, ...lines].map((line) => JSON.stringify(line)).join('\n')}\n`;
}
