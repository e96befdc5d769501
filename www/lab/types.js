/**
 * The plain objects that cross the wasm door, as types for the checker. No code here.
 *
 * @typedef {number|null} Figure  null = not measured yet; NaN and ±Infinity are real values and are shown as such
 * @typedef {{name: 'start'|'sample'|'forward'|'loss'|'backward'|'update', stage: number|null}} Phase
 * @typedef {{step: number, phase: string, stage: number|null, quantity: string, value: string, sentence: string}} Stop
 * @typedef {{step: number, phase: Phase, next: Phase, loss: Figure, learning_rate: number, stopped: Stop|null,
 *   forward_rms: Figure[], z_rms: Figure[], d_z_rms: Figure[], d_a_rms: Figure[], d_w_norm: Figure[],
 *   w_norm: Figure[], update_ratio: Figure[], distance: Figure[], factor: Figure[], w_factor: Figure[],
 *   f_factor: Figure[]}} Frame
 * @typedef {{distance: Figure[], saturated: Figure[], dead: Figure[], zero: Figure[]}} DearFigures
 * @typedef {'forward_rms'|'d_z_rms'|'update_ratio'|'distance'|'factor'|'w_factor'|'f_factor'|'saturated'|'dead'} FigureName
 * @typedef {{stages: number, hidden_layers: number, features: number, outputs: number, task: string,
 *   parameters: number, batch: number, train: number, test: number, chance_loss: Figure,
 *   chance_name: string|null, chance_accuracy: Figure, target_step: number,
 *   phases_per_step: number}} Summary
 * @typedef {{text: string, tone: 'gradient'|'signal'|null}} Phrase
 * @typedef {{label: string, changes: [string, string][], note: string}} Cure
 * @typedef {{title: string, paragraphs: string[], cures: Cure[], tone?: 'sick'|'well'|null}} Why
 * @typedef {{size: number, shown: number[], a: number[]|null, d_z: number[]|null}} Column
 * @typedef {{columns: Column[], edges: Float32Array}} Diagram  edges: stage, fromSlot, toSlot, w, d_w
 * @typedef {{value: string, label: string, help: string}} Option
 * @typedef {{key: string, group: string, label: string, help: string, kind: string, default: string,
 *   low: number|null, high: number|null, scale: 'linear'|'log', step: number|null, options: Option[]|null,
 *   live: boolean, needs: {key: string, values: string[]}|null, advanced: boolean}} Knob
 * @typedef {{key: string, title: string, effect: 'restart'|'live'|'mixed'}} Group
 * @typedef {{id: string, title: string, claim: string, spec: string, steps: number}} Preset
 * @typedef {{version: string, groups: Group[], knobs: Knob[], presets: Preset[]}} Catalog
 * @typedef {{from: number, x: number, w: number, product: number}} Term
 * @typedef {{layer?: number, activation?: string, x?: number, z?: number, a?: number, bias?: number,
 *   f_prime?: number, d_a?: Figure, d_z?: Figure, terms?: Term[], rest?: number, rest_count?: number}} Unit
 * @typedef {{w: number, d_w: Figure, delta_w: Figure, x: Figure, d_z: Figure, d_z_out_norm: Figure, d_z_norm: Figure,
 *   chain: {stage: number, w_factor: Figure, f_factor: Figure}[]}} Weight
 * @typedef {{stage: number, agreed: number, too_small: number, at_kink: number, stage_agreed: number,
 *   failed: number, worst: Figure, worst_name: string}} CheckedLayer
 * @typedef {{done: boolean, progress: number, sentence: string, layers: CheckedLayer[]}} Check
 * @typedef {{step: number, train_loss: number, train_accuracy: Figure, test_loss: number, test_accuracy: Figure}} Evaluation
 *
 * @typedef {{column: number|null, slot: number|null, pinned: boolean}} Cursor  column 0 = input, column s+1 = stage s
 * @typedef {{kind: 'unit', stage: number, index: number}|{kind: 'weight', stage: number, to: number, from: number}} Selection
 *
 * @typedef {{node: HTMLElement, wants: string[], every?: number, draw: () => void}} Panel
 */
export {};
