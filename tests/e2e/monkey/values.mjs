// What the monkey types and which links it opens: valid ones, damaged ones, and hostile ones.
import { readFileSync } from 'node:fs';

const read = (path) => JSON.parse(readFileSync(new URL(`../../../www/${path}`, import.meta.url), 'utf8'));

/** What a line of words separated by spaces holds. */
const words = (line) => line.split(' ');

const ODD = [
  ...['', ' ', '1 000', '8 8', '8; 8', '0.1000000000000000055511151231257827', 'é'.repeat(300)],
  ...words('0 -0 1 -1 7 64 500 0.5 -2.5 .5 5. 1e3 1e-3 1E400 -1e999 1e-320 1e308 NaN Infinity -Infinity'),
  ...words('0x10 0b1 1_000 1,5 1/3 2+2 ٣ １２ 2147483648 4294967296 9007199254740993 99999999999999999999'),
  ...words('--1 1e - . % abc null undefined true <b>7</b> ∞ ½ 🐒'),
];

const HOSTILE = [
  ...words(
    '= & &&&=& % %%% %00 %E0%A4%A %F0%9F # ##a=1 ? __proto__=1 constructor=1 toString { {} [] null undefined NaN',
  ),
  ...words('width=1e9 width=4294967296 width=-1 width=NaN hidden_layers=1000000 hidden_layers=0.5 length=1e18 1e999'),
  ...words('seed=-1 seed=18446744073709551616 seed=NaN step=-1 step=NaN step=1e18 step=999999999999'),
  ...words('learning_rate=1e308 learning_rate=-1 learning_rate=1e-320 init_scale=1e300 batch=0 batch=1e7'),
  ...words('preset= preset=__proto__ preset=VAN&preset=KNOB meters=__proto__,,,rank,rank view=x&open=y&goal=z'),
  ...words('activation=<script>alert(1)</script> activation=%E2%80%AErelu {"hidden_layers":5}'),
  ...[`${'{"a":'.repeat(300)}1`, 'a='.repeat(2000), '&vs='.repeat(50), 'x'.repeat(9000)],
  `vs=${encodeURIComponent(`vs=${encodeURIComponent('vs=width%3D3')}`)}`,
  `width=3${'&vs=width%3D4'.repeat(9)}`,
];

/** Experiments for which a click may take long, or the memory may be short. */
const LARGE = [
  'hidden_layers=100&width=256',
  'hidden_layers=100&width=256&init=orthogonal',
  'hidden_layers=90&width=250&init=orthogonal&precision=f64&vs=hidden_layers%3D90%26width%3D250%26init%3Dorthogonal',
  'hidden_layers=100&width=256&batch=256',
  'data=circle&hidden_layers=100&width=256&precision=f64',
  'data=adding&cell=lstm&length=500&width=128',
  'data=adding&cell=lstm&length=200&width=128&cell_layers=2&precision=f64',
];

/** What damages a link where it is put in. */
const DAMAGE = ['', ' ', '\u0000', '\u202e', ...words('& = % %2 - 0 9 e . # + Ω 🐒 vs= {')];

/** Something to type into a field. */
export function oddValue(random) {
  if (random.chance(0.4)) return random.pick(ODD);
  const size = 10 ** random.between(-6, 6);
  const number = random.chance(0.5) ? random.between(0, 300) : Number((random.next() * size).toPrecision(3));
  return String(number);
}

/** A table to type, sometimes a damaged one. */
export function oddTable(random) {
  const [rows, columns] = [random.between(1, 12), random.between(1, 4)];
  const cell = () => (random.chance(0.04) ? random.pick(ODD) : (random.next() * 10).toPrecision(3));
  const separator = random.pick([',', ',', ';', ' ']);
  const line = () => [...Array.from({ length: columns }, cell), random.between(0, 3)].join(separator);
  const head = random.chance(0.5) ? `${['a', 'b', 'c', 'd'].slice(0, columns).join(separator)}${separator}class\n` : '';
  return head + Array.from({ length: rows }, line).join('\n');
}

export class Links {
  constructor() {
    this.presets = read('lab/presets.json').map(({ id }) => id);
    this.knobs = read('pkg/catalog.json').knobs;
  }

  /** The part of an address after #. */
  any(random) {
    const kind = random.next();
    if (kind < 0.25) return `preset=${random.pick(this.presets)}${this.step(random)}`;
    if (kind < 0.6) return this.valid(random);
    if (kind < 0.85) return this.damaged(random);
    return random.pick(HOSTILE);
  }

  step(random) {
    return random.chance(0.6) ? `&step=${random.pick([0, 1, 2, 7, 30, 90])}` : '';
  }

  /** Some knobs set to values in their range, and sometimes more runs beside. */
  valid(random) {
    const others = Array.from({ length: random.chance(0.3) ? random.between(1, 4) : 0 }, () => this.experiment(random));
    const meters = random.chance(0.2) ? '&meters=rank,angle' : '';
    const beside = others.map((text) => `&vs=${encodeURIComponent(text)}`).join('');
    const detail = random.chance(0.4) ? `&detail=${random.pick(['watch', 'explain', 'lab'])}` : '';
    return `${this.experiment(random)}${this.step(random)}${beside}${meters}${detail}${this.task(random)}`;
  }

  /** Now and then a task for a class. */
  task(random) {
    if (random.chance(0.9)) return '';
    const open = random.chance(0.5) ? `&open=${random.pick(this.knobs).key},${random.pick(this.knobs).key}` : '';
    const parts = ['sentence', 'answers', 'curves', 'experiments', 'details', 'answers,curves', 'nonsense'];
    const hide = random.chance(0.5) ? `&hide=${random.pick(parts)}` : '';
    return `${open}${hide}&goal=${encodeURIComponent('Make layer 1 learn, & say why')}`;
  }

  experiment(random) {
    const time = random.chance(0.4) ? ['data=adding', `cell=${random.pick(['rnn', 'lstm', 'gru', 'min_gru'])}`] : [];
    const chosen = Array.from({ length: random.between(1, 5) }, () => random.pick(this.knobs));
    const pairs = chosen.map((knob) => `${knob.key}=${this.value(random, knob)}`);
    // Small networks as a rule, or the monkey would mostly wait.
    if (random.chance(0.06)) return [...pairs, random.pick(LARGE)].join('&');
    return [`width=${random.between(1, 24)}`, `length=${random.between(2, 30)}`, ...time, ...pairs].join('&');
  }

  value(random, { options, low, high, default: usual }) {
    if (options) return random.pick(options).value;
    if (high === null || random.chance(0.1)) return random.chance(0.5) ? usual : encodeURIComponent(oddValue(random));
    const at = low + (high - low) * random.next() ** 4; // more often small
    return Number.isInteger(low) && Number.isInteger(high) && high > 1 ? Math.round(at) : at.toPrecision(3);
  }

  damaged(random) {
    let text = this.valid(random);
    for (let times = random.between(1, 4); times > 0; times--) {
      const at = random.below(text.length + 1);
      text = text.slice(0, at) + random.pick(DAMAGE) + text.slice(at + random.below(4));
    }
    return text;
  }
}
