//! `cargo xtask bench`: the lab beside other libraries on this machine; `benches/run.mjs` does the measuring.

use crate::manifest::{Manifest, root};
use crate::run::{refuse_rustflags, step};
use crate::{Outcome, node, pack, setup};

pub fn command(manifest: &Manifest, options: &[&str]) -> Outcome {
    refuse_rustflags()?;
    setup::page(manifest)?;
    node::bench_packages(manifest)?;
    pack::build(manifest)?;
    pack::build_bench(manifest)?;
    let mut runner = node::node(root().join("benches/run.mjs"));
    runner.args(options);
    step("node benches/run.mjs", &mut runner)
}
