/**
 * What a page around the element may rely on, as one table: attributes, methods, events, colors, parts. The element
 * reads its attributes by it, and `docs/element.md`, `custom-elements.json` and `gradient-lab.d.ts` are written from it
 * (tests/page/contract.mjs). Pure.
 */

/**
 * @typedef {object} Attribute
 * @property {string} name
 * @property {'text'|'choice'|'whole'|'keys'|'flag'} kind  keys: names with commas between them
 * @property {string[]} [values] of a choice; the first one is the default
 * @property {boolean} [native] whether every element has this property
 * @property {string} help
 */

/** The largest seed. */
const MOST_SEED = 4294967295;

/** @type {Record<string, string>} */
export const VIEWS = {
  lab: 'the whole lab',
  watch: 'the network, its gradient, and one sentence on what it means',
  network: 'the network with its signals and gradients',
  flow: 'how much of the gradient arrives at each layer or time step',
  meters: 'signal, gradient, update, rank and angle of each layer',
  river: 'the gradient of each layer over the training steps',
  loss: 'the loss over the training steps',
  gates: 'the gates of a recurrent cell at each time step',
  reach: 'how much of the gradient is left after a number of time steps',
  cells: 'the memory of recurrent cells side by side',
  compare: 'two or more runs side by side',
  boundary: 'what the network answers at every point of the plane, or its answers to digits',
  byhand: 'every number of a small network',
};

/** @type {Attribute[]} */
export const ATTRIBUTES = [
  {
    name: 'experiment',
    kind: 'text',
    help:
      'The experiment: what follows # in a link of the lab, or the name of a prepared experiment, such as VAN. ' +
      'The property reads the experiment as it stands, with its step.',
  },
  { name: 'view', kind: 'choice', values: Object.keys(VIEWS), help: 'Which figure is shown.' },
  { name: 'seed', kind: 'whole', help: 'The seed of data, initial weights and batches; it replaces the experiment’s.' },
  {
    name: 'controls',
    kind: 'choice',
    values: ['full', 'transport', 'none'],
    help:
      'What the reader can operate: everything; only what drives the run; nothing. ' +
      'A figure (every view but lab) has transport by default.',
  },
  {
    name: 'open',
    kind: 'keys',
    help:
      'The knobs that the reader may change, by the keys of the link, such as activation,hidden_layers. ' +
      'A figure without it has the few usual ones; an empty one has none.',
  },
  {
    name: 'detail',
    kind: 'choice',
    values: ['lab', 'explain', 'watch'],
    help: 'How much the whole lab shows where the link does not say.',
  },
  {
    name: 'theme',
    kind: 'choice',
    values: ['auto', 'light', 'dark'],
    help: 'Auto follows the page: its background and its text color show through.',
  },
  { name: 'lang', kind: 'choice', values: ['en'], native: true, help: 'The language; there is only English.' },
  {
    name: 'autoplay',
    kind: 'flag',
    help: 'Plays as soon as it is on the screen, unless the reader prefers less motion.',
  },
  {
    name: 'bound',
    kind: 'flag',
    help:
      'For a page that is the lab’s own: without the attribute experiment, the first element that carries it reads ' +
      'and writes the page’s address, and takes the focus when it opens. No other element touches them.',
  },
];

/** @typedef {{name: string, given: string, returns: string, help: string}} Method */

/** @type {Method[]} */
export const METHODS = [
  { name: 'play', given: '', returns: 'Promise<void>', help: 'Plays the run.' },
  { name: 'pause', given: '', returns: 'Promise<void>', help: 'Pauses it.' },
  {
    name: 'step',
    given: 'steps?: number',
    returns: 'Promise<void>',
    help: 'Trains on by so many steps, 1 by default; resolves when they are done.',
  },
  {
    name: 'seek',
    given: 'step: number',
    returns: 'Promise<void>',
    help: 'Goes to this training step, forward or back; resolves when it is there.',
  },
  { name: 'reset', given: '', returns: 'Promise<void>', help: 'Back to the start, with the same weights.' },
  {
    name: 'getState',
    given: '',
    returns: 'string',
    help: 'The experiment with its step and own data, as text for `setState`.',
  },
  { name: 'setState', given: 'state: string', returns: 'Promise<void>', help: 'Opens such a text.' },
  {
    name: 'snapshot',
    given: '',
    returns: 'Promise<Snapshot>',
    help: 'The measured figures of this moment as plain data.',
  },
  { name: 'toSVG', given: '', returns: 'Promise<string>', help: 'What is shown, without its controls, as an SVG.' },
  {
    name: 'toPNG',
    given: '',
    returns: 'Promise<Blob>',
    help: 'The same as a PNG at twice its size, with the link in its text `Source`.',
  },
  {
    name: 'toCSV',
    given: '',
    returns: 'Promise<string>',
    help: 'The figures of every layer or time step as CSV. Its first line is a comment with the link.',
  },
  {
    name: 'toRun',
    given: '',
    returns: 'Promise<string>',
    help: 'All runs with what was measured, as JSON; see docs/embedding.md.',
  },
];

/** @typedef {{name: string, detail: Record<string, string>, help: string}} Told */

/** @type {Told[]} */
export const EVENTS = [
  {
    name: 'lab-ready',
    detail: { link: 'string', step: 'number' },
    help: 'The experiment stands. It comes once for each time that the element is put into a page.',
  },
  {
    name: 'lab-step',
    detail: { step: 'number', loss: 'number | null' },
    help: 'Training has reached another step. It comes at most once in a frame.',
  },
  {
    name: 'lab-change',
    detail: { text: 'string', effect: "'live' | 'restart' | 'fork'" },
    help: 'The experiment is another one: from now on, from the start, or as a second run beside the first.',
  },
  {
    name: 'lab-warning',
    detail: { kind: "'vanishes' | 'explodes' | 'stopped' | 'attribute' | 'view'", text: 'string', step: 'number' },
    help: 'The gradient vanishes or explodes, a number is not finite, or an attribute or view cannot be followed.',
  },
  {
    name: 'lab-error',
    detail: { title: 'string', text: 'string', detail: 'string', again: 'boolean', error: 'unknown' },
    help: 'The lab, or a part of it, has failed.',
  },
];

/** @type {Record<string, string>} */
export const COLORS = {
  '--signal': 'the signal on its way up',
  '--gradient': 'the gradient on its way down',
  '--gradient-text': 'the same color as text',
  '--accent': 'the button Play, links and the cursor',
  '--on-accent': 'text on that button',
  '--well': 'a run that learns',
  '--explodes': 'a run that explodes',
};

/** @type {Record<string, string>} */
export const PARTS = {
  figure: 'the figure of a view',
  sentence: 'the sentence above it',
  picture: 'what the figure shows',
  controls: 'the row of controls under it',
  message: 'messages',
};

/** The table's row. @param {string} name */
const rowOf = (name) => /** @type {Attribute} */ (ATTRIBUTES.find((row) => row.name === name));

/**
 * The value that an attribute's text stands for; where it stands for none, the default and a sentence.
 * @param {string} name
 * @param {string|null} text
 * @returns {{value: any, warning: string}}
 */
export function readAttribute(name, text) {
  const { kind, values = [] } = rowOf(name);
  if (kind === 'flag') return { value: text !== null, warning: '' };
  const usual = kind === 'choice' ? values[0] : null;
  if (text === null) return { value: usual, warning: '' };
  const word = text.trim();
  const value = {
    text: () => text,
    keys: () => word.split(/\s*,\s*/).filter(Boolean),
    whole: () => (/^\d+$/.test(word) && Number(word) <= MOST_SEED ? Number(word) : null),
    choice: () => values.find((one) => one === word || (name === 'lang' && /^(en\b|$)/i.test(word))) ?? null,
  }[kind]();
  return value === null ? { value: usual, warning: refusal(name, text) } : { value, warning: '' };
}

/** Why a text is refused, and what holds instead. @param {string} name @param {string} text */
function refusal(name, text) {
  const { kind, values = [] } = rowOf(name);
  const said = `${name}="${text}"`;
  if (name === 'lang') return `${said}: the lab speaks only English so far.`;
  if (kind === 'whole') return `${said} is no whole number up to ${MOST_SEED}: the experiment keeps its own seed.`;
  const usual = name === 'controls' ? 'its usual ones are shown' : `${values[0]} is used`;
  return `${said} is not one of ${values.join(', ')}: ${usual}.`;
}

/**
 * The text of the attribute for a property's value; null where there is to be none.
 * @param {string} name
 * @param {unknown} value
 */
export function attributeText(name, value) {
  if (rowOf(name).kind === 'flag') return value ? '' : null;
  if (value === null || value === undefined || value === false) return null;
  return Array.isArray(value) ? value.join(',') : String(value);
}

/** The text of an experiment: a bare name is a prepared one. @param {string} text */
export function experimentText(text) {
  const bare = text.trim().replace(/^#/, '');
  return /^[A-Za-z][\w-]*$/.test(bare) ? `preset=${bare}` : bare;
}
