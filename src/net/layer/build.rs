//! Builds layers and time steps from a spec.

use super::{Activate, Join, Layer, Linear, Op, Work};
use crate::net::cell::{Cell, Description};
use crate::net::{Layout, Role};
use crate::spec::{Activation, NormPlace, Skip, Spec};
use alloc::vec::Vec;

impl Layer {
    /// Builds a hidden layer of a spec, and adds its parameters to the layout.
    pub fn hidden(
        layout: &mut Layout,
        spec: &Spec,
        stage: usize,
        (inputs, outputs): (usize, usize),
        activation: Activation,
    ) -> Layer {
        let mut builder = Builder { layout, spec, stage, activation, outputs, ops: Vec::new() };
        let z_at = match spec.skip {
            Skip::Plain => {
                builder.linear(inputs);
                builder.activate().saturating_sub(1)
            }
            Skip::Report => {
                builder.linear(inputs);
                if spec.branch_layers > 1 {
                    builder.activate();
                    builder.linear(outputs);
                }
                builder.norm_before();
                builder.join(inputs);
                builder.activate_alone() - 1
            }
            Skip::Identity => {
                builder.linear(inputs);
                builder.activate();
                if spec.branch_layers > 1 {
                    builder.linear(outputs);
                    builder.activate();
                }
                builder.join(inputs)
            }
            Skip::PreActivation => {
                builder.activate_sized(inputs);
                builder.linear(inputs);
                if spec.branch_layers > 1 {
                    builder.activate();
                    builder.linear(outputs);
                }
                builder.join(inputs)
            }
        };
        Layer::new((inputs, outputs), activation, Work::Operations(builder.ops), z_at)
    }

    /// Builds the linear output layer.
    pub fn output(layout: &mut Layout, stage: usize, (inputs, outputs): (usize, usize), use_bias: bool) -> Layer {
        let linear = Linear::add(layout, Role::Weight, stage, (inputs, outputs), use_bias);
        Layer::single(Op::Linear(linear), (inputs, outputs))
    }

    /// Builds an output layer that passes h on unchanged, for tasks whose answer is the state.
    pub fn pass(size: usize) -> Layer {
        let f = Activate { size, activation: Activation::Identity, slope: None };
        Layer::single(Op::Activate(f), (size, size))
    }

    fn single(op: Op, shape: (usize, usize)) -> Layer {
        Layer::new(shape, Activation::Identity, Work::Operations([op].into()), 0)
    }

    /// Builds one time step of a spec's cells. All steps are alike and share their parameters.
    pub fn step(layout: &mut Layout, spec: &Spec, inputs: usize) -> Layer {
        let (outputs, mut first, mut from, mut cells) = (spec.width as usize, 0, inputs, Vec::new());
        for level in 0..spec.cell_layers as usize {
            let Some(about) = Description::of(spec) else { break };
            let cell = Cell::add(layout, (spec, about), level, (from, outputs), first);
            (first, from) = (cell.blocks().end, outputs);
            cells.push(cell);
        }
        Layer::new((inputs, outputs), spec.activation, Work::Cells(cells), first - 1)
    }
}

/// A layer under construction. Every method returns the block that its last operation writes.
struct Builder<'a> {
    layout: &'a mut Layout,
    spec: &'a Spec,
    stage: usize,
    activation: Activation,
    outputs: usize,
    ops: Vec<Op>,
}

impl Builder<'_> {
    fn push(&mut self, op: Op) -> usize {
        self.ops.push(op);
        self.ops.len() - 1
    }

    fn linear(&mut self, inputs: usize) -> usize {
        let shape = (inputs, self.outputs);
        let linear = Linear::add(self.layout, Role::Weight, self.stage, shape, self.spec.use_bias);
        self.push(Op::Linear(linear))
    }

    fn norm(&mut self, place: NormPlace, size: usize) {
        if self.spec.norm_place == place {
            let norm = Op::norm(self.layout, self.spec, self.stage, size);
            norm.into_iter().for_each(|norm| self.ops.push(norm));
        }
    }

    fn norm_before(&mut self) {
        self.norm(NormPlace::Before, self.outputs);
    }

    /// Adds f with its norm before or after it, and returns the block that f writes.
    fn activate(&mut self) -> usize {
        self.activate_sized(self.outputs)
    }

    fn activate_sized(&mut self, size: usize) -> usize {
        self.norm(NormPlace::Before, size);
        self.f(size)
    }

    /// Adds f after a join: the branch has the norm before it already.
    fn activate_alone(&mut self) -> usize {
        self.f(self.outputs)
    }

    fn f(&mut self, size: usize) -> usize {
        let activate = Activate::add(self.layout, self.stage, size, self.activation);
        let at = self.push(Op::Activate(activate));
        self.norm(NormPlace::After, size);
        at
    }

    fn join(&mut self, inputs: usize) -> usize {
        let shape = (inputs, self.outputs);
        let project = || Linear::add(self.layout, Role::Projection, self.stage, shape, false);
        let projection = (shape.0 != shape.1).then(project);
        self.push(Op::Join(Join { alpha: self.spec.alpha(), projection }))
    }
}
