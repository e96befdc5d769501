// The lab itself: the module that the page ships, and the engine alone with and without its probe.

/** The shipped module, with many steps per call as in a seek; the page, which draws, uses fewer. */
export async function page(workload, world) {
  const { Lab, default: load } = await world.module('www/pkg/gradient_lab.js');
  await load({ module_or_path: await world.bytes('www/pkg/gradient_lab_bg.wasm') });
  const lab = new Lab(workload.text);
  const [warning] = lab.warnings();
  if (warning) throw new Error(warning);
  // Sample, forward and backward of each stage, loss, clip, update. The output is a stage of its own.
  const phases = 4 + 2 * ((workload.steps ?? workload.hidden.length) + 1);
  return {
    steps(count) {
      const done = lab.advance(count * phases);
      if (done !== count * phases) throw new Error('the run has stopped');
      return lab.frame().loss;
    },
  };
}

const engine = (probe) => async (workload, world) => {
  const { Engine } = await load(world);
  const engine = new Engine(workload.text, probe);
  return {
    steps(count) {
      engine.steps(count);
      return engine.loss();
    },
    underflow: () => engine.underflow(),
  };
};

export const probed = engine(true);
export const bare = engine(false);

export async function load(world) {
  const module = await world.module('benches/pkg/engine/engine.js');
  await module.default({ module_or_path: await world.bytes('benches/pkg/engine/engine_bg.wasm') });
  return module;
}
