/** One control of the form, made from one entry of the catalog. Values stay text: Rust reads and checks them. */
import { h } from '../draw/dom.js';
import { glue } from '../wasm/module.js';

/** @typedef {import('../wasm/types.js').Knob} Knob */

/**
 * Maps a value to the position of a slider, and back: linear or logarithmic.
 * @param {Pick<Knob, 'key'>} knob
 * @param {number} most the largest value
 */
export function sliderScale({ key }, most) {
  const [min, max, step] = /** @type {ArrayLike<number> & Iterable<number>} */ (glue.knob_slider(key, most));
  return {
    min,
    max,
    step,
    notch: (/** @type {number} */ value) => /** @type {number} */ (glue.knob_notch(key, most, value)),
    text: (/** @type {number} */ notch) => /** @type {string} */ (glue.knob_text(key, most, notch)),
  };
}

/**
 * The factor on the recurrent weights is their spectral radius only if they start with radius 1.
 * @param {import('../wasm/types.js').Knob} knob
 * @param {Record<string, string>} values
 */
export const labelOf = ({ key, label }, values) =>
  key === 'recurrent_gain' && !['orthogonal', 'identity'].includes(values.recurrent_init)
    ? 'Factor on the initial W (h to h)'
    : label;

export class KnobControl {
  /**
   * @param {import('../wasm/types.js').Knob} knob
   * @param {{change: (key: string, value: string, gesture?: boolean) => void, newSeed: () => void}} actions
   * @param {boolean} tagLive whether to say 'live' beside this one
   * @param {string} [place] sets it apart from the same knob in the form
   */
  constructor(knob, actions, tagLive, place = 'knob') {
    this.knob = knob;
    /** The value that is shown. */
    this.shown = '';
    /** @type {number|null} */
    this.high = knob.high;
    this.actions = actions;
    const id = `${place}-${knob.key}`;
    this.dot = h('button', {
      type: 'button',
      class: 'dot',
      hidden: true,
      title: `Changed. Reset to ${knob.default || 'nothing'}`,
      'aria-label': `Reset ${knob.label} to ${knob.default || 'nothing'}`,
      onclick: () => actions.change(knob.key, knob.default),
    });
    this.control = this.make(id);
    this.help = h('p', { class: 'knob-help', id: `${id}-help` }, knob.help);
    this.control.setAttribute('aria-describedby', `${id}-help`);
    this.node = h(
      'div',
      { class: `knob ${knob.kind}`, title: knob.help, 'data-key': knob.key },
      h('label', { for: id }, knob.label, tagLive && h('span', { class: 'tag live' }, 'live')),
      this.dot,
      this.valueBox(),
      this.control,
      this.help,
    );
  }

  /** @param {string} id @returns {HTMLInputElement|HTMLSelectElement} */
  make(id) {
    const { knob } = this;
    switch (knob.kind) {
      case 'choice':
        return this.select(id);
      case 'flag':
        return this.checkbox(id);
      case 'number':
      case 'integer':
        return this.slider(id);
      default:
        return this.text(id);
    }
  }

  /** @param {string} id */
  select(id) {
    const select = h(
      'select',
      { id },
      (this.knob.options ?? []).map((o) => h('option', { value: o.value, title: o.help }, o.label)),
    );
    select.addEventListener('change', () => this.send(select.value));
    return select;
  }

  /** @param {string} id */
  checkbox(id) {
    const box = h('input', { id, type: 'checkbox' });
    box.addEventListener('change', () => this.send(box.checked ? 'on' : 'off'));
    return box;
  }

  /** @param {string} id */
  slider(id) {
    this.scale = sliderScale(this.knob, Number(this.high));
    const { min, max, step } = this.scale;
    const text = (/** @type {number} */ notch) => this.scale?.text(notch) ?? '';
    const range = h('input', { id, type: 'range', min, max, step });
    let dragged = false;
    range.addEventListener('input', () => {
      dragged = true;
      const value = text(Number(range.value));
      range.setAttribute('aria-valuetext', value);
      if (this.box) this.box.value = value;
      this.send(value, true);
    });
    const rest = () => {
      if (!dragged) return;
      dragged = false;
      this.send(text(Number(range.value)));
    };
    // Chromium sends no 'change' after a drag that ends where it began.
    for (const end of ['change', 'pointerup', 'pointercancel', 'blur']) range.addEventListener(end, rest);
    return range;
  }

  /** @param {string} id */
  text(id) {
    const input = h('input', { id, type: 'text', class: 'value', spellcheck: 'false', autocomplete: 'off' });
    input.addEventListener('change', () => this.send(input.value));
    return input;
  }

  /** The field beside a slider, where a number can be typed; for the seed a button. */
  valueBox() {
    const { knob } = this;
    if (knob.kind === 'seed') {
      return h('button', { type: 'button', class: 'small', onclick: () => this.actions.newSeed() }, 'new seed');
    }
    if (knob.kind !== 'number' && knob.kind !== 'integer') return null;
    const box = h('input', {
      type: 'text',
      inputmode: 'decimal',
      class: 'value',
      'aria-label': `${knob.label}, as a number`,
      autocomplete: 'off',
    });
    box.addEventListener('change', () => this.send(box.value));
    this.box = box;
    return box;
  }

  /** @param {string} value @param {boolean} [gesture] still dragging */
  send(value, gesture = false) {
    this.actions.change(this.knob.key, value.trim(), gesture);
  }

  /** Calls it by another name. @param {string} label */
  rename(label) {
    const words = this.node.querySelector('label')?.firstChild;
    if (words && words.nodeValue !== label) words.nodeValue = label;
  }

  /**
   * Sets the slider's end to the largest value for this kind of network; null means the knob's own limit.
   * @param {number|null} most
   */
  endAt(most) {
    const high = most ?? this.knob.high;
    if (!this.scale || high === this.high) return;
    this.high = high;
    this.scale = sliderScale(this.knob, Number(high));
    Object.assign(this.control, { min: this.scale.min, max: this.scale.max });
  }

  /** Shows what the lab holds. @param {string} value @param {boolean} shown */
  update(value, shown) {
    this.shown = value;
    this.node.hidden = !shown;
    this.dot.hidden = value === this.knob.default;
    const { control } = this;
    if (this.box) this.box.value = value;
    if (control instanceof HTMLInputElement && control.type === 'checkbox') control.checked = value === 'on';
    else if (this.scale) {
      control.value = String(this.scale.notch(Number(value)));
      control.setAttribute('aria-valuetext', value);
    } else control.value = value;
    const option = this.knob.options?.find((o) => o.value === value);
    if (option) this.help.textContent = option.help || this.knob.help;
  }
}
