//! `cargo xtask bench`: compares the lab with other libraries on this machine; `benches/run.mjs` does the measuring.

use crate::manifest::{Manifest, root, target_dir};
use crate::run::{program, refuse_rustflags, step};
use crate::{Outcome, browsers, node, pack, setup};

/// The libraries that are compiled from Rust to WebAssembly here, because they have no npm package.
const RUST_PEERS: [&str; 2] = ["candle", "burn"];
/// The compiler flags that the authors of these libraries advise. Ours in `.cargo/config.toml` aim at a small module.
const RUST_PEER_FLAGS: &str = "-Ctarget-feature=+simd128 --cfg getrandom_backend=\"wasm_js\"";

pub fn command(manifest: &Manifest, options: &[&str]) -> Outcome {
    refuse_rustflags()?;
    setup::page(manifest)?;
    node::bench_packages(manifest)?;
    pack::build(manifest)?;
    pack::build_bench(manifest)?;
    if options.contains(&"--rust-peers") {
        RUST_PEERS.iter().try_for_each(|peer| build_peer(peer))?;
    }
    let mut runner = node::node(root().join("benches/run.mjs"));
    runner.args(options);
    // The quick run measures only in Node.
    if !options.contains(&"--quick") || options.contains(&"--part") {
        runner.env("GRADIENT_LAB_CHROMIUM", browsers::chromium(manifest)?);
    }
    step("node benches/run.mjs", &mut runner)
}

/// Builds the libraries, which takes minutes the first time.
fn build_peer(name: &str) -> Outcome {
    let mut wasm_pack = program("wasm-pack");
    wasm_pack.args([
        "build",
        "--release",
        "--no-pack",
        "--no-typescript",
        "--target",
        "web",
        "--out-name",
        "peer",
        "--out-dir",
    ]);
    wasm_pack.arg(root().join("benches/pkg").join(name)).arg(root().join("benches/rust-peers").join(name));
    wasm_pack.args(["--", "--locked"]);
    wasm_pack.env("RUSTFLAGS", RUST_PEER_FLAGS).env("CARGO_TARGET_DIR", target_dir().join("bench-peers"));
    step(&format!("build {name} for comparison"), &mut wasm_pack)
}
