//! Whether all numbers are finite. A norm is finite exactly if every entry is, so the figures answer this for most
//! tensors; the others are scanned.

use crate::net::cell::Cell;
use crate::net::{Network, Parameter, Parameters, Role};
use crate::num::{Norm, Real, passes};
use crate::probe::Figures;
use crate::train::{Phase, Trainer};

/// A quantity, and its value that is not finite.
type Found = Option<(&'static str, f64)>;

/// The first number that is not finite among those that `phase` just computed.
pub(crate) fn not_finite<R: Real>(trainer: &Trainer<R>, figures: &[Figures], phase: Phase) -> Found {
    let network = &trainer.network;
    match phase {
        Phase::Sample => None,
        Phase::Forward { stage: k } => {
            forward(network, &figures[k], k).or_else(|| hidden(network, norm(figures[0].w), k))
        }
        // A loss scale may be too large for the first gradient already.
        Phase::Loss => first(&[("loss", trainer.loss_value)])
            .or_else(|| network.stages.last().and_then(|output| bad("∂L/∂z", output.d_a()))),
        Phase::Backward { stage: k } => backward(network, &figures[k], k),
        // Clipping by value may hide a number that a penalty made infinite.
        Phase::Clip => trainer.clipped().and_then(|norms| first(&[("∂L/∂W", norms.before), ("∂L/∂W", norms.after)])),
        Phase::Update => {
            let memory = trainer.memory().iter().find_map(|memory| bad("the optimizer’s memory", memory));
            let values = &network.parameters.values;
            let weights = || figures.iter().find_map(|figures| first(&[("W", norm(figures.w))]));
            let weights = || weights().map(|w| tensors(&network.parameters, values, None, Role::decays).unwrap_or(w));
            memory.or_else(weights).or_else(|| tensors(&network.parameters, values, None, |role| !role.decays()))
        }
    }
}

/// Whether the numbers that `phase` computed are finite, in a step without figures. `w` is the norm of the cells' W.
///
/// Not every tensor is scanned: a value that is not finite in a skipped tensor always reaches a scanned one, because
/// ∞ times 0 is NaN.
/// - a reaches the z above it.
/// - ∂L/∂a and ∂L/∂z reach those of the layers below (or the steps before), ∂L/∂W and ∂L/∂b.
/// - ∂L/∂W and ∂L/∂b reach the norms of a clipped gradient, the rule's memory, or W and b.
/// - The input of a cell is a copy of data and of states that were scanned.
/// - NaN in a gate reaches c and h. `hidden` finds an ∞ inside a gate.
pub(crate) fn seems_finite<R: Real>(trainer: &Trainer<R>, phase: Phase, w: Option<Norm>) -> bool {
    let Network { layers, parameters, stages, .. } = &trainer.network;
    let finite = passes::all_finite::<R>;
    match phase {
        Phase::Forward { stage: k } => {
            let (layer, blocks) = (&layers[k], &stages[k].blocks);
            let is_a = |j: usize| !layer.is_step() && j != layer.z_at && j + 1 == blocks.len();
            let goes_on = |j: usize| is_a(j) || layer.cells().iter().any(|cell| cell.passes_on(j));
            blocks.iter().enumerate().all(|(j, block)| goes_on(j) || finite(&block.value))
                && !infinite_variance(&trainer.network, k)
                && hidden(&trainer.network, norm(w), k).is_none()
        }
        Phase::Backward { stage: k } => {
            let blocks = &stages[k].blocks;
            // The gradients of the first step, and those that the lowest cell hands to x, reach no further tensor.
            match k {
                0 => !layers[k].is_step() || blocks.iter().all(|block| finite(&block.d)),
                _ => layers[k].cells().iter().all(|cell| finite(cell.d_x(&blocks[cell.blocks()]))),
            }
        }
        Phase::Update => finite(&parameters.values) && trainer.memory().iter().all(|list| finite(list)),
        Phase::Sample | Phase::Loss | Phase::Clip => not_finite(trainer, &[], phase).is_none(),
    }
}

/// Whether a norm divides by an infinite variance, which makes every x̂ 0 and shows nowhere else.
fn infinite_variance<R: Real>(network: &Network<R>, k: usize) -> bool {
    let mut blocks = network.layers[k].ops().iter().zip(&network.stages[k].blocks);
    blocks.any(|(op, block)| op.overflows(&block.kept))
}

/// The first number that is not finite in the blocks, or in the statistics that norms divide by.
fn forward<R: Real>(network: &Network<R>, figures: &Figures, k: usize) -> Found {
    let (layer, blocks) = (&network.layers[k], &network.stages[k].blocks);
    let inner = blocks.iter().enumerate().filter(|(j, _)| *j != layer.z_at && *j + 1 != blocks.len());
    let infinite = || infinite_variance(network, k);
    let inner = inner.map(|(_, block)| block).find_map(|block| bad("z", &block.value));
    let outer = || first(&[("z", norm(figures.z)), ("a", norm(figures.a))]);
    inner.or_else(outer).or_else(|| infinite().then_some(("the variance", f64::INFINITY)))
}

/// A sum inside a gate that is not finite. σ and tanh turn it into 0 or ±1, so it shows nowhere else. The norm `w` of W
/// and the size of its input (a bounded h lies within ±1) limit the sums, so that they seldom need to be recomputed.
fn hidden<R: Real>(network: &Network<R>, w: f64, k: usize) -> Found {
    let (values, blocks) = (&network.parameters.values, &network.stages[k].blocks);
    network.layers[k].cells().iter().filter(|cell| cell.hides_sums()).find_map(|cell| {
        let here = &blocks[cell.blocks()];
        let largest = |values: &[R]| values.iter().fold(R::ZERO, |most, value| most.max_or_nan(value.abs())).to_f64();
        let bias =
            cell.maps.iter().filter_map(|map| map.b.clone()).fold(0.0, |most, b| largest(&values[b]).max_or_nan(most));
        let batch = network.batch;
        let known = if cell.about.bounded { cell.rows_of_state() * batch } else { 0 };
        let inputs = cell.maps.iter().map(|map| map.inputs).fold(0, usize::max);
        let most = w * inputs as f64 * largest(&here[0].value[known..]).max_or_nan(2.0) + bias;
        if most < f64::from(f32::MAX) / 4.0 {
            return None;
        }
        cell.sums(values, here).iter().find_map(|(_, sums)| bad("z", sums))
    })
}

/// The first number that is not finite among the gradients of blocks and parameters, and the one handed down.
fn backward<R: Real>(network: &Network<R>, figures: &Figures, k: usize) -> Found {
    let Network { layers, parameters, stages, .. } = network;
    let measured = |j: usize| j == layers[k].z_at || j + 1 == stages[k].blocks.len();
    let mut inner = stages[k].blocks.iter().enumerate().rev().filter(|(j, _)| !measured(*j));
    first(&[("∂L/∂a", norm(figures.d_a)), ("∂L/∂z", norm(figures.d_z))])
        .or_else(|| inner.find_map(|(_, block)| bad("∂L/∂z", &block.d)))
        .or_else(|| {
            let w = first(&[("∂L/∂W", norm(figures.d_w))])?;
            Some(tensors(parameters, &parameters.grads, Some(k), Role::decays).unwrap_or(w))
        })
        .or_else(|| tensors(parameters, &parameters.grads, Some(k), |role| !role.decays()))
        .or_else(|| handed_down(network, k))
}

/// The gradient handed to the layer below; through time, that of the states before a step, or of the states that the
/// output layer reads.
fn handed_down<R: Real>(network: &Network<R>, k: usize) -> Found {
    let Some(time) = &network.time else {
        return k.checked_sub(1).and_then(|below| bad("∂L/∂x", network.stages[below].d_a()));
    };
    let first = if k == time.shape.steps { k - time.shape.answers } else { k.saturating_sub(1) };
    let states = || network.layers[0].cells().iter().flat_map(Cell::states);
    network.stages[first..k].iter().find_map(|stage| states().find_map(|at| bad("∂L/∂x", &stage.blocks[at].d)))
}

fn norm(norm: Option<Norm>) -> f64 {
    norm.map_or(0.0, |norm| norm.l2)
}

fn first(values: &[(&'static str, f64)]) -> Found {
    values.iter().copied().find(|(_, value)| !value.is_finite())
}

/// Scans the tensors with such a role, of stage `k` or of every stage. Weights and projections share a figure that
/// shows whether they need scanning; the others have none.
fn tensors<R: Real>(parameters: &Parameters<R>, arena: &[R], k: Option<usize>, role: fn(Role) -> bool) -> Found {
    let asked = |tensor: &&Parameter| k.is_none_or(|k| tensor.stage == k) && role(tensor.role);
    parameters.tensors.iter().filter(asked).find_map(|tensor| {
        let (name, gradient) = words(tensor.role);
        bad(if k.is_some() { gradient } else { name }, &arena[tensor.range.clone()])
    })
}

fn words(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Weight => ("W", "∂L/∂W"),
        Role::Bias => ("b", "∂L/∂b"),
        Role::Slope => ("s", "∂L/∂s"),
        Role::Gamma => ("γ", "∂L/∂γ"),
        Role::Beta => ("β", "∂L/∂β"),
        Role::Projection => ("P", "∂L/∂P"),
    }
}

fn bad<R: Real>(quantity: &'static str, values: &[R]) -> Found {
    let first = || values.iter().find(|value| !value.is_finite());
    (!passes::all_finite(values)).then(first).flatten().map(|value| (quantity, value.to_f64()))
}
