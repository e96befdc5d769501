// The peak of this machine: multiplications and additions of vectors of four f32, twelve sums in registers, no loads.

const SUMS = 12;
const ROUNDS = 4; // of all sums in one turn of the loop
const TURNS = 25_000;
export const GFLOP = (2 * 4 * SUMS * ROUNDS * TURNS) / 1e9;

/** As WebAssembly text, so that no compiler changes the instructions. */
export function text() {
  const each = (write) => Array.from({ length: SUMS }, (_, k) => write(k)).join('\n');
  const turn = each(
    (k) => `(local.set $s${k} (f32x4.add (f32x4.mul (local.get $s${k}) (local.get $a)) (local.get $b)))`,
  );
  return `(module
    (func (export "run") (param $turns i32) (param $factor f32) (param $term f32) (result f32)
      (local $a v128) (local $b v128)
      ${each((k) => `(local $s${k} v128)`)}
      (local.set $a (f32x4.splat (local.get $factor)))
      (local.set $b (f32x4.splat (local.get $term)))
      ${each((k) => `(local.set $s${k} (f32x4.splat (f32.const ${k + 1})))`)}
      (loop $again
        ${turn.concat('\n').repeat(ROUNDS)}
        (br_if $again (local.tee $turns (i32.sub (local.get $turns) (i32.const 1)))))
      ${each((k) => `(local.set $a (f32x4.add (local.get $a) (local.get $s${k})))`)}
      (f32x4.extract_lane 0 (local.get $a))))`;
}

export async function peak(workload, world) {
  const { instance } = await WebAssembly.instantiate(await world.bytes('benches/pkg/peak.wasm'));
  return {
    steps(count) {
      let sum = 0;
      for (let n = 0; n < count; n++) sum = instance.exports.run(TURNS, 0.999999, 1e-6);
      return sum;
    },
  };
}
