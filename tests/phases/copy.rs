//! A copy of a run takes the same steps, from wherever in a step it was taken.

use super::any;
use gradient_lab::num::{Random, Stream};
use gradient_lab::session::Experiment;
use gradient_lab::spec::Link;

/// Both at the end of the step in which `from` is: they must agree in parameters, statistics, memory and figures.
#[test]
fn a_copy_takes_the_same_steps() {
    let mut compared = 0;
    for number in 0..400 {
        let text = any::text(number);
        let mut run = Experiment::open(Link::parse(&text));
        let per_step = run.frame().place.per_step;
        let phases = Random::new(number, Stream::Batches).below(4 * per_step as usize) as u64;
        run.advance(phases);
        if run.frame().stopped.is_some() {
            continue;
        }
        let mut copy = run.copy();
        let (step, end) = (run.frame().place.steps, u64::from(run.frame().place.steps + 1) * per_step);
        assert_eq!(copy.frame().place.done, u64::from(step) * per_step, "{text}");
        (run.frame().place.done..end).for_each(|_| assert!(run.advance(1) <= 1));
        (0..per_step).for_each(|_| assert!(copy.advance(1) <= 1));
        assert_eq!(copy.digest(), run.digest(), "{text} after {phases} phases");
        compared += 1;
    }
    assert!(compared > 300, "{compared} runs were compared");
}
