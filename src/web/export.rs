//! What an export of a run needs besides its knobs: every tensor by name, the batch, the dropout masks.

use super::{Lab, Value, object};
use crate::net::Parameter;
use crate::num::Numbers;
use crate::probe::{Arena, Frame};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
impl Lab {
    /// A copy of this run at the start of its present step, which can be advanced on its own. Ask `refusal('')` first.
    pub fn copy(&self) -> Lab {
        Lab::of(self.experiment.copy())
    }

    /// The key of the loss that trains, α of residual branches, and the tensors of the parameters in the order of their
    /// numbers: `{loss, alpha, tensors: [{name, rows, columns, matrix}]}`. A tensor that is no matrix has one column.
    pub fn export_layout(&self) -> JsValue {
        let run = self.frame_now();
        let entry = |tensor: &Parameter| {
            object! {
                name: tensor.name.clone(),
                rows: tensor.range.len() / tensor.columns,
                columns: tensor.columns,
                matrix: tensor.role.decays(),
            }
        };
        let tensors = Value::list(run.parameters.iter().map(entry));
        object! { loss: run.loss.key(), alpha: run.spec.alpha(), tensors: tensors }.to_js()
    }

    /// All numbers of one kind: `values` of the parameters, their `gradients` of the data alone, the `running`
    /// statistics of batch norms (the means of a norm, then its variances), `inputs` \[features×B\] and `targets`
    /// \[outputs×B\] of the batch, `masks` of its dropped units (\[units×B\] for each f, none without dropout), or the
    /// `first` or `second` list that the optimizer remembers.
    pub fn export_numbers(&self, kind: &str) -> Vec<f64> {
        let run = self.frame_now();
        let memory = run.spec.optimizer.description().memory.len();
        let numbers = match kind {
            "values" => run.values(),
            "gradients" => run.data_gradients(),
            "running" => run.tensors.running(),
            "inputs" => run.tensors.inputs(),
            "targets" => run.tensors.targets(),
            "masks" => return masks(&run),
            "first" if memory > 0 => run.tensors.arena(Arena::Memory(0)),
            "second" if memory > 1 => run.tensors.arena(Arena::Memory(1)),
            _ => Numbers::F64(&[]),
        };
        numbers.iter().collect()
    }
}

fn masks(run: &Frame) -> Vec<f64> {
    let mut all = Vec::new();
    for (k, layer) in run.layers.iter().enumerate() {
        layer.activates().for_each(|(j, _)| all.extend(run.block(k, j).kept.iter()));
    }
    all
}
