
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
