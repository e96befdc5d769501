// The page takes its own keys out of a link and hands the rest on as it is.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Link, PAGE_KEYS, putBack, readAddress, takeOut } from '../../www/lab/run/link.js';

test('only the page’s own keys are taken out', () => {
  const { own, rest } = takeOut('width=8&view=river&step=12&vs=view%3Dx&detail=lab&opens=1&goal=a%26b');
  assert.deepEqual(own, { view: 'river', detail: 'lab', goal: 'a&b' });
  assert.equal(rest, 'width=8&step=12&vs=view%3Dx&opens=1');
});

test('the rest is handed on unread, whatever it is', () => {
  for (const text of ['', '#', '&', '&&==&', '%E0%A4%A', '{"view":"river"}', 'a'.repeat(5000), 'view', '🎓=💥']) {
    assert.deepEqual(takeOut(text), { own: {}, rest: text });
  }
});

test('what is taken out can be put back, and only once', () => {
  const text = 'width=8&step=12&detail=watch&open=clip%20norm';
  const { own, rest } = takeOut(text);
  assert.equal(putBack(own, rest), text);
  assert.equal(putBack({}, ''), '');
  assert.equal(putBack({ view: 'river' }, ''), 'view=river');
  assert.deepEqual(takeOut('view=a&view=b').own, { view: 'b' });
  for (const key of PAGE_KEYS) assert.deepEqual(takeOut(`${key}=1`), { own: { [key]: '1' }, rest: '' });
});

test('an address escaped as a whole is read, and one with pairs stays as it is', () => {
  assert.equal(readAddress('https://x.test/#width%3D8%26step%3D2'), 'width=8&step=2');
  assert.equal(readAddress('https://x.test/#vs=width%3D8'), 'vs=width%3D8');
  assert.equal(readAddress('https://x.test/'), '');
});

test('the last good link is known at any step without the engine', () => {
  const lastAt = (text, step) => {
    const link = new Link(() => text, false);
    link.remember();
    return link.lastAt(step);
  };
  assert.equal(lastAt('width=8&step=12&vs=step%3D9', 40), 'width=8&step=40&vs=step%3D9');
  assert.equal(lastAt('width=8', 3), 'width=8&step=3');
  assert.equal(lastAt('width=8', 0), 'width=8');
  assert.equal(lastAt('', 5), 'step=5', 'the default experiment has an empty text');
  assert.equal(lastAt('', 0), '');
  assert.equal(new Link(() => 'width=8', false).lastAt(5), null, 'none is known yet');
});
