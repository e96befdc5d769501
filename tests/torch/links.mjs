// What is exported to PyTorch and compared: every run of every named experiment, and links that cover the choices.
import { readFileSync } from 'node:fs';

const PRESETS = new URL('../../www/lab/presets.json', import.meta.url);

/** The named experiments' runs: at the start, also in double precision, and at the step where the experiment opens. */
export function presets() {
  return JSON.parse(readFileSync(PRESETS, 'utf8')).flatMap(({ id, runs, step }) =>
    runs.flatMap((text, n) => {
      const name = `${id} ${'ABCD'[n]}`;
      const start = [link(name, text), link(`${name} in f64`, `${text}&precision=f64`)];
      return step > 1 ? [...start, link(name, text, step)] : start;
    }),
  );
}

const link = (key, text, step = 0) => ({ key, name: `${key}${step ? ` at ${step}` : ''}`, text, step });

/** What must be refused, at its start or where it is exported; of the rest only a run that has stopped may be. */
export const REFUSED = [
  'LOSS A',
  'LOSS A in f64',
  'bf16',
  'f16',
  'batch norm of one',
  'batch norm of two',
  'batch norm of two, f64',
  'layer norm of one',
  'not finite',
];
/** What is rounding to more than the tolerance: gradients that cancel, and networks that amplify rounding. */
export const ROUNDED = ['constant weights, f64', 'CHI A', 'SHATTER A', 'SHATTER B', 'TANH-X A'];

const NORMS = ['batch', 'layer', 'rms'];
const SMALL = 'hidden_layers=4&width=12&batch=16&precision=f64&init=lecun_normal';
const SEQUENCE = 'length=12&width=6&batch=8&precision=f64&init=lecun_normal&learning_rate=0.05';

/** Every value of a choice. */
const each = (key, values, rest, step = 3) =>
  values.map((value) => link(`${key} ${value}`, `${rest}&${key}=${value}`, step));

/** Every skip kind with every norm, in both places, with one and with two maps in a branch. */
function paths() {
  const all = [];
  for (const skip of ['plain', 'report', 'identity', 'pre_activation']) {
    for (const norm of ['none', ...NORMS]) {
      for (const place of norm === 'none' ? ['before'] : ['before', 'after']) {
        for (const maps of skip === 'plain' ? [1] : [1, 2]) {
          const text = `${SMALL}&skip=${skip}&norm=${norm}&norm_place=${place}&branch_layers=${maps}&activation=tanh`;
          all.push(link(`${skip}, ${norm} ${place}, ${maps}`, `${text}&branch_scale=depth`, 2));
        }
      }
    }
  }
  return all;
}

const ACTIVATIONS = 'identity,sigmoid,tanh,relu,leaky_relu,prelu,elu,selu,gelu,gelu_tanh,silu,softplus'.split(',');
const OPTIMIZERS = 'sgd,momentum,nesterov,adagrad,rmsprop,adam,adamw,muon'.split(',');
const CELLS = 'rnn,lstm,gru,gru_pytorch,min_gru,min_lstm'.split(',');
const SEQUENCES =
  'recall,adding,copy,parity,brackets,temporal_order,sine,mackey_glass,digit_rows,digit_pixels,sunspots,noise_sequence';

/** Links that have something of their own. */
const OTHERS = [
  link('the default', ''),
  link('no hidden layer', 'hidden_layers=0&precision=f64', 1),
  link('no hidden layer, no bias', 'hidden_layers=0&use_bias=off', 1),
  link('no biases', `${SMALL}&use_bias=off&skip=report`, 2),
  link('no biases, muon', `${SMALL}&use_bias=off&optimizer=muon`, 2),
  link('no biases, lstm', `${SEQUENCE}&cell=lstm&use_bias=off`, 2),
  link('mixed activations', `${SMALL}&layer_activation=1:relu,3:gelu_tanh,4:prelu`, 3),
  link('mixed widths', `${SMALL}&layer_width=1:20,3:7`, 3),
  link('mixed widths, projections', `${SMALL}&skip=identity&layer_width=2:20&branch_scale=number&branch_alpha=0.3`, 3),
  link('prelu twice, norm', `${SMALL}&activation=prelu&skip=report&branch_layers=2&norm=batch&dropout=0.3`, 3),
  link('dropout', `${SMALL}&dropout=0.4`, 3),
  link('dropout f32', 'hidden_layers=3&width=24&dropout=0.2&activation=relu&init=he_normal', 3),
  link('dropout, pre-activation', `${SMALL}&dropout=0.2&skip=pre_activation&branch_layers=2&layer_width=1:9`, 3),
  link('zero branch', `${SMALL}&skip=identity&zero_branch=on&branch_layers=2`, 1),
  link('batch norm with momentum', `${SMALL}&norm=batch&norm_momentum=0.4&norm_epsilon=0.01&optimizer=adam`, 5),
  link('batch norm f32', 'hidden_layers=5&width=24&norm=batch&activation=relu&init=he_normal', 5),
  link('L2 and L1', `${SMALL}&l2=0.01&l1=0.001`, 3),
  link('L2, clipped', `${SMALL}&l2=0.1&clip_norm=0.05&optimizer=momentum`, 3),
  link('clipped by value', `${SMALL}&clip_value=0.001`, 3),
  link('decay', `${SMALL}&decay=0.1&optimizer=nesterov`, 3),
  link('nesterov without momentum', `${SMALL}&optimizer=nesterov&momentum=0`, 3),
  link('warm-up and cosine', `${SMALL}&warmup_steps=10&schedule=cosine&schedule_steps=40`, 7),
  link('steps', `${SMALL}&schedule=step&schedule_steps=2&schedule_factor=0.5&optimizer=adam`, 7),
  link('exponential', `${SMALL}&schedule=exponential&schedule_steps=5&optimizer=adamw`, 7),
  link('warm-up, muon', `${SMALL}&warmup_steps=10&optimizer=muon&decay=0.1`, 7),
  link('live changes', `${SMALL}&live=2:0.05,3:clip_norm:0.1,40:l2:0.1`, 4),
  link('full batch f32', 'data=circles&hidden_layers=3&width=8&activation=tanh&sampling=full', 20),
  link(
    'full batch, adam',
    'data=spiral&hidden_layers=3&width=8&activation=tanh&sampling=full&optimizer=adam&precision=f64',
    20,
  ),
  link('loss mse on digits', `${SMALL}&loss=mse`, 2),
  link('loss bce on digits', `${SMALL}&loss=bce_with_logits`, 2),
  link('textbook loss on digits', `${SMALL}&loss=naive_bce`, 2),
  link('cotangent', 'data=gaussian&hidden_layers=5&width=16&precision=f64', 1),
  link('cotangent as targets', 'data=gaussian&hidden_layers=5&width=16&precision=f64&loss=mse', 1),
  link('flipped labels', `${SMALL}&label_flips=0.3`, 2),
  link('regression', `${SMALL}&data=reg_gauss&hidden_layers=2`, 2),
  link('one example', 'batch=1&hidden_layers=3&precision=f64', 2),
  link('fifty layers f64', 'hidden_layers=50&precision=f64', 1),
  link('a hundred layers f64', 'hidden_layers=100&width=16&precision=f64&activation=relu&init=he_normal', 1),
  link('without a forget gate', `${SEQUENCE}&cell=lstm&forget_gate=off`, 3),
  link('cliff', 'data=cliff&length=12&cell=rnn&width=1&batch=1&precision=f64', 5),
  link('plain RNN with PReLU', `${SEQUENCE}&cell=rnn&activation=prelu`, 3),
  link('adding, f32, at 50', 'data=adding&cell=lstm&width=16&activation=tanh&optimizer=adam&clip_norm=1', 50),
  link('sequence, mse of classes', `${SEQUENCE}&data=copy&cell=gru&loss=mse`, 3),
  link('bf16', 'precision=bf16'),
  link('f16', 'precision=f16&loss_scale=8'),
  link('batch norm of one', 'data=hand&hidden_layers=2&width=3&norm=batch'),
  link('batch norm of two', 'norm=batch&batch=2'),
  link('batch norm of two, f64', 'norm=batch&batch=2&precision=f64'),
  link('layer norm of one', 'hidden_layers=2&width=1&norm=layer&precision=f64'),
  link('cliff, dropped', 'data=cliff&length=12&cell=rnn&width=1&batch=1&precision=f64&dropout=0.3', 5),
  link('constant weights, f64', `${SMALL}&init=constant&activation=prelu&init_scale=0.3`, 2),
  link('batch norm of three, f64', 'norm=batch&batch=3&precision=f64'),
  link('batch norm of three', 'norm=batch&batch=3'),
  link('not finite', 'activation=relu&init=normal&init_scale=10&learning_rate=100', 10),
];

export function others() {
  return [
    ...OTHERS,
    ...paths(),
    ...each('activation', ACTIVATIONS, SMALL),
    ...each('activation', ACTIVATIONS, `${SEQUENCE}&cell=rnn`, 1),
    ...each('optimizer', OPTIMIZERS, SMALL, 4),
    ...each('optimizer', OPTIMIZERS, `${SEQUENCE}&cell=lstm&cell_layers=2`, 4),
    ...each('optimizer', OPTIMIZERS, 'hidden_layers=3&width=16&activation=tanh&learning_rate=0.01', 4),
    ...each('cell', CELLS, SEQUENCE),
    ...each('cell', CELLS, `${SEQUENCE}&cell_layers=2&truncate=5`),
    ...each('cell', CELLS, 'data=adding&length=30&width=16&batch=16', 3),
    ...each('data', SEQUENCES.split(','), `${SEQUENCE}&cell=gru`, 2),
  ];
}

/** A few that together touch every part of the script. */
export const SHORT = [
  'the default',
  'prelu twice, norm',
  'L2, clipped',
  'warm-up, muon',
  'adding, f32, at 50',
  'cell min_lstm',
  'bf16',
];
