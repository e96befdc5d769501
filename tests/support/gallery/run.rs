//! One run of an experiment, at the end of its claim.

use gradient_lab::probe::{Frame, Score, mean_loss};
use gradient_lab::session::Experiment;
use gradient_lab::spec::Link;

/// How often the test loss is measured.
const TESTS: u32 = 66;

pub struct Run {
    pub experiment: Experiment,
    pub score: Score,
    /// Steps and losses of the batches, or of the test set, up to the first that is not finite.
    pub losses: Vec<(f64, f64)>,
}

impl Run {
    /// The run of an experiment's text after some steps, with its own seed or the `n`-th of some others. Its losses are
    /// those of the test set if that is what the claim is about.
    pub fn of(text: &str, n: u32, steps: u32, tested: bool) -> Run {
        let mut link = Link::parse(text);
        link.spec.seed += 100 * n;
        let mut experiment = Experiment::open(link);
        let mut losses = Vec::new();
        if tested {
            for _ in 0..TESTS {
                let score = experiment.evaluate();
                losses.push((f64::from(score.step), score.test.loss));
                experiment.run(steps / TESTS);
            }
            experiment.run(steps % TESTS);
        } else {
            experiment.run(steps);
            let frame = experiment.frame();
            losses.extend(frame.trace.rows().iter().map(|row| (f64::from(row.step), row.loss)));
        }
        let finite = losses.iter().take_while(|(_, loss)| loss.is_finite()).count();
        losses.truncate(finite);
        let score = experiment.evaluate();
        Run { experiment, score, losses }
    }

    pub fn frame(&self) -> Frame<'_> {
        self.experiment.frame()
    }

    /// The gradient that arrives at each hidden stage, lowest first: along c where the cells have a memory. Of a run
    /// that has stopped, the last one that was whole.
    pub fn gradient(&self) -> Vec<f64> {
        let run = self.frame();
        let hidden = run.place.stages - 1;
        if run.stopped.is_some() {
            let whole = run.trace.rows().iter().rev().find(|row| row.d_z.iter().all(|d| d.is_finite()));
            return whole.map_or(vec![f64::NAN; hidden], |row| row.d_z[..hidden].to_vec());
        }
        let arrived = |k: usize| run.figures[k].d_c.or(run.figures[k].d_z).map_or(f64::NAN, |norm| norm.rms());
        (0..hidden).map(arrived).collect()
    }

    /// A measurement of each stage, the output's last.
    pub fn by_stage(&self, measure: impl Fn(&Frame, usize) -> f64) -> Vec<f64> {
        let run = self.frame();
        (0..run.place.stages).map(|k| measure(&run, k)).collect()
    }

    /// The loss of a network that guesses; where that is unknown, the loss of the first step, if it has one.
    pub fn guessing(&self) -> Option<f64> {
        let chance = self.frame().chance().map(|chance| chance.loss);
        chance.or(self.losses.first().map(|first| first.1))
    }

    /// Mean loss of the last steps on record.
    pub fn recent_loss(&self) -> f64 {
        mean_loss(&self.frame().trace.rows()[self.frame().trace.rows().len().saturating_sub(20)..])
    }

    pub fn stopped(&self) -> bool {
        self.frame().stopped.is_some()
    }

    pub fn fate(&self) -> Fate {
        let last = &self.losses[self.losses.len().saturating_sub(20)..];
        let recent = last.iter().map(|point| point.1).sum::<f64>() / last.len() as f64;
        match self.stopped() {
            true => Fate::Broken,
            false if self.guessing().is_some_and(|guessing| recent < 0.8 * guessing) => Fate::Well,
            false => Fate::Stuck,
        }
    }
}

/// What has become of a run.
#[derive(Clone, Copy, PartialEq)]
pub enum Fate {
    /// It does much better than a network that guesses.
    Well,
    Stuck,
    /// It stopped at a number that is not finite.
    Broken,
}
