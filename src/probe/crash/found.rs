//! Whether all numbers are finite: from the figures, whose norms are finite exactly where every entry is, and by
//! looking at what has no figure.

use crate::net::cell::Cell;
use crate::net::{Network, Parameter, Parameters, Role};
use crate::num::{Norm, Real, passes};
use crate::probe::Figures;
use crate::train::{Phase, Trainer};

/// What a number is a number of, and the number, which is not finite.
type Found = Option<(&'static str, f64)>;

/// The first one of those that `phase` just made.
pub(crate) fn not_finite<R: Real>(trainer: &Trainer<R>, figures: &[Figures], phase: Phase) -> Found {
    let network = &trainer.network;
    match phase {
        Phase::Sample => None,
        Phase::Forward { stage: k } => {
            forward(network, &figures[k], k).or_else(|| hidden(network, norm(figures[0].w), k))
        }
        Phase::Loss => first(&[("loss", trainer.loss_value)]),
        Phase::Backward { stage: k } => backward(network, &figures[k], k),
        // A limit by value may cut what a penalty made infinite.
        Phase::Clip => trainer.clipped().and_then(|norms| first(&[("∂L/∂W", norms.before), ("∂L/∂W", norms.after)])),
        Phase::Update => {
            let memory = trainer.memory().iter().find_map(|memory| bad("the rule’s memory", memory));
            let values = &network.parameters.values;
            let weights = || figures.iter().find_map(|figures| first(&[("W", norm(figures.w))]));
            let weights = || weights().map(|w| tensors(&network.parameters, values, None, Role::decays).unwrap_or(w));
            memory.or_else(weights).or_else(|| tensors(&network.parameters, values, None, |role| !role.decays()))
        }
    }
}

/// Whether all numbers of a step without figures are finite, as far as `phase` shows. What is passed over goes on into
/// what is not: a into the z above; ∂L/∂a and ∂L/∂z into those of the layers below or the steps before, ∂L/∂W and
/// ∂L/∂b; and these into the norms of a clipped gradient, the rule's memory or W and b; for ∞ times 0 is NaN. What a
/// cell reads is a copy of data and of states that were looked at; NaN in its gates goes on into c and h, and ∞ inside
/// them is for `hidden` to find. `w` is the cells' W.
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
            // What the first step hands on, and the lowest cell to x, ends there.
            match k {
                0 => !layers[k].is_step() || blocks.iter().all(|block| finite(&block.d)),
                _ => layers[k].cells().iter().all(|cell| finite(cell.d_x(&blocks[cell.blocks()]))),
            }
        }
        Phase::Update => finite(&parameters.values) && trainer.memory().iter().all(|list| finite(list)),
        Phase::Sample | Phase::Loss | Phase::Clip => not_finite(trainer, &[], phase).is_none(),
    }
}

/// What norms divide by: a variance of ∞ makes every x̂ 0, and shows nowhere else.
fn infinite_variance<R: Real>(network: &Network<R>, k: usize) -> bool {
    let mut blocks = network.layers[k].ops().iter().zip(&network.stages[k].blocks);
    blocks.any(|(op, block)| op.overflows(&block.kept))
}

/// Every block, and what norms divide by.
fn forward<R: Real>(network: &Network<R>, figures: &Figures, k: usize) -> Found {
    let (layer, blocks) = (&network.layers[k], &network.stages[k].blocks);
    let inner = blocks.iter().enumerate().filter(|(j, _)| *j != layer.z_at && *j + 1 != blocks.len());
    let infinite = || infinite_variance(network, k);
    let inner = inner.map(|(_, block)| block).find_map(|block| bad("z", &block.value));
    let outer = || first(&[("z", norm(figures.z)), ("a", norm(figures.a))]);
    inner.or_else(outer).or_else(|| infinite().then_some(("the variance", f64::INFINITY)))
}

/// A sum that is not finite inside a gate: σ and tanh turn it into 0 or 1, which shows nothing. The norm `w` of W and
/// the size of its input (a bounded h lies within ±1) limit the sums, so that they are seldom computed again.
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

/// Gradients of every block and parameter, and what is handed to the layer below.
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

/// What the layer below gets; in time the states before a step, or those that are answered from.
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

/// The tensors of such a role, of stage `k` or of every stage: weights and projections have a common figure, from which
/// it shows whether to look at them; the others have none.
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
