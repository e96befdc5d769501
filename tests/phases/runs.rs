//! The experiments, and every number that anybody can see of them.

use crate::open::spec;
use gradient_lab::num::Real;
use gradient_lab::session::{Digest, Session};
use gradient_lab::spec::LiveKnob;
use gradient_lab::train::Trainer;

/// Small networks of different kinds: deep, flat, without hidden layers, with learned slopes, each sampling; every
/// norm, skip and rule, dropout, clipping, penalties, schedules, live changes; every cell, with one answer and many,
/// cut and whole.
pub const EXPERIMENTS: &[&str] = &[
    "data=circles&samples=20&hidden_layers=2&width=3&activation=tanh&batch=6",
    "data=circles&samples=20&hidden_layers=4&width=3&activation=prelu&init=he_normal&sampling=replacement&batch=5",
    "data=xor&samples=12&hidden_layers=0&sampling=full",
    "data=reg&samples=16&hidden_layers=1&width=2&use_bias=off&sampling=full&live=1:0.5,3:0.01",
    "data=gaussian&samples=8&features=3&hidden_layers=3&layer_width=2:5&layer_activation=1:relu,3:gelu&batch=4",
    "hidden_layers=2&width=4&batch=10",
    "data=circles&samples=20&hidden_layers=3&width=4&norm=batch&dropout=0.3&batch=6&optimizer=momentum",
    "data=circles&samples=20&hidden_layers=2&width=4&norm=layer&norm_place=after&skip=report&branch_layers=2&\
        optimizer=adam&l2=0.01&clip_norm=0.05&batch=5",
    "data=xor&samples=16&hidden_layers=3&width=4&layer_width=2:6&skip=pre_activation&optimizer=rmsprop&dropout=0.5&\
        schedule=cosine&schedule_steps=4&warmup_steps=2&clip_value=0.01&batch=7",
    "data=spiral&samples=16&hidden_layers=2&width=3&skip=identity&zero_branch=on&branch_scale=depth&\
        optimizer=nesterov&l1=0.01&schedule=step&schedule_steps=2&schedule_factor=0.5&batch=4",
    "data=reg&samples=16&hidden_layers=2&width=3&norm=batch&norm_place=after&skip=pre_activation&branch_layers=2&\
        optimizer=adagrad&learning_rate=0.05&schedule=exponential&schedule_steps=3&batch=4",
    "data=circles&samples=16&hidden_layers=2&width=3&activation=tanh&optimizer=adamw&dropout=0.2&norm=batch&batch=4&\
        live=1:dropout:0.5,2:clip_norm:0.1,3:l2:0.1,3:decay:0.5,4:dropout:0",
    "cell=rnn&data=adding&length=6&width=3&activation=tanh&batch=4&optimizer=adam&clip_norm=0.1",
    "cell=rnn&data=cliff&length=5&width=1&activation=sigmoid&batch=2",
    "cell=lstm&data=copy&length=5&width=3&cell_layers=2&truncate=2&batch=4&optimizer=momentum",
    "cell=gru&data=digit_rows&width=3&batch=5&l2=0.01",
    "cell=gru_pytorch&data=sine&length=5&width=2&batch=3&live=1:0.5,2:clip_norm:0.1",
];

pub fn session<R: Real>(text: &str) -> Session<R> {
    Session::new(&spec(text)).expect("a valid spec")
}

/// Runs a seek to its end, in slices.
pub fn arrive<R: Real>(session: &mut Session<R>, slice: u32) {
    let mut calls = 0;
    while !session.seek_advance(slice) {
        calls += 1;
        assert!(calls < 100_000, "a seek that does not arrive");
    }
}

/// Hash of every number that anybody can see: the digest, all blocks of the network, what the gradient went through.
pub fn fingerprint<R: Real>(session: &Session<R>) -> u64 {
    let mut digest = Digest::of(session);
    let trainer = session.trainer();
    blocks(trainer).iter().for_each(|&bits| digest.word(bits));
    trainer.data_grads().iter().for_each(|value| digest.word(value.canonical_bits()));
    let clipped = trainer.clipped().map(|c| [c.data, c.before, c.after, f64::from(u8::from(c.fired))]);
    clipped.into_iter().flatten().for_each(|value| digest.word(value.to_bits()));
    digest.word(u64::from(clipped.is_some()));
    digest.word(session.stopped().map_or(0, |stopped| u64::from(stopped.step) + 1));
    digest.word(trainer.learning_rate().to_bits());
    LiveKnob::ALL.iter().for_each(|knob| digest.word(session.tuning().of(*knob).to_bits()));
    digest.0
}

/// Parameters, gradients, updates, running statistics, input, target and every block of every stage, with what it kept.
pub fn blocks<R: Real>(trainer: &Trainer<R>) -> Vec<u64> {
    let network = &trainer.network;
    let parameters = &network.parameters;
    let arena =
        [&parameters.values, &parameters.grads, &parameters.updates, &parameters.running, &network.x, &network.y];
    let stages = network.stages.iter().flat_map(|stage| {
        stage.blocks.iter().flat_map(|block| [&block.value, &block.d, &block.kept]).chain([&stage.d_branch])
    });
    let time = network.time.iter().flat_map(|time| {
        let origin = time.origin.blocks.iter().flat_map(|block| [&block.value, &block.d]);
        origin.chain([&time.read.value, &time.read.d])
    });
    arena.into_iter().chain(stages).chain(time).flatten().map(|value| value.canonical_bits()).collect()
}

/// Fingerprints at every phase of the first `steps` steps, in order of the phases done.
pub fn record<R: Real>(mut session: Session<R>, steps: u32) -> Vec<u64> {
    let mut all = vec![fingerprint(&session)];
    while session.trainer().steps() < steps && session.advance().is_some() {
        all.push(fingerprint(&session));
    }
    all
}
