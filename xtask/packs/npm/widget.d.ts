/**
 * <gradient-lab>, which this package defines when it is imported in a browser.
 *
 * Attributes: experiment (an experiment's text), theme (light, dark, auto), controls (full, transport, none),
 * detail (watch, explain, lab). Events: lab-ready, lab-step, lab-change, lab-error.
 */
export declare class GradientLab extends HTMLElement {
  /** The experiment as it stands, as a link writes it; set it to open another one. */
  get experiment(): string;
  set experiment(text: string);
  get status(): 'loading' | 'ready' | 'playing' | 'stopped' | 'failed';
  /** The training step of the main run. */
  get currentStep(): number;
}

/** What the widget needs of a notebook's model (https://anywidget.dev/en/afm/). */
export interface Model {
  get(name: string): unknown;
  on?(event: string, heard: () => void): void;
  off?(event: string, heard: () => void): void;
}

/** A widget for notebooks: its traits are the attributes of the element. */
declare const widget: {
  /** Adds a lab to `el`; what it returns removes the lab. */
  render(given: { model: Model; el: HTMLElement }): () => void;
};
export default widget;

declare global {
  interface HTMLElementTagNameMap {
    'gradient-lab': GradientLab;
  }
}
