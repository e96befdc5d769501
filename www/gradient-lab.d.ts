// Written by tests/page/contract.mjs from the table of the element. Do not edit.

/** The figures of one moment. Numbers that are not measured are null. */
export interface Snapshot {
  link: string;
  axis: 'depth' | 'time';
  step: number;
  loss: number | null;
  knobs: Record<string, string>;
  frame: Record<string, unknown>;
}

export type LabReadyEvent = CustomEvent<{ link: string; step: number }>;
export type LabStepEvent = CustomEvent<{ step: number; loss: number | null }>;
export type LabChangeEvent = CustomEvent<{ text: string; effect: 'live' | 'restart' | 'fork' }>;
export type LabWarningEvent = CustomEvent<{ kind: 'vanishes' | 'explodes' | 'stopped' | 'attribute' | 'view'; text: string; step: number }>;
export type LabErrorEvent = CustomEvent<{ title: string; text: string; detail: string; again: boolean; error: unknown }>;

export interface GradientLabEventMap extends HTMLElementEventMap {
  /** The experiment stands. It comes once for each time that the element is put into a page. */
  'lab-ready': LabReadyEvent;
  /** Training has reached another step. It comes at most once in a frame. */
  'lab-step': LabStepEvent;
  /** The experiment is another one: from now on, from the start, or as a second run beside the first. */
  'lab-change': LabChangeEvent;
  /** The gradient vanishes or explodes, a number is not finite, or an attribute or view cannot be followed. */
  'lab-warning': LabWarningEvent;
  /** The lab, or a part of it, has failed. */
  'lab-error': LabErrorEvent;
}

export class GradientLab extends HTMLElement {
  /** The experiment: what follows # in a link of the lab, or the name of a prepared experiment, such as VAN. The property reads the experiment as it stands, with its step. */
  experiment: string;
  /** Which figure is shown. */
  view: 'lab' | 'watch' | 'network' | 'flow' | 'meters' | 'river' | 'loss' | 'gates' | 'reach' | 'cells' | 'compare' | 'boundary' | 'byhand';
  /** The seed of data, initial weights and batches; it replaces the experiment’s. */
  seed: number | null;
  /** What the reader can operate: everything; only what drives the run; nothing. A figure (every view but lab) has transport by default. */
  controls: 'full' | 'transport' | 'none';
  /** The knobs that the reader may change, by the keys of the link, such as activation,hidden_layers. A figure without it has the few usual ones; an empty one has none. */
  open: string | null;
  /** How much the whole lab shows where the link does not say. */
  detail: 'lab' | 'explain' | 'watch';
  /** Auto follows the page: its background and its text color show through. */
  theme: 'auto' | 'light' | 'dark';
  /** Plays as soon as it is on the screen, unless the reader prefers less motion. */
  autoplay: boolean;
  /** For a page that is the lab’s own: without the attribute experiment, the first element that carries it reads and writes the page’s address, and takes the focus when it opens. No other element touches them. */
  bound: boolean;
  /** loading, ready, playing, stopped or failed. */
  readonly status: 'loading' | 'ready' | 'playing' | 'stopped' | 'failed';
  /** The training step that is shown. */
  readonly currentStep: number;
  /** Plays the run. */
  play(): Promise<void>;
  /** Pauses it. */
  pause(): Promise<void>;
  /** Trains on by so many steps, 1 by default; resolves when they are done. */
  step(steps?: number): Promise<void>;
  /** Goes to this training step, forward or back; resolves when it is there. */
  seek(step: number): Promise<void>;
  /** Back to the start, with the same weights. */
  reset(): Promise<void>;
  /** The experiment with its step and own data, as text for `setState`. */
  getState(): string;
  /** Opens such a text. */
  setState(state: string): Promise<void>;
  /** The measured figures of this moment as plain data. */
  snapshot(): Promise<Snapshot>;
  /** What is shown, without its controls, as an SVG. */
  toSVG(): Promise<string>;
  /** The same as a PNG at twice its size, with the link in its text `Source`. */
  toPNG(): Promise<Blob>;
  /** The figures of every layer or time step as CSV. Its first line is a comment with the link. */
  toCSV(): Promise<string>;
  /** All runs with what was measured, as JSON; see docs/embedding.md. */
  toRun(): Promise<string>;
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
