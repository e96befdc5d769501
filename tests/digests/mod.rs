//! Experiments and the bits they end in, for native and browser tests alike.

use gradient_lab::num::Real;
use gradient_lab::probe::{Digest, Session};
use gradient_lab::spec::Link;

/// Experiment, steps, and the digests of f32 and f64. `cargo test --test determinism -- --ignored --nocapture`
/// prints the table anew; a row may only change with a reason.
pub const DIGESTS: &[(&str, u32, [u64; 2])] = &[
    ("", 20, [0x597276be468db980, 0xa995c4bb03a3878b]),
    ("activation=relu&init=he_normal", 20, [0x3867779b818cf13d, 0x9b487701a97181a8]),
    ("preset=VAN", 3, [0x7b16c1fe8bcebaa6, 0xacdc2a3221fc5865]),
    ("preset=NAN", 10, [0x0168da699f348bf8, 0x257be4fc7f615441]),
    ("preset=LOSS", 2, [0xeef356e8e3e83c23, 0xa5c73f38f3e96323]),
    ("preset=UNDERFLOW&samples=8", 1, [0x52969bae79fdad79, 0xfb5d3aacc1422770]),
    (
        "data=circles&samples=20&hidden_layers=3&width=5&batch=7&live=2:0.5,4:0.01",
        8,
        [0x7ff7814d9abf7661, 0xc6df1bfa7e44a1ba],
    ),
    (
        "data=circles&hidden_layers=3&layer_activation=1:relu,2:gelu,3:selu&layer_width=1:9,3:2&use_bias=off",
        5,
        [0x76d1079b7c641f6c, 0xcc3b513fcab69fe5],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=identity&init=he_normal",
        6,
        [0x1ebc4f461336fca3, 0x6b8843df34d9769c],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=sigmoid&init=he_normal",
        6,
        [0x9b2faddee72db653, 0xc5c1a0ba49a9991e],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=tanh&init=he_normal",
        6,
        [0xe3eb0a1e75bbd503, 0x3bc88bf353c2e443],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=relu&init=he_normal",
        6,
        [0xf8b975e6afc9479b, 0x491ba0219a633748],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=leaky_relu&init=he_normal",
        6,
        [0x83ad508f3631e2a8, 0xf6713e66f1ffaab2],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=prelu&init=he_normal",
        6,
        [0xdb50e3af59481933, 0xf1de0e2ac89618dc],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=elu&init=he_normal",
        6,
        [0x329510a20443dbec, 0x2d63df42e7f2ee6f],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=selu&init=he_normal",
        6,
        [0x474a4f159fa9ae69, 0xd25bfca738d995be],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=gelu&init=he_normal",
        6,
        [0x390e493241de8c92, 0xd2413ed37e1e83a8],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=gelu_tanh&init=he_normal",
        6,
        [0x1017908dd6ff7e06, 0x56e2bf510d2d1cea],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=silu&init=he_normal",
        6,
        [0xbc012c3a5884c66e, 0x058ed8180b57ef61],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=softplus&init=he_normal",
        6,
        [0x4b14e625c8f2667c, 0x4b13e58eb1f02afe],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=tanh&init=zeros&bias=0.1",
        6,
        [0x4be72c854776c7ed, 0x1b520922734c1f18],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=tanh&init=constant&bias=0.1",
        6,
        [0xb5d052e24372598d, 0xe6f752e756288ec2],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=tanh&init=normal&bias=0.1",
        6,
        [0xd3bab258ddfe5631, 0x71c34b20850432b9],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=tanh&init=uniform&bias=0.1",
        6,
        [0x23d0d01f352bb267, 0xdc12e5f65acf6e8c],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=tanh&init=std_uniform&bias=0.1",
        6,
        [0xe334fd9379845d2b, 0xb6c7e76298df5f00],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=tanh&init=lecun_normal&bias=0.1",
        6,
        [0xcdddc9516dff4632, 0x28f41a442688628a],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=tanh&init=xavier_normal&bias=0.1",
        6,
        [0xb355d852fe518bd4, 0x158534ec80bbd43e],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=tanh&init=xavier_uniform&bias=0.1",
        6,
        [0xc9fdc8363ea84e56, 0xcc60d30722adcb34],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=tanh&init=he_normal&bias=0.1",
        6,
        [0x03777944c1070192, 0x22a61b05a5ecd39a],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=tanh&init=he_uniform&bias=0.1",
        6,
        [0xc727091d9b7c457a, 0x8642ed7e6580769a],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=tanh&init=kumar&bias=0.1",
        6,
        [0xcdddc9516dff4632, 0x28f41a442688628a],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&activation=tanh&init=orthogonal&bias=0.1",
        6,
        [0xb2539b81ee61ccfe, 0x766a8a7e2e22722b],
    ),
    (
        "data=digits&samples=24&batch=9&hidden_layers=2&width=5&features=3&activation=tanh&learning_rate=0.01",
        6,
        [0xb210b0b8dd7fff69, 0x7085b3a0cd25f420],
    ),
    (
        "data=circle&samples=24&batch=9&hidden_layers=2&width=5&features=3&activation=tanh&learning_rate=0.01",
        6,
        [0xac79d6e62a84d3c1, 0xde7ab7a6ab213f9a],
    ),
    (
        "data=xor&samples=24&batch=9&hidden_layers=2&width=5&features=3&activation=tanh&learning_rate=0.01",
        6,
        [0xb97e3fc83fc02c07, 0xb6bd285597af856d],
    ),
    (
        "data=gauss&samples=24&batch=9&hidden_layers=2&width=5&features=3&activation=tanh&learning_rate=0.01",
        6,
        [0x7dae3485d8b5f6fd, 0x67465960726cd0bb],
    ),
    (
        "data=spiral&samples=24&batch=9&hidden_layers=2&width=5&features=3&activation=tanh&learning_rate=0.01",
        6,
        [0xb06baf7fe2b891fe, 0x7d8a668cae2b9917],
    ),
    (
        "data=reg_plane&samples=24&batch=9&hidden_layers=2&width=5&features=3&activation=tanh&learning_rate=0.01",
        6,
        [0x5474b73d02b763fb, 0x0d0712e2592f9992],
    ),
    (
        "data=reg_gauss&samples=24&batch=9&hidden_layers=2&width=5&features=3&activation=tanh&learning_rate=0.01",
        6,
        [0x516268630cfec384, 0x971ce942adb2a417],
    ),
    (
        "data=circles&samples=24&batch=9&hidden_layers=2&width=5&features=3&activation=tanh&learning_rate=0.01",
        6,
        [0x117213d554e66ef0, 0x0ec02e9ada1518d3],
    ),
    (
        "data=reg&samples=24&batch=9&hidden_layers=2&width=5&features=3&activation=tanh&learning_rate=0.01",
        6,
        [0xfff232fa00028103, 0x0810d25f5b1e2c1f],
    ),
    (
        "data=deep_teacher&samples=24&batch=9&hidden_layers=2&width=5&features=3&activation=tanh&learning_rate=0.01",
        6,
        [0x20fc91482cc7a235, 0xb841feabcd0b1234],
    ),
    (
        "data=gaussian&samples=24&batch=9&hidden_layers=2&width=5&features=3&activation=tanh&learning_rate=0.01",
        6,
        [0xedbcc9b07b92af90, 0x67333cf9f4a67f1d],
    ),
    (
        "data=line&samples=24&batch=9&hidden_layers=2&width=5&features=3&activation=tanh&learning_rate=0.01",
        6,
        [0x7220ca60eef5599a, 0x9308f0f2b71d910b],
    ),
    (
        "data=hand&samples=24&batch=9&hidden_layers=2&width=5&features=3&activation=tanh&learning_rate=0.01",
        6,
        [0xf196f90147408f36, 0xd9554e6e501f5c9f],
    ),
    (
        "data=chain&samples=24&batch=9&hidden_layers=2&width=5&features=3&activation=tanh&learning_rate=0.01",
        6,
        [0xc48112cadbb93582, 0x05e6fec55026fd6f],
    ),
    (
        "data=bowl&samples=24&batch=9&hidden_layers=2&width=5&features=3&activation=tanh&learning_rate=0.01",
        6,
        [0xa000ff69ba9ed35c, 0x41b13c73bd041d81],
    ),
    (
        "data=sweep&samples=24&batch=9&hidden_layers=2&width=5&features=3&activation=tanh&learning_rate=0.01",
        6,
        [0x5c4eb871a4312613, 0x9dc83273b39040d4],
    ),
    (
        "data=xor&samples=24&batch=9&hidden_layers=2&width=5&sampling=epochs",
        6,
        [0x6287abd526f7f651, 0x1c66a19b6ea85764],
    ),
    (
        "data=xor&samples=24&batch=9&hidden_layers=2&width=5&sampling=replacement",
        6,
        [0xc39987993f233984, 0x0c85830c8d74b73d],
    ),
    ("data=xor&samples=24&batch=9&hidden_layers=2&width=5&sampling=full", 6, [0xac0354d7b82860f5, 0x2da1609e18364c24]),
    (
        "data=digits&samples=24&batch=9&hidden_layers=2&width=5&activation=tanh&loss=mse",
        4,
        [0x5f9745202019eec0, 0x44f86830a30760f3],
    ),
    (
        "data=digits&samples=24&batch=9&hidden_layers=2&width=5&activation=tanh&loss=bce_with_logits",
        4,
        [0x945889afdf37bd16, 0x8929067fa27c988e],
    ),
    (
        "data=digits&samples=24&batch=9&hidden_layers=2&width=5&activation=tanh&loss=softmax_cross_entropy",
        4,
        [0x30df8eeb663ecccc, 0x96332c582ef5df2b],
    ),
    (
        "data=gaussian&samples=24&batch=9&hidden_layers=2&width=5&activation=tanh&loss=cotangent",
        4,
        [0x205e48cd8c16ea3d, 0x74b62998c50bbb32],
    ),
    (
        "data=digits&samples=24&batch=9&hidden_layers=2&width=5&activation=tanh&loss=naive_bce",
        4,
        [0x44f8b5bfa1a5cc15, 0xb55a8aea152778ee],
    ),
];

/// Digests of every parameter and probe figure after `steps` steps, in f32 and f64.
pub fn digest(text: &str, steps: u32) -> [u64; 2] {
    [digest_in::<f32>(text, steps), digest_in::<f64>(text, steps)]
}

fn digest_in<R: Real>(text: &str, steps: u32) -> u64 {
    let mut session: Session<R> = Session::new(&Link::parse(text).spec).expect("a valid spec");
    session.run(steps);
    let mut digest = Digest::of(&session);
    // Loss and accuracy are shown too.
    let score = session.evaluate();
    [score.train.loss, score.train.accuracy, score.test.loss, score.test.accuracy]
        .iter()
        .for_each(|value| digest.word(value.canonical_bits()));
    digest.0
}
