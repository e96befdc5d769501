// Experiments that take a while to open.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTurn, Openings } from '../../www/lab/run/openings.js';
import { use } from '../../www/lab/wasm/module.js';
import { GLUE } from './lab.mjs';

/** Weights of so many pieces; each takes some time. */
class Pieces {
  constructor(count, takes = 0) {
    Object.assign(this, { count, takes, made: 0, end: '' });
  }
  advance() {
    const until = performance.now() + this.takes;
    while (performance.now() < until);
    this.made += 1;
    return this.made >= this.count;
  }
  progress() {
    return this.made / this.count;
  }
  keep() {
    this.end += 'kept';
  }
  free() {
    this.end += 'freed';
  }
}

function setUp(weights = {}) {
  const told = [];
  const runs = { main: { lab: { opening: (text) => weights[text], room_ahead: () => true } } };
  const page = { redraw: (...reasons) => told.push(...reasons), settle: () => told.push('settle') };
  const openings = new Openings(runs, page, (run) => run());
  return { openings, told };
}

test('what opens at once does so in the same task', () => {
  const { openings } = setUp();
  let opened = 0;
  openings.begin('small', () => {
    opened += 1;
  });
  assert.deepEqual([opened, openings.busy, openings.progress], [1, false, null]);
});

test('room is made for what is made ahead, and the knob that changes gives way first', () => {
  const asked = [];
  const lab = {
    room_ahead: (...given) => asked.push(['room', ...given]),
    opening: (...given) => void asked.push(given),
  };
  const openings = new Openings({ main: { lab } }, { redraw: () => {}, settle: () => {} }, (run) => run());
  openings.begin('large', () => asked.push('open'), undefined, 'width');
  assert.deepEqual(asked, [['room', 'large', 'width'], ['large', 'width'], 'open']);
});

test('weights that take long are made in slices of a frame, and then the experiment opens', () => {
  const large = new Pieces(8, 5);
  const { openings } = setUp({ large });
  let opened = 0;
  openings.begin('large', () => {
    opened += 1;
    assert.equal(large.end, 'kept');
  });
  let frames = 0;
  for (let before = 0; openings.busy; frames += 1) {
    assert.ok(openings.progress >= before);
    before = openings.progress;
    openings.slice();
  }
  assert.ok(frames > 1 && frames <= 8, `${frames} frames`);
  assert.deepEqual([opened, large.made, openings.progress], [1, 8, null]);
  openings.slice();
  assert.equal(opened, 1);
});

test('what is cancelled opens nothing and is freed once', () => {
  const large = new Pieces(2);
  const { openings, told } = setUp({ large });
  let dropped = 0;
  openings.begin(
    'large',
    () => assert.fail('it was cancelled'),
    () => {
      dropped += 1;
    },
  );
  openings.cancel();
  openings.cancel();
  assert.equal(dropped, 1);
  openings.slice();
  assert.deepEqual([large.end, openings.busy], ['freed', false]);
  assert.deepEqual(told, ['play', 'experiment', 'play', 'settle']);
});

test('the newest experiment is the one that opens', () => {
  const large = new Pieces(2);
  const { openings } = setUp({ large });
  const opened = [];
  openings.begin('large', () => opened.push('large'));
  openings.begin('small', () => opened.push('small'));
  openings.slice();
  assert.deepEqual([opened, large.end], [['small'], 'freed']);
});

test('the lab goes while one waits', () => {
  const large = new Pieces(2);
  const { openings } = setUp({ large });
  const never = () => assert.fail('nobody is there any more');
  openings.begin('large', never, never);
  openings.close();
  openings.slice();
  assert.equal(large.end, 'freed');
});

test('several that take a while have a frame each, and come in turn', () => {
  const { openings } = setUp();
  const opened = [];
  const slow = (name) => (then) =>
    openings.begin(name, () => {
      const until = performance.now() + 50;
      while (performance.now() < until);
      opened.push(name);
      then();
    });
  inTurn([slow('one'), slow('two'), slow('three')], () => opened.push('all'));
  assert.deepEqual(opened, ['one']);
  openings.slice();
  assert.deepEqual(opened, ['one', 'two']);
  openings.slice();
  assert.deepEqual([opened, openings.busy], [['one', 'two', 'three', 'all'], false]);
});

test('an error in one that opens late is reported, and nothing waits any more', () => {
  const large = new Pieces(1);
  const runs = { main: { lab: { opening: () => large, room_ahead: () => true } } };
  let forgotten = 0;
  use({ ...GLUE, forget_weights: () => (forgotten += 1) });
  const errors = [];
  const attempt = (run) => {
    try {
      run();
    } catch (error) {
      errors.push(error.message);
    }
  };
  const openings = new Openings(runs, { redraw: () => {}, settle: () => {} }, attempt);
  openings.begin('large', () => {
    throw new Error('no room');
  });
  attempt(() => openings.slice());
  use(GLUE);
  assert.deepEqual([errors, openings.busy, openings.begun], [['no room'], false, 0]);
  assert.equal(forgotten, 1, 'nobody took the weights');
});
