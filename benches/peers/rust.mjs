// Rust libraries, compiled to WebAssembly by `cargo xtask bench --rust-peers`.

const peer = (name, backend) => async (workload, world, data) => {
  const { cell, sizes, activation, softmax, rate, batch } = workload;
  const { Peer, default: load } = await world.module(`benches/pkg/${name}/peer.js`);
  await load({ module_or_path: await world.bytes(`benches/pkg/${name}/peer_bg.wasm`) });
  const kind = { lstm: 'lstm', gru_pytorch: 'gru' }[cell] ?? '';
  const made = Peer.make(
    kind,
    Uint32Array.from(sizes),
    activation ?? '',
    softmax ?? false,
    rate,
    batch,
    data.x,
    data.y,
    backend,
  );
  return { steps: (count) => made.steps(count) };
};

export const candle = peer('candle');
export const burnFlex = peer('burn', 'flex');
export const burnNdarray = peer('burn', 'ndarray');
