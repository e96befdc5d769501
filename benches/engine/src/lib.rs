//! The engine for the bench, built as the page's module is: one experiment with the probe on or off.
//!
//! The page's own module is measured too. This one is for what the page cannot do: train without the probe, and hand
//! out its examples, so that every peer learns from the very same ones.
#![cfg(target_arch = "wasm32")]

use gradient_lab::data::{Data, generate};
use gradient_lab::session::Session;
use gradient_lab::spec::Link;
use gradient_lab::train::Trainer;
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

enum Watched {
    Bare(Box<Trainer<f32>>),
    Probed(Box<Session<f32>>),
}

/// One experiment.
#[wasm_bindgen]
pub struct Engine(Watched);

#[wasm_bindgen]
impl Engine {
    /// Opens the experiment of a link's text.
    ///
    /// # Errors
    /// What was not understood: a bench must not measure something else than it says.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str, probe: bool) -> Result<Engine, JsError> {
        let link = Link::from_text(text, &|_| None);
        if let Some(warning) = link.warnings.first() {
            return Err(JsError::new(warning));
        }
        let trainer = Trainer::with_data(&link.spec, generate(&link.spec));
        Ok(Engine(match probe {
            true => Watched::Probed(Box::new(Session::watch(trainer))),
            false => Watched::Bare(Box::new(trainer)),
        }))
    }

    /// So many steps.
    pub fn steps(&mut self, count: u32) {
        match &mut self.0 {
            Watched::Bare(trainer) => (0..count).for_each(|_| trainer.step()),
            Watched::Probed(session) => session.run(count),
        }
    }

    /// L of the last step.
    pub fn loss(&self) -> f64 {
        self.trainer().loss_value
    }

    /// Shares of the gradient's entries that are subnormal, and that are 0.
    pub fn underflow(&self) -> Vec<f64> {
        let grads = self.trainer().data_grads();
        let share = |is: fn(&f32) -> bool| grads.iter().filter(|&g| is(g)).count() as f64 / grads.len() as f64;
        vec![share(|g| g.is_subnormal()), share(|g| *g == 0.0)]
    }

    /// Inputs, example by example.
    pub fn x(&self) -> Vec<f32> {
        self.data().train.x.clone()
    }

    /// Targets, example by example; classes are one-hot.
    pub fn y(&self) -> Vec<f32> {
        self.data().train.y.clone()
    }
}

impl Engine {
    fn trainer(&self) -> &Trainer<f32> {
        match &self.0 {
            Watched::Bare(trainer) => trainer,
            Watched::Probed(session) => session.trainer(),
        }
    }

    fn data(&self) -> &Data<f32> {
        &self.trainer().data
    }
}
