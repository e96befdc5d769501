//! Recurrent cells: every gate and state, ∂L/∂h and ∂L/∂c at every step, parameter gradients, Jacobian norms.

use super::build::cast;
use super::case::{Case, Tensor, Tolerance, Verdict};
use gradient_lab::net::Network;
use gradient_lab::net::cell::Cell;
use gradient_lab::num::Real;
use gradient_lab::probe::Reach;
use gradient_lab::spec::{Cell as Kind, Dataset, Loss, Spec};

/// What the lab has of a cell and the reference has not: all that is not compared.
const NOT_IN_REFERENCE: &[(&str, &str)] = &[("rnn", "z")];

/// Of the answer y = V·h + c, which only the loss `final_mse` has.
fn answering(case: &Case) -> Result<&'static [&'static str], String> {
    Ok(if case.word("loss")? == "final_mse" { &["V", "c"] } else { &[] })
}

/// Where the reference's tensor lies: the map, its first row and its first column.
type Place = (usize, usize, usize);

pub fn cell<R: Real>(case: &Case) -> Verdict {
    case.understand(&["cell", "variant", "T", "batch", "d_in", "hidden", "loss"])?;
    let size = |key: &str| case.number(key).map(|n| n as usize);
    let (steps, batch, inputs, hidden) = (size("T")?, size("batch")?, size("d_in")?, size("hidden")?);
    let kind = match (case.word("cell")?, case.word("variant")?) {
        ("rnn", "seed") => Kind::Rnn,
        ("lstm", "seed") => Kind::Lstm,
        ("gru", "seed") => Kind::Gru,
        ("gru", "pytorch") => Kind::GruPytorch,
        other => return Err(format!("there is no cell {other:?}")),
    };
    let spec = Spec {
        cell: kind,
        data: Dataset::NoiseSequence,
        features: inputs as u32,
        length: steps as u32,
        width: hidden as u32,
        batch: batch as u32,
        activation: gradient_lab::spec::Activation::Tanh,
        ..Spec::default()
    };
    spec.check().map_err(|why| why.to_string())?;
    let mut network: Network<R> = Network::new(&spec, steps * inputs, 1, batch);
    let cell = network.layers[0].cells()[0].clone();
    fill(case, &mut network, &cell)?;
    let loss = pass(case, &mut network, steps)?;
    let tolerance = Tolerance::of::<R>();
    tolerance.compare("loss", &[loss], &[case.scalar("expected", "loss")?])?;
    states(case, &network, &cell)?;
    gradients(case, &network, &cell)?;
    let reach = Reach::of(&network, &spec, 0).ok_or("no reach")?;
    let norms = case.at("expected", "jac_norms")?;
    let want = |name: &str| Tensor::read(&norms[name]).ok_or(format!("jac_norms.{name}"));
    if (kind == Kind::Lstm) != (norms["state"] == "c") {
        return Err(format!("jac_norms of {}", norms["state"]));
    }
    tolerance.compare("jac_norms.fro", &reach.curve().norms, &want("fro")?.data)?;
    tolerance.compare("jac_norms.spectral", &reach.spectral(), &want("spectral")?.data)
}

/// The reference's parameters of a cell, each with its place; biases have no column.
fn places(kind: Kind, hidden: usize) -> Vec<(String, Place)> {
    let h = hidden;
    let of = |name: String, at: Place| (name, at);
    match kind {
        Kind::Lstm => ["i", "f", "o", "g"]
            .iter()
            .enumerate()
            .flat_map(|(n, gate)| {
                [
                    of(format!("W_h{gate}"), (0, n * h, 0)),
                    of(format!("W_x{gate}"), (0, n * h, h)),
                    of(format!("b_{gate}"), (0, n * h, 0)),
                ]
            })
            .collect(),
        Kind::Gru => [("r", 0, 0), ("z", 0, h), ("h", 1, 0)]
            .iter()
            .flat_map(|&(gate, map, row)| {
                [of(format!("W_{gate}"), (map, row, 0)), of(format!("b_{gate}"), (map, row, 0))]
            })
            .collect(),
        Kind::GruPytorch => {
            let gates = [("r", 0), ("z", h)].into_iter().flat_map(|(gate, row)| {
                [
                    of(format!("W_h{gate}"), (0, row, 0)),
                    of(format!("W_i{gate}"), (0, row, h)),
                    // The lab has one bias per gate: the sum of both.
                    of(format!("b_i{gate}"), (0, row, 0)),
                    of(format!("b_h{gate}"), (0, row, 0)),
                ]
            });
            let candidate = [("W_in", 1), ("b_in", 1), ("W_hn", 2), ("b_hn", 2)];
            gates.chain(candidate.map(|(name, map)| of(name.into(), (map, 0, 0)))).collect()
        }
        _ => vec![of("W_hh".into(), (0, 0, 0)), of("W_xh".into(), (0, 0, h)), of("b_h".into(), (0, 0, 0))],
    }
}

/// Where entry n of a tensor lies in the arena.
fn index(cell: &Cell, (map, row, column): Place, tensor: &Tensor, n: usize) -> usize {
    let linear = &cell.maps[map];
    match tensor.shape.as_slice() {
        [_, columns] => linear.w.start + (row + n / columns) * linear.inputs + column + n % columns,
        _ => linear.b.as_ref().expect("a bias").start + row + n,
    }
}

fn fill<R: Real>(case: &Case, network: &mut Network<R>, cell: &Cell) -> Verdict {
    network.parameters.values.fill(R::ZERO);
    for (name, place) in places(cell.kind, cell.size) {
        let tensor = case.tensor("params", &name)?;
        for (n, &value) in tensor.data.iter().enumerate() {
            network.parameters.values[index(cell, place, &tensor, n)] += R::from_f64(value);
        }
    }
    for name in answering(case)? {
        let range = network.parameters.tensor(name).ok_or(format!("no {name}"))?.range.clone();
        network.parameters.values[range].copy_from_slice(&cast(&case.tensor("params", name)?.data));
    }
    let x = case.tensor("inputs", "x")?;
    network.x.copy_from_slice(&cast(&by_step(&x).concat()));
    let origin = &mut network.time.as_mut().ok_or("no time")?.origin;
    let states = [(Some(cell.h_at()), "h0"), (cell.c_at(), "c0")];
    for (at, name) in states.into_iter().filter_map(|(at, name)| Some((at?, name))) {
        origin.blocks[at].value.copy_from_slice(&cast(&case.tensor("inputs", name)?.feature_major()));
    }
    Ok(())
}

/// \[T×B×n\], step by step feature-major.
fn by_step(tensor: &Tensor) -> Vec<Vec<f64>> {
    let shape = tensor.shape[1..].to_vec();
    let steps = tensor.data.chunks_exact(shape.iter().product());
    steps.map(|data| Tensor { shape: shape.clone(), data: data.to_vec() }.feature_major()).collect()
}

fn pass<R: Real>(case: &Case, network: &mut Network<R>, steps: usize) -> Result<f64, String> {
    (0..steps).for_each(|k| network.forward(k));
    if case.word("loss")? == "final_mse" {
        network.forward(steps);
        let y: Vec<R> = cast(&case.tensor("inputs", "y")?.feature_major());
        Tolerance::of::<R>().compare("y_hat", network.stages[steps].a(), &case.tensor("expected", "y_hat")?.data)?;
        let (batch, top) = (network.batch, network.stages[steps].last_mut());
        let loss = Loss::Mse.evaluate(&top.value, &y, &mut top.d, batch);
        (0..=steps).rev().for_each(|k| network.backward(k));
        return Ok(loss);
    }
    network.forget_gradients();
    let mut loss = 0.0;
    for (stage, r) in network.stages.iter_mut().zip(by_step(&case.tensor("inputs", "r")?)) {
        let h = stage.last_mut();
        h.d.copy_from_slice(&cast(&r));
        loss += h.value.iter().zip(&r).map(|(h, r)| h.to_f64() * r).sum::<f64>();
    }
    (0..steps).rev().for_each(|k| network.backward(k));
    Ok(loss)
}

/// Every gate and state, and the total gradients of the states.
fn states<R: Real>(case: &Case, network: &Network<R>, cell: &Cell) -> Verdict {
    let tolerance = Tolerance::of::<R>();
    for part in cell.parts() {
        let name = if part.block == 3 && part.name != "h" { "h_tilde" } else { part.name };
        if NOT_IN_REFERENCE.contains(&(case.word("cell")?, name)) {
            continue;
        }
        let want = case.tensor("expected", name)?;
        for (t, want) in by_step(&want).iter().enumerate() {
            let from = part.row * want.len();
            let got = &network.stages[t].blocks[part.block].value[from..from + want.len()];
            tolerance.compare(&format!("{name}[{t}]"), got, want)?;
        }
    }
    for (at, name) in [(Some(cell.h_at()), "dL_dh"), (cell.c_at(), "dL_dc")] {
        let Some(at) = at else {
            // A cell without a memory, and so it is in the reference.
            if case.tensor("expected", name).is_ok() {
                return Err(format!("{name} of a cell without c"));
            }
            continue;
        };
        for (t, want) in by_step(&case.tensor("expected", name)?).iter().enumerate() {
            let stage = network.past(t).ok_or("no state")?;
            tolerance.compare(&format!("{name}[{t}]"), &stage.blocks[at].d, want)?;
        }
    }
    for (t, want) in by_step(&case.tensor("expected", "dL_dx")?).iter().enumerate() {
        tolerance.compare(&format!("dL_dx[{t}]"), cell.d_x(&network.stages[t].blocks), want)?;
    }
    Ok(())
}

fn gradients<R: Real>(case: &Case, network: &Network<R>, cell: &Cell) -> Verdict {
    let grads = &network.parameters.grads;
    let expected = case.at("expected", "grads")?;
    for (name, place) in places(cell.kind, cell.size) {
        let want = Tensor::read(&expected[&name]).ok_or(format!("grads.{name}"))?;
        let got: Vec<R> = (0..want.data.len()).map(|n| grads[index(cell, place, &want, n)]).collect();
        Tolerance::of::<R>().compare(&name, &got, &want.data)?;
    }
    for name in answering(case)? {
        let want = Tensor::read(&expected[*name]).ok_or(format!("grads.{name}"))?;
        let range = network.parameters.tensor(name).ok_or(format!("no {name}"))?.range.clone();
        Tolerance::of::<R>().compare(name, &grads[range], &want.data)?;
    }
    // Nothing in the reference is left out.
    let known: Vec<String> = places(cell.kind, cell.size).into_iter().map(|(name, _)| name).collect();
    let names = expected.as_object().ok_or("grads")?.keys();
    let strange: Vec<&String> = names
        .filter(|name| !known.contains(name) && !answering(case).is_ok_and(|own| own.contains(&name.as_str())))
        .collect();
    if !strange.is_empty() {
        return Err(format!("{strange:?} are not compared"));
    }
    Ok(())
}
