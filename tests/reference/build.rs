//! From a case to a trainer, and from its arena back to the case's tensors.

use super::case::{Case, Tensor, Tolerance, Verdict};
use gradient_lab::data::{Data, Examples};
use gradient_lab::net::{Network, Parameters};
use gradient_lab::num::Real;
use gradient_lab::spec::{LayerWidth, Sampling, Spec};
use gradient_lab::train::{Phase, Trainer};

/// Numbers in the precision that is tested.
pub fn cast<R: Real>(values: &[f64]) -> Vec<R> {
    values.iter().map(|&value| R::from_f64(value)).collect()
}

/// A trainer on the case's own examples and parameters, always with the full batch. `more` sets the knobs that its
/// kind of case has besides.
pub fn trainer<R: Real>(case: &Case, more: impl FnOnce(&mut Spec) -> Verdict) -> Result<Trainer<R>, String> {
    let sizes: Vec<usize> = serde_json::from_value(case.config()["sizes"].clone()).map_err(|why| why.to_string())?;
    let (features, outputs) = (sizes[0], sizes[sizes.len() - 1]);
    let hidden = &sizes[1..sizes.len() - 1];
    let widths = hidden.iter().zip(1..).map(|(&width, layer)| LayerWidth { layer, width: width as u32 });
    let mut spec = Spec {
        hidden_layers: hidden.len() as u32,
        layer_width: widths.collect(),
        activation: case.activation()?,
        sampling: Sampling::Full,
        ..Spec::default()
    };
    more(&mut spec)?;
    // What a learner could not set is not what the lab has.
    spec.check().map_err(|why| why.to_string())?;
    spec.loss = Some(case.loss()?);
    let y = case.tensor("inputs", "y")?.targets(outputs, case.loss()?);
    let examples = Examples { features, outputs, x: cast(&case.tensor("inputs", "x")?.data), y: cast(&y) };
    let mut trainer = Trainer::with_data(&spec, Data { test: examples.clone(), train: examples });
    let Parameters { values, tensors, .. } = &mut trainer.network.parameters;
    for tensor in tensors {
        let (letter, layer) = letter_and_layer(&tensor.name)?;
        let given = match letter {
            "γ" => case.tensors("params", "gamma")?,
            "β" => case.tensors("params", "beta")?,
            letter => case.tensors("params", letter)?,
        };
        values[tensor.range.clone()].copy_from_slice(&cast(&tensor_of(&given, layer, &tensor.name)?.data));
    }
    Ok(trainer)
}

/// `W3` is the letter W of layer 3.
fn letter_and_layer(name: &str) -> Result<(&str, usize), String> {
    let digits = name.find(|letter: char| letter.is_ascii_digit()).ok_or(format!("{name} has no layer"))?;
    Ok((&name[..digits], name[digits..].parse().map_err(|_| format!("{name} has no layer"))?))
}

fn tensor_of<'a>(given: &'a [Tensor], layer: usize, name: &str) -> Result<&'a Tensor, String> {
    given.get(layer - 1).ok_or(format!("there is no tensor for {name}"))
}

/// Runs to just before `phase`.
pub fn run_to<R: Real>(trainer: &mut Trainer<R>, phase: Phase) {
    while trainer.next() != phase {
        trainer.advance();
    }
}

/// Compares a slice laid out as the arena with what is expected: for each pair the list of this name with all tensors
/// of this letter. Both must be complete.
pub fn compare_arena<R: Real>(
    tolerance: Tolerance,
    parameters: &Parameters<R>,
    got: &[R],
    case: &Case,
    names: &[(&str, &str)],
) -> Verdict {
    for (name, letter) in names {
        let expected = case.tensors("expected", name)?;
        for (index, want) in expected.iter().enumerate() {
            let tensor =
                parameters.tensor(&format!("{letter}{}", index + 1)).ok_or(format!("no {letter}{}", index + 1))?;
            tolerance.compare(&format!("{name}[{index}]"), &got[tensor.range.clone()], &want.data)?;
        }
        let ours =
            parameters.tensors.iter().filter(|tensor| letter_and_layer(&tensor.name).is_ok_and(|of| of.0 == *letter));
        if ours.count() != expected.len() {
            return Err(format!("{name} has another number of layers"));
        }
    }
    let known = |name: &str| letter_and_layer(name).is_ok_and(|(letter, _)| names.iter().any(|pair| pair.1 == letter));
    let forgotten = parameters.tensors.iter().find(|tensor| !known(&tensor.name));
    forgotten.map_or(Ok(()), |tensor| Err(format!("{} is compared with nothing", tensor.name)))
}

/// Every stage's block of the activation's output, hidden layers only: where a dropout mask belongs.
pub fn set_masks<R: Real>(network: &mut Network<R>, masks: &[Vec<R>]) -> Verdict {
    let Network { layers, stages, .. } = network;
    let places = layers.iter().zip(stages).flat_map(|(layer, stage)| {
        let at: Vec<usize> = layer.activates().map(|(j, _)| j).collect();
        stage.blocks.iter_mut().enumerate().filter(move |(j, _)| at.contains(j)).map(|(_, block)| block)
    });
    let mut given = masks.iter();
    for block in places {
        let mask = given.next().ok_or("a mask is missing")?;
        if mask.len() != block.kept.len() {
            return Err(format!("a mask of {} numbers, not {}", mask.len(), block.kept.len()));
        }
        block.kept.copy_from_slice(mask);
    }
    given.next().map_or(Ok(()), |_| Err("a mask too many".into()))
}
