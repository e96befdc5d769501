/**
 * The plain objects that cross the wasm-bindgen API, as types for the checker. No code here.
 *
 * @typedef {{advance: () => boolean, progress: () => number, keep: () => void, free: () => void}} Opening  what is
 *   made ahead of an experiment: the handle of `src/web/opening.rs`
 * @typedef {any} Lab  one experiment under way: the handle of `src/web/lab.rs`
 *
 * @typedef {number|null} Figure  null = not measured yet; NaN and ±Infinity are real values and are shown as such
 * @typedef {{name: 'start'|'sample'|'forward'|'loss'|'backward'|'clip'|'update', stage: number|null}} Phase
 * @typedef {{step: number, phase: string, stage: number|null, quantity: string, value: string, sentence: string}}
 *   Stop
 * @typedef {{step: number, phase: Phase, next: Phase, done: number, loss: Figure, learning_rate: number, stopped:
 *   Stop|null, whole: Figure, forward_rms: Figure[], z_rms: Figure[], d_z_rms: Figure[], d_a_rms: Figure[],
 *   d_w_norm: Figure[], w_norm: Figure[], d_c_rms?: Figure[], update_ratio: Figure[], distance: Figure[], factor:
 *   Figure[], w_factor: Figure[], f_factor: Figure[], skip_factor: Figure[], branch_factor: Figure[], clipped:
 *   Clipped|null}} Frame  done: phases of the step under way; whole: how much of the gradient at the last hidden
 *   stage reaches the first, along the cell state where there is one
 * @typedef {{data: number, before: number, after: number, fired: boolean}} Clipped  norms of the whole gradient
 * @typedef {{learning_rate: number, gradient: Figure, penalised: Figure, clipped: Figure, rule: Figure,
 *   decay: Figure, update: Figure, weights: number}} StepNorms  norms of all parameters; null = not there yet, or
 *   nothing of the kind acts
 * @typedef {{tensor: string, stage: number|null, place: [number, number]|null, value: string, operation: string,
 *   operands: {name: string, value: number}[]}} Crash
 * @typedef {keyof Omit<Frame,
 *   'step'|'phase'|'next'|'done'|'loss'|'learning_rate'|'stopped'|'whole'|'clipped'|'d_c_rms'>}
 *   ColumnName
 * @typedef {{stages: number, hidden_layers: number, features: number, outputs: number, widest: number, task: string,
 *   parameters: number, batch: number, train: number, test: number, chance_loss: Figure, chance_name: string|null,
 *   chance_accuracy: Figure, target_step: number, phases_per_step: number, time: TimeShape|null, skip:
 *   'plain'|'report'|'identity'|'pre_activation', noise:
 *   import('./logscale.js').Limit}} Summary  noise: below it a ratio may be rounding
 * @typedef {{steps: number, inputs: number, answers: number, hidden: number, cell: string, levels: number}} TimeShape
 *   cell: the identifier of its description
 * @typedef {{name: string, word: string, formula: string, role:
 *   'gate'|'candidate'|'memory'|'state'|'pre_activation', gate: boolean, level: number}} CellPart
 * @typedef {{name: string, word: string, formula: string, numbers: string, sum: boolean, squashed: boolean, value:
 *   number, d: Figure, operands: {name: string, value: number}[]}} PartView  numbers: the formula with ① for the first
 *   operand; sum: made by a linear map; squashed: goes through σ or tanh, and d is the gradient of the sum inside
 * @typedef {{name: string, value: number, d: Figure}} Wire
 * @typedef {{x: number[], d_x: number[], wires: Wire[], parts: PartView[], exponent: number}} CellView  one unit's
 *   cell at one step, for one example; gradients on wires are in units of 10^exponent
 * @typedef {{x: number[][], most: number[], target: number[][], answer: number[][], span: [number, number],
 *   first: number, classes: boolean, wanted: number[], says: (number|null)[], odds: number[], digit: number[]|null,
 *   remember: string, names: string[]}}
 *   SequenceView  most: largest |x| of each input; span: ends of the first output; wanted, says: classes
 * @typedef {{x: number[], target: number[], answer: number[], wanted: number|null, says: number|null, odds: number[],
 *   digit: number[]|null}} ExampleView  one example through depth; wanted, says: classes; odds: empty without classes
 * @typedef {{classes: number, counts: number[], right: number, all: number, share: number|null}} Confusion
 * @typedef {{width: number, height: number, pixels: ArrayLike<number>}} Picture
 * @typedef {{text: string, tone: 'gradient'|'signal'|'figure'|'well'|'explodes'|null}} Phrase
 * @typedef {{label: string, changes: [string, string][], note: string}} Cure
 * @typedef {{label: string, low: number, high: number, usual: number}} Limit  a threshold of the diagnosis
 * @typedef {{symptom: string, tone: 'sick'|'note'|'well', evidence: string, cause: string, cures: Cure[],
 *   limits: {key: string, value: number}[]}} Finding
 * @typedef {{knobs: {label: string, here: string, there: string}[], name: string}} Difference
 * @typedef {{title: string, paragraphs: string[], cures: Cure[], tone: 'sick'|'note'|'well'}} Why
 * @typedef {{size: number, shown: number[], a: number[]|null, z: number[]|null, b: number[]|null,
 *   p: number[]|null, d_z: number[]|null, dropped: boolean[], skip: boolean}} Column
 * @typedef {{names: string[], x: number, y: number}} Slopes  the tensors of two parameters, and ∂L/∂ each of them
 * @typedef {{columns: Column[], edges: Float32Array}} Diagram  edges: stage, fromSlot, toSlot, w, d_w, delta_w
 * @typedef {{value: string, label: string, help: string}} Option
 * @typedef {{key: string, group: string, label: string, help: string, kind: string, default: string,
 *   high: number|null, options: Option[]|null, live: boolean, depth: boolean, time: boolean,
 *   needs: {key: string, values: string[]}|null, advanced: boolean}}
 *   Knob
 * @typedef {{key: string, title: string, effect: 'restart'|'fork'|'live'|'mixed'}} Group
 * @typedef {{id: string, part: 'how'|'wrong'|'why'|'helps'|'time', title: string, claim: string, outcome: Outcome,
 *   runs: string[], step: number, view: 'depth'|'time'|'compare', end: number|null, criterion: string}} Preset  runs:
 *   the main run's text first; end: the step at which the claim ends, null where it holds for as long as one likes
 * @typedef {(criterion: string, measure: (run: number, quantity: number) => number|undefined) => boolean|undefined}
 *   Judge  whether a criterion holds; undefined while a number is missing
 * @typedef {'vanishes'|'explodes'|'cured'|'fails'|'learns'|'works'} Outcome
 * @typedef {{x: number, y: number, text: string}} Label
 * @typedef {{wire: string, value: [number, number]|null, gradient: [number, number]|null, ends: boolean}} Spot  where
 *   the numbers of a wire are written
 * @typedef {{foot: number, wires: string[], dots: [number, number][], boxes: Label[], nodes: Label[], names: Label[],
 *   spots: Spot[]}} CellLayout  in a field 320 wide
 * @typedef {{name: string, beside: string|null, memory: string|null, knobs: string[],
 *   diagram: CellLayout}} CellDescription
 * @typedef {{key: string, label: string, symbol: string, help: string, tone: 'signal'|'gradient'|'accent',
 *   scale: 'log'|'share'|'linear', low: number, high: number, waiting: string, depth: boolean, time: boolean,
 *   absent: string|null, column: ColumnName|null}} MeterRow  one number per stage; low, high: exponents, but not on a
 *   linear scale; absent: why it has no meaning through time; column: null where it is measured on demand
 * @typedef {{version: string, groups: Group[], knobs: Knob[], cells: Record<string, CellDescription>,
 *   meters: MeterRow[], findings: Record<string, {title: string, rule: string}>, limits: Record<string, Limit>,
 *   presets: Preset[]}} Catalog
 * @typedef {{from: number, x: number, w: number, product: number}} Term
 * @typedef {{kind: 'linear', value: number, d: Figure, terms: Term[], rest: number, rest_count: number,
 *   bias: number|null}} Linear
 * @typedef {{kind: 'norm', word: string, help: string, value: number, d: Figure, formula: string,
 *   symbols: {symbol: string, value: number}[]}} Norm  any operation that is shown by its formula and symbols
 * @typedef {{kind: 'activate', value: number, d: Figure, z: number, f_prime: number, mask: number,
 *   slope: number}} Activate  slope: f′ with the mask
 * @typedef {{kind: 'join', value: number, d: Figure, skip: number, alpha: number, branch: number,
 *   projected: boolean}} Join
 * @typedef {Linear|Norm|Activate|Join} Operation
 * @typedef {{x?: number, layer?: number, activation?: string, z?: number, a?: number, d_a?: Figure, d_z?: Figure,
 *   ops?: Operation[]}} Unit
 * @typedef {{w: number, after: number, d_w: Figure, delta_w: Figure, x: Figure, d_z: Figure, product: number,
 *   d_z_out_norm: Figure, d_z_norm: Figure, factor: number,
 *   chain: {stage: number, w_factor: Figure, f_factor: Figure, factor: Figure}[], data: Figure, penalty: Figure,
 *   clipped: Figure, rule: Figure, decay: Figure}} Weight
 * @typedef {{agreed: number, too_small: number, at_kink: number, stage_agreed: number, failed: number,
 *   worst: Figure, worst_name: string, worst_place: number[]}} CheckedLayer
 * @typedef {{done: boolean, progress: number, sentence: string, layers: CheckedLayer[]}} Check
 * @typedef {{step: number, train_loss: number, train_accuracy: Figure, test_loss: number, test_accuracy: Figure}}
 *   Evaluation
 *
 * @typedef {{kind: 'unit', stage: number, index: number}|{kind: 'weight', stage: number, map?: number, to: number,
 *   from: number}} Selection
 */
export {};
