//! The engine for the bench, built like the page's module: one experiment with the probe on or off.
//!
//! The bench also measures the page's own module. This one can do what the page cannot: train without the probe, and
//! return its examples, so that every library learns from the same ones.
#![cfg(target_arch = "wasm32")]

use gradient_lab::data::{Data, generate};
use gradient_lab::session::Session;
use gradient_lab::spec::{Known, Link};
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
    /// The warnings of the link: a bench must not measure something other than it says.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str, probe: bool) -> Result<Engine, JsError> {
        let link = Link::from_text(text, Known::NOTHING);
        if let Some(warning) = link.warnings.first() {
            return Err(JsError::new(warning));
        }
        let trainer = Trainer::with_data(&link.spec, generate(&link.spec));
        Ok(Engine(match probe {
            true => Watched::Probed(Box::new(Session::watch(trainer))),
            false => Watched::Bare(Box::new(trainer)),
        }))
    }

    /// Runs `count` steps.
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

    /// The fractions of the gradient's entries that are subnormal, and that are 0.
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
