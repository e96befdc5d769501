// The reader of own data: cells, guesses, tables, and a sentence with line and column for what is wrong.
import assert from 'node:assert/strict';
import test from 'node:test';
import { CsvError, readCells } from '../../www/lab/own/csv.js';
import { choicesIn, choicesLine, guess, numberIn, withoutChoices } from '../../www/lab/own/guess.js';
import { MOST_ROWS, readTable } from '../../www/lab/own/table.js';

const rows = (text) => readCells(text).rows;
const refusal = (text, choices) => {
  try {
    readTable(text, choices);
  } catch (error) {
    assert.ok(error instanceof CsvError, `${error.stack}`);
    return error.message;
  }
  return assert.fail(`${text} was read`);
};

test('cells are parted by commas, semicolons, tabs or blanks, and lines end in any way', () => {
  const wanted = [
    ['1', '2'],
    ['3', '4'],
  ];
  for (const separator of [',', ';', '\t', ' ', '   ', ' , ', ';\t']) {
    for (const end of ['\n', '\r\n', '\r', '\n\n']) {
      for (const last of ['', end]) {
        const text = `1${separator}2${end}3${separator}4${last}`;
        if (separator !== ';\t') assert.deepEqual(rows(text), wanted, JSON.stringify(text));
      }
    }
  }
  assert.deepEqual(rows('\uFEFF1,2'), [['1', '2']]);
  assert.deepEqual(rows('# a remark, with a comma\n1;2'), [['1', '2']]);
  assert.deepEqual(rows('5\n6'), [['5'], ['6']]);
  assert.deepEqual(rows('1,\n,2'), [
    ['1', ''],
    ['', '2'],
  ]);
  assert.deepEqual(rows('1,2,'), [['1', '2', '']]);
});

test('quotes hold separators, line ends and quotes', () => {
  assert.deepEqual(rows('"a,b","say ""hi"""\n"two\r\nlines",1'), [
    ['a,b', 'say "hi"'],
    ['two\r\nlines', '1'],
  ]);
  assert.deepEqual(readCells('"a\nb",1\n2,3').lines, [1, 3]);
  assert.deepEqual(readCells('# x\n\n\n1,2\n\n3,4').lines, [4, 6]);
  assert.deepEqual(rows('""\n1'), [['1']]);
});

test('numbers are decimal, with a comma where it parts no cells', () => {
  for (const [text, separator, value] of [
    ['-1.5e3', ',', -1500],
    ['−2', ',', -2],
    ['.5', ',', 0.5],
    ['5.', ',', 5],
    ['3,25', ';', 3.25],
    ['+1E2', '\t', 100],
  ]) {
    assert.equal(numberIn(text, separator), value, text);
  }
  for (const text of ['', 'NaN', 'inf', '0x10', '1_000', '1 000', '12a', 'e5', '-', '1,000.5', 'null']) {
    assert.ok(Number.isNaN(numberIn(text, ';')), text);
  }
  assert.ok(Number.isNaN(numberIn('3,25', ',')));
});

const IRIS = 'sepal length,sepal width,species\n5.1,3.5,setosa\n7.0,3.2,versicolor\n6.3,3.3,virginica\n4.9,3.0,setosa';

test('header, answer and task are guessed', () => {
  const of = (text) => guess(readCells(text));
  const usual = { header: false, without: [], task: 'classes', perStep: 0 };
  assert.deepEqual(of(IRIS), { ...usual, header: true, answer: 2 });
  assert.deepEqual(of('1,2,0\n3,4,1\n5,6,0\n7,8,1'), { ...usual, answer: 2 });
  assert.deepEqual(of('label,x\n0,1.5\n1,2.5\n0,3\n1,4'), { ...usual, header: true, answer: 0 });
  assert.deepEqual(of('1;0,5\n2;1,25\n3;7,5'), { ...usual, answer: 1, task: 'number' });
  assert.deepEqual(of('name,age,y\nann,3,1.5\nbob,4,2.5\ncy,5,3.5'), {
    ...usual,
    header: true,
    answer: 2,
    without: [0],
    task: 'number',
  });
  // Numbers of time steps head a sequence.
  const steps = { ...usual, header: true, answer: 3, perStep: 1 };
  assert.deepEqual(of('t1,t2,t3,class\n1,2,3,a\n4,5,6,b'), steps);
  assert.deepEqual(of('0,1,2,class\n1,2,3,a\n4,5,6,b'), steps);
  const wide = Array.from({ length: 80 }, (_, n) => n % 2).join(',');
  assert.equal(of(`${wide},1\n${wide},0`).perStep, 1);
  // Many whole numbers are no classes.
  assert.equal(of(Array.from({ length: 40 }, (_, n) => `${n},${n}`).join('\n')).task, 'number');
});

test('a table has its inputs row by row and its classes by name', () => {
  const { table, all } = readTable(IRIS);
  assert.deepEqual(table, {
    columns: 2,
    perStep: 0,
    classes: ['setosa', 'versicolor', 'virginica'],
    x: Float64Array.of(5.1, 3.5, 7, 3.2, 6.3, 3.3, 4.9, 3),
    y: Float64Array.of(0, 1, 2, 0),
  });
  assert.equal(all, 4);
  const swapped = readTable('b,1\na,2\n10,3\n9,4', {
    header: false,
    answer: 0,
    without: [],
    task: 'classes',
    perStep: 0,
  });
  assert.deepEqual(swapped.table.classes, ['9', '10', 'a', 'b']);
  const number = readTable('1,2,3\n4,5,6', { header: false, answer: 0, without: [1], task: 'number', perStep: 0 });
  assert.deepEqual([number.table.x, number.table.y], [Float64Array.of(3, 6), Float64Array.of(1, 4)]);
});

test('of a long file the first ten thousand rows are used, quickly', () => {
  const line = `${Array.from({ length: 64 }, (_, n) => (n / 7).toFixed(6)).join(',')},`;
  const text = Array.from({ length: MOST_ROWS + 5 }, (_, n) => line + (n % 3)).join('\n');
  const begun = process.cpuUsage();
  const { table, all } = readTable(text);
  const took = process.cpuUsage(begun).user / 1000; // the clock would count what else the machine does
  assert.deepEqual([table.y.length, table.columns, all], [MOST_ROWS, 64, MOST_ROWS + 5]);
  console.log(`${(text.length / 1e6).toFixed(1)} MB in ${took.toFixed(0)} ms`);
  assert.ok(took < 5000, `${took} ms`);
});

test('what is wrong is said with line and column', () => {
  const chosen = { header: false, answer: 1, without: [], task: 'number', perStep: 0 };
  for (const [text, sentence, choices] of [
    ['', 'There are no rows.'],
    ['\n \n', 'There are no rows.'],
    ['1,2', 'There must be at least two rows.'],
    ['1\n2', 'There is no input: a row needs at least one number besides its answer.'],
    ['1,2\n3,4,5', 'Line 2, column 3: this row has 3 cells, and the first one has 2.'],
    ['1,2,3\n\n3', 'Line 3, column 2: this row has 1 cell, and the first one has 3.'],
    ['1,"2\n3,4', 'Line 1, column 2: a quotation mark opens here and is never closed.'],
    ['1,"2" 3\n3,4', 'Line 1, column 2: after the closing quotation mark stands “3”.'],
    ['a,b\n1,2\n,4\n5,6', 'Line 3, column 1: the cell is empty; column 1 (“a”) needs a number in every row.'],
    [
      '1,2\nx,3',
      'Line 2, column 1: “x” is no number from −1e30 to 1e30; column 1 needs a number in every row.',
      chosen,
    ],
    [
      '1,2\n3,1e99',
      'Line 2, column 2: “1e99” is no number from −1e30 to 1e30; column 2 needs a number in every row.',
      chosen,
    ],
    ['1,a\n2,\n3,a', 'Line 2, column 2: the cell is empty; every row needs its class.'],
    ['1,a\n2,a', 'All rows have the answer “a”: there is nothing to learn.'],
    ['PK\u0003\0', 'This is no text: it may be a picture, a spreadsheet or an archive. Save it as CSV.'],
    ['1'.repeat(20_000_001), 'This text is too long: it may have 20 million letters at most.'],
  ]) {
    assert.equal(refusal(text, choices), sentence);
  }
  const wide = (inputs, rows) => Array.from({ length: rows }, (_, n) => `${'1,'.repeat(inputs)}${n % 2}`).join('\n');
  const as = (answer, perStep) => ({ header: false, answer, without: [], task: 'classes', perStep });
  for (const [inputs, rows, perStep, sentence] of [
    [65, 2, 0, 'There are 65 inputs; a row that is one example has at most 64.'],
    [7, 2, 2, '7 inputs cannot be cut into time steps of 2.'],
    [3, 2, 3, 'A sequence has from 2 to 500 time steps, and here it would have 1.'],
    [501, 2, 1, 'A sequence has from 2 to 500 time steps, and here it would have 501.'],
    [500, 1281, 1, 'Sequences of 500 numbers can have at most 1280 rows.'],
  ]) {
    assert.equal(refusal(wide(inputs, rows), as(inputs, perStep)), sentence);
  }
  assert.equal(readTable(wide(500, 1280), as(500, 1)).table.columns, 500);
  const many = Array.from({ length: 21 }, (_, n) => `${n},c${n}`).join('\n');
  assert.match(refusal(many), /^There are 21 different answers, and at most 20 classes\./);
});

test('the choices stand at the top of a saved text', () => {
  for (const text of [IRIS, '1,2\n3,4', 't1,t2,t3,class\n1,2,3,a\n4,5,6,b']) {
    const { choices, table } = readTable(text);
    const chosen = { ...choices, without: [], task: 'classes' };
    const saved = `${choicesLine(chosen)}\n${text}`;
    assert.deepEqual(choicesIn(saved), chosen);
    assert.deepEqual(readTable(saved).choices, chosen);
    assert.deepEqual(readTable(saved).table.x, table.x);
    assert.equal(withoutChoices(saved), text);
  }
  for (const text of ['# gradient-lab', '# gradient-lab answer=x per_step=1\n1,2', '# other\n1,2', '']) {
    assert.equal(choicesIn(text), null, text);
  }
  // Columns that are not there are none.
  const far = readTable('# gradient-lab header=off answer=999 task=classes per_step=0 without=7,x,0\n1,2,3\n4,5,6');
  assert.deepEqual([far.choices.answer, far.choices.without, far.table.columns], [2, [0], 1]);
});

/** Ten to the fifth mutated texts: each is a table, or a sentence. */
test('any text gives a table or one sentence', () => {
  let seed = 1;
  const below = (n) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * n);
  };
  const PIECES = [
    ...'"",;\t \n\r\n#0123456789.-+eE−½👻\uFEFF',
    '\r\n',
    '""',
    '1e999',
    'NaN',
    '# gradient-lab header=on answer=1 task=number per_step=2\n',
  ];
  const SEEDS = [
    IRIS,
    '1;2,5;a\n3;4,5;b',
    't1,t2,t3,class\n1,2,3,a\n4,5,6,b',
    '"a","b ""c"""\n1,2\n3,4',
    '1 2 0\n3 4 1',
    'x\ty\n1\t2',
  ];
  let [read, refused] = [0, 0];
  for (let n = 0; n < 100_000; n++) {
    const letters = [...SEEDS[below(SEEDS.length)]];
    for (let times = 1 + below(6); times > 0; times--) {
      const at = below(letters.length + 1);
      const piece = PIECES[below(PIECES.length)];
      letters.splice(at, below(3), ...(below(3) ? [piece] : letters.slice(below(letters.length || 1), at)));
    }
    const text = letters.join('');
    try {
      const { table, choices, cells } = readTable(text);
      const count = table.y.length;
      assert.ok(count >= 2 && table.columns >= 1 && table.x.length === count * table.columns, text);
      assert.ok(
        choices.answer < cells.rows[0].length && table.x.every(Number.isFinite) && table.y.every(Number.isFinite),
        text,
      );
      if (choices.task === 'classes')
        assert.ok(
          table.y.every((y) => table.classes[y] !== undefined),
          text,
        );
      read += 1;
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      assert.match(error.message, /^[A-Z0-9][^\n]*[.”]$/, JSON.stringify(text));
      assert.ok(error.message.length < 200, error.message);
      refused += 1;
    }
  }
  console.log(`${read} tables, ${refused} sentences`);
  assert.ok(read > 10_000 && refused > 10_000, `${read}, ${refused}`);
});
