// Writes what the element's table says: docs/element.md (its tables), custom-elements.json and gradient-lab.d.ts.
// `cargo xtask regenerate element` runs this file; contract.test.mjs checks that the committed files are current.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ATTRIBUTES, COLORS, EVENTS, METHODS, PARTS, VIEWS } from '../../www/lab/app/contract.js';

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The type of an attribute's property. */
const typeOf = ({ kind, values = [] }) =>
  ({ text: 'string', keys: 'string | null', whole: 'number | null', flag: 'boolean' })[kind] ??
  values.map((value) => `'${value}'`).join(' | ');

const usual = ({ kind, values = [] }) => (kind === 'choice' ? values[0] : kind === 'flag' ? 'false' : '');
const detailOf = ({ detail }) =>
  `{ ${Object.entries(detail)
    .map(([name, type]) => `${name}: ${type}`)
    .join('; ')} }`;
const className = (name) => `${name.replace(/(^|-)(\w)/g, (_, __, letter) => letter.toUpperCase())}Event`;

const row = (...cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (head, rows) => [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))];
const code = (text) => (text ? `\`${text}\`` : '');

/** The tables of docs/element.md by their name. */
const TABLES = {
  attributes: () =>
    table(
      ['attribute', 'values', 'default', 'meaning'],
      ATTRIBUTES.map((one) => [code(one.name), wordsOf(one), code(usual(one)), one.help]),
    ),
  views: () =>
    table(
      ['view', 'shows'],
      Object.entries(VIEWS).map(([name, help]) => [code(name), help]),
    ),
  methods: () =>
    table(
      ['method', 'returns', 'does'],
      METHODS.map(({ name, given, returns, help }) => [code(`${name}(${given})`), code(returns), help]),
    ),
  events: () =>
    table(
      ['event', 'detail', 'when'],
      EVENTS.map((one) => [code(one.name), code(detailOf(one)), one.help]),
    ),
  colors: () =>
    table(
      ['property', 'color of'],
      Object.entries(COLORS).map(([name, help]) => [code(name), help]),
    ),
  parts: () =>
    table(
      ['part', 'what'],
      Object.entries(PARTS).map(([name, help]) => [code(name), help]),
    ),
};

const wordsOf = ({ name, kind, values = [] }) => {
  if (name === 'view') return 'see below';
  const words = { text: 'text', keys: 'names with commas between', whole: 'a whole number', flag: 'there or not' };
  return words[kind] ?? values.map(code).join(', ');
};

/** The document with its tables replaced. */
function document() {
  const text = readFileSync(at('docs/element.md'), 'utf8');
  return text.replace(/(<!-- table (\w+) -->\n)[\s\S]*?(<!-- end -->)/g, (_, begin, name, end) =>
    [begin.trimEnd(), ...TABLES[name](), end].join('\n'),
  );
}

function manifest() {
  const members = ATTRIBUTES.map((one) => ({
    kind: 'field',
    name: one.name,
    type: { text: typeOf(one) },
    default: usual(one),
    description: one.help,
    attribute: one.name,
    reflects: true,
  }));
  const methods = METHODS.map(({ name, given, returns, help }) => ({
    kind: 'method',
    name,
    parameters: given ? [parameterOf(given)] : [],
    return: { type: { text: returns } },
    description: help,
  }));
  const declaration = {
    kind: 'class',
    customElement: true,
    name: 'GradientLab',
    tagName: 'gradient-lab',
    description: 'A teaching lab about vanishing and exploding gradients, or one figure of it.',
    superclass: { name: 'HTMLElement' },
    attributes: ATTRIBUTES.map((one) => ({
      name: one.name,
      type: { text: typeOf(one) },
      default: usual(one),
      description: one.help,
      fieldName: one.name,
    })),
    members: [...members, ...methods],
    events: EVENTS.map((one) => ({
      name: one.name,
      type: { text: `CustomEvent<${detailOf(one)}>` },
      description: one.help,
    })),
    cssProperties: Object.entries(COLORS).map(([name, description]) => ({ name, description })),
    cssParts: Object.entries(PARTS).map(([name, description]) => ({ name, description })),
  };
  const reference = { name: 'GradientLab', module: 'gradient-lab.js' };
  const exports = [
    { kind: 'js', name: 'GradientLab', declaration: reference },
    { kind: 'custom-element-definition', name: 'gradient-lab', declaration: reference },
  ];
  const modules = [{ kind: 'javascript-module', path: 'gradient-lab.js', declarations: [declaration], exports }];
  return `${JSON.stringify({ schemaVersion: '2.1.0', readme: '', modules }, null, 2)}\n`;
}

const parameterOf = (given) => {
  const [, name, optional, text] = /^(\w+)(\??): (.*)$/.exec(given);
  return { name, type: { text }, ...(optional ? { optional: true } : {}) };
};

function types() {
  const lines = (help, pad) => `${pad}/** ${help} */`;
  const own = ATTRIBUTES.filter(({ native }) => !native);
  const properties = own.flatMap((one) => [lines(one.help, '  '), `  ${one.name}: ${typeOf(one)};`]);
  const methods = METHODS.flatMap(({ name, given, returns, help }) => [
    lines(help, '  '),
    `  ${name}(${given}): ${returns};`,
  ]);
  const events = EVENTS.map((one) => `export type ${className(one.name)} = CustomEvent<${detailOf(one)}>;`);
  const map = EVENTS.flatMap((one) => [lines(one.help, '  '), `  '${one.name}': ${className(one.name)};`]);
  return `// Written by tests/page/contract.mjs from the table of the element. Do not edit.

/** The figures of one moment. Numbers that are not measured are null. */
export interface Snapshot {
  link: string;
  axis: 'depth' | 'time';
  step: number;
  loss: number | null;
  knobs: Record<string, string>;
  frame: Record<string, unknown>;
}

${events.join('\n')}

export interface GradientLabEventMap extends HTMLElementEventMap {
${map.join('\n')}
}

export class GradientLab extends HTMLElement {
${properties.join('\n')}
  /** loading, ready, playing, stopped or failed. */
  readonly status: 'loading' | 'ready' | 'playing' | 'stopped' | 'failed';
  /** The training step that is shown. */
  readonly currentStep: number;
${methods.join('\n')}
  addEventListener<K extends keyof GradientLabEventMap>(
    type: K,
    listener: (this: GradientLab, event: GradientLabEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'gradient-lab': GradientLab;
  }
}
`;
}

/** Every file that the table writes, with its text. */
export const FILES = {
  'docs/element.md': document,
  'www/custom-elements.json': manifest,
  'www/gradient-lab.d.ts': types,
};
export const committed = (path) => readFileSync(at(path), 'utf8');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of Object.entries(FILES)) {
    writeFileSync(at(path), text());
    console.log(`wrote ${path}`);
  }
}
