// The report about an error names message, place, link and the last actions.
import assert from 'node:assert/strict';
import test from 'node:test';
import { record, writeReport } from '../../www/lab/app/report.js';

const actionsIn = (report) => report.split('Last actions:\n')[1].split('\n');

test('a drag is one action, and only the last fifty are kept', () => {
  for (let i = 0; i < 60; i++) record(`step ${i}`);
  for (const rate of [0.1, 0.2, 0.3]) record(`change learning_rate ${rate}`, 'change learning_rate');
  const lines = actionsIn(writeReport(new Error('oh'), ''));
  assert.equal(lines.length, 50);
  assert.match(lines[0], /s {2}step 11$/);
  assert.match(lines[49], /s {2}change learning_rate 0\.3 \(3 times\)$/);
});

test('the report holds message, place and experiment', () => {
  const error = new Error('panicked at src/num/lanes.rs:30:5:\nindex out of bounds');
  error.stack = `Error: ${error.message}\n    at advance (pkg/gradient_lab.js:1:2)`;
  const report = writeReport(error, 'width=8&step=3');
  assert.match(
    report,
    /Message: Error: panicked at src\/num\/lanes\.rs:30:5:\nindex out of bounds\nPlace:\n {2}at advance/,
  );
  assert.match(report, /Experiment: width=8&step=3/);
});
