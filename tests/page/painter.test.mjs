// The painter draws what changed and can be seen, at each panel's own pace, and replaces a panel that throws.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Painter } from '../../www/lab/run/painter.js';

globalThis.requestAnimationFrame = () => 1;
globalThis.cancelAnimationFrame = () => {};
/** A clock that only drawing moves: the machine's own would make the tests depend on what else runs. */
let clock = 0;
performance.now = () => clock;
/** Tells the observer's owner which panels are on the screen. */
let scroll;
globalThis.IntersectionObserver = class {
  constructor(tell) {
    scroll = (...entries) => tell(entries.map(([{ node: target }, isIntersecting]) => ({ target, isIntersecting })));
  }
  observe() {}
};

const node = (hidden = false) => ({ hidden, classList: { contains: () => false } });

function setUp({ more = false, mend = () => true, moving = () => false } = {}) {
  const failed = [];
  const painter = new Painter(
    () => more,
    (error) => failed.push(error.message),
    mend,
    moving,
  );
  const drawn = [];
  const panel = (name, wants, rest = {}) => ({ node: node(), wants, draw: () => drawn.push(name), ...rest });
  /** One that uses up the budget of a frame. */
  const slowly = (name) => {
    const draw = () => {
      clock += 6;
      drawn.push(name);
    };
    return panel(name, ['frame', 'evaluation'], { draw });
  };
  const frame = (now) => {
    drawn.length = 0;
    painter.frame(now);
    return [...drawn];
  };
  return { painter, panel, slowly, frame, failed };
}

test('only what depends on the reason is drawn', () => {
  const { painter, panel, frame } = setUp();
  painter.add(panel('a', ['frame']), panel('b', ['frame', 'theme'], { parts: [panel('b2', ['theme'])] }));
  assert.deepEqual(frame(0), ['a', 'b', 'b2']);
  assert.deepEqual(frame(1), []);
  painter.changed('theme');
  assert.deepEqual(frame(2), ['b', 'b2']);
});

test('a list of the runs is up to date before the next task, once for all that came and went', async () => {
  const { painter, panel, failed } = setUp();
  const listed = [];
  const broken = () => {
    throw new Error('no list');
  };
  painter.add(
    panel('a', []),
    panel('b', [], { listRuns: broken }),
    panel('c', [], { listRuns: () => listed.push('c') }),
  );
  painter.listed();
  painter.listed();
  assert.deepEqual(listed, []);
  await null;
  assert.deepEqual(listed, ['c']);
  painter.listed();
  await null;
  assert.deepEqual([listed, failed], [['c', 'c'], []]);
});

test('while there is more to do a panel keeps to its pace, unless all show one moment', () => {
  const { painter, panel, frame } = setUp({ more: true });
  painter.add(panel('slow', ['frame', 'snapshot'], { every: 100 }), panel('quick', ['frame']));
  frame(0);
  painter.changed('frame');
  assert.deepEqual(frame(50), ['quick']);
  assert.deepEqual(frame(120), ['slow']);
  painter.changed('frame');
  painter.now('snapshot');
  assert.deepEqual(frame(130), ['quick', 'slow']);
});

test('a panel that throws is replaced and not asked again; the rest goes on', () => {
  const mended = [];
  const { painter, panel, frame, failed } = setUp({ mend: (_one, error) => mended.push(error.message) > 0 });
  const broken = panel('broken', ['frame'], {
    draw: () => {
      throw new Error('oh');
    },
  });
  painter.add(broken, panel('sound', ['frame']));
  assert.deepEqual(frame(0), ['sound']);
  painter.changed('frame');
  assert.deepEqual(frame(1), ['sound']);
  assert.deepEqual([mended, failed], [['oh'], []]);
});

test('what is no fault of a panel ends the lab', () => {
  const { painter, panel, frame, failed } = setUp({ mend: () => false });
  painter.add(
    panel('broken', ['frame'], {
      draw: () => {
        throw new Error('panic');
      },
    }),
  );
  frame(0);
  assert.deepEqual(failed, ['panic']);
});

test('while the run moves, a panel off the screen waits until it is seen or the run rests', () => {
  let moving = true;
  const { painter, panel, frame } = setUp({ more: true, moving: () => moving });
  const [near, far] = [panel('near', ['frame']), panel('far', ['frame'])];
  painter.add(near, far);
  scroll([near, true], [far, false]);
  assert.deepEqual(frame(0), ['near']);
  scroll([near, false], [far, true]);
  assert.deepEqual(frame(20), ['far']);
  painter.changed('frame');
  assert.deepEqual(frame(40), ['far']);
  moving = false;
  assert.deepEqual(frame(60), ['near']);
});

test('a panel that has hidden itself is drawn: it may be about to show itself', () => {
  const { painter, panel, frame } = setUp({ moving: () => true });
  const card = panel('card', ['frame'], { node: node(true) });
  painter.add(card);
  scroll([card, false]);
  assert.deepEqual(frame(0), ['card']);
});

test('while the run moves, costly panels share the frames; the one that waited longest comes first', () => {
  const { painter, slowly, frame } = setUp({ moving: () => true });
  painter.add(slowly('a'), slowly('b'), slowly('c'));
  const turns = [0, 20, 40, 60].map((now) => {
    painter.changed('frame');
    return frame(now);
  });
  assert.deepEqual(turns, [['a'], ['b'], ['c'], ['a']]);
});

test('at rest what changed is drawn at once; off the screen it can wait at first and where nobody waits for it', () => {
  const { painter, slowly, frame } = setUp();
  const [a, b, near] = [slowly('a'), slowly('b'), slowly('near')];
  painter.add(a, b, near);
  scroll([a, false], [b, false], [near, true]);
  const inTurn = [['near'], ['a'], ['b'], []];
  assert.deepEqual([0, 20, 40, 60].map(frame), inTurn);
  painter.changed('frame');
  assert.deepEqual(frame(80), ['near', 'a', 'b']);
  painter.later('evaluation');
  assert.deepEqual([100, 120, 140, 160].map(frame), inTurn);
  painter.later('evaluation');
  painter.changed('frame');
  assert.deepEqual(frame(180), ['near', 'a', 'b']);
});

test('the first panel with a job gets the time', () => {
  const { painter, panel } = setUp();
  const worked = [];
  const job = (name, more) => panel(name, [], { work: () => worked.push(name) > 0 && more });
  painter.add(job('idle', false), job('busy', true), job('later', true));
  assert.equal(painter.work(), true);
  assert.deepEqual(worked, ['idle', 'busy']);
});
