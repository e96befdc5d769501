/** The parts of the script in order, which are the cells of the notebook: words and code. */
import { comparison, isDouble } from './comparison.js';
import { data } from './data.js';
import { lossOf } from './losses.js';
import { mlp } from './mlp.js';
import { literal } from './numbers.js';
import { recurrent } from './recurrent.js';
import { STEPS } from './state.js';
import { training } from './training.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {{kind: 'words'|'code'|'data', lines: string[]}} Piece  each line of words is a paragraph */

/** @param {string[]} lines @returns {Piece} */
const words = (...lines) => ({ kind: 'words', lines });
/** @param {string[]} lines @returns {Piece} */
const code = (...lines) => ({ kind: 'code', lines });

/** A link has no spaces and no line breaks, whatever a page's address holds. @param {string} link */
const clean = (link) => link.replace(/\s|\p{Cc}|[<>]/gu, (sign) => encodeURIComponent(sign));

/** @param {State} state */
const setUp = (state) =>
  code(
    'import base64',
    'import copy',
    'import math',
    '',
    'import torch',
    'from torch import nn',
    'from torch.nn import functional as F',
    '',
    `DTYPE = torch.float${isDouble(state) ? 64 : 32}  # as in this experiment`,
    'torch.set_default_dtype(DTYPE)',
    `STEP = ${state.step}  # training steps before this one`,
  );

/** @param {State} state */
function network(state) {
  return code(...(state.time ? recurrent(state) : mlp(state)), '', '', ...lossOf(state.loss));
}

/** What cannot be as in the lab from here on. @param {State} state */
function departures({ knobs, masks, later, step }) {
  const same =
    'Every training step of this experiment takes all examples, so the next losses can be compared with the lab’s.';
  const other =
    'From here on the losses are not the lab’s: it draws other examples for every training step, and this file has ' +
    'one batch only.';
  const changes = (knobs.live ?? '').split(',').some((change) => Number(change.split(':')[0]) > step);
  return [
    later.length ? same : other,
    ...(masks.length ? ['Dropout draws masks of its own.'] : []),
    ...(changes ? ['In the experiment knobs change at later training steps. Here they stay as they are now.'] : []),
  ].join(' ');
}

/** A few more training steps. @param {State} state */
function furtherSteps({ masks, later }) {
  return code(
    ...(masks.length ? ['for dropout in dropouts:', '    dropout.mask = None', ''] : []),
    // A run that stops in between has no more losses to compare.
    `STEPS = ${later.length ? later.length + 1 : STEPS}`,
    ...(later.length ? [`LATER = [${later.map(literal).join(', ')}]  # the lab's losses`, ''] : []),
    'update(STEP)  # from the gradients that were compared',
    'for step in range(STEP + 1, STEP + STEPS):',
    '    model.zero_grad()',
    '    loss = loss_of(model(x), y)',
    '    loss.backward()',
    later.length
      ? `    print(f"loss after {step} training steps: {loss.item():.7g}, the lab's {LATER[step - STEP - 1]:.7g}")`
      : '    print(f"loss after {step} training steps: {loss.item():.7g}")',
    '    update(step)',
  );
}

/**
 * @param {State} state
 * @returns {Piece[]}
 */
export function pieces(state) {
  return [
    words(
      'A network of gradient-lab in PyTorch.',
      clean(state.link),
      `This is the network of that link ${state.step ? `after ${state.step} training steps` : 'at its start'}, with ` +
        'its weights and the batch of the next training step. The file computes the loss and every gradient, ' +
        'compares them with the lab’s, and then trains on. It needs PyTorch 1.12 or newer.',
    ),
    setUp(state),
    words('The network and its loss.'),
    network(state),
    words('The lab’s numbers.'),
    { kind: 'data', lines: data(state) },
    words('The loss and every gradient, compared with the lab’s.'),
    code(...comparison(state)),
    words('Training: what the lab does from the gradients to the new parameters.'),
    code(...training(state)),
    words(departures(state)),
    furtherSteps(state),
  ];
}
