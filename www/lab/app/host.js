/** The properties of the element: each one is its attribute, also where it was set before the element was defined. */
import { ATTRIBUTES, attributeText, readAttribute } from './contract.js';

/** Methods are no properties to take over, but a property of the same name set too early would hide them. */
const PROPERTIES = ATTRIBUTES.filter(({ native }) => !native).map(({ name }) => name);

export class Reflecting extends HTMLElement {
  /** The value of an attribute, or its default. @param {string} name */
  asked(name) {
    return readAttribute(name, this.getAttribute(name)).value;
  }

  /**
   * Writes a property's value into its attribute.
   * @param {string} name
   * @param {unknown} value
   */
  reflect(name, value) {
    const text = attributeText(name, value);
    if (text === null) this.removeAttribute(name);
    else if (this.getAttribute(name) !== text) this.setAttribute(name, text);
  }

  /** Which view is shown: the whole lab, or one figure. @returns {string} */
  get view() {
    return this.asked('view');
  }

  set view(value) {
    this.reflect('view', value);
  }

  /** @returns {'none'|'transport'|'full'} */
  get controls() {
    const usual = this.view === 'lab' ? 'full' : 'transport';
    const text = this.getAttribute('controls');
    return text === null || readAttribute('controls', text).warning ? usual : this.asked('controls');
  }

  set controls(value) {
    this.reflect('controls', value);
  }

  /** The text of the attribute; null where there is none. @returns {string|null} */
  get open() {
    return this.getAttribute('open');
  }

  set open(value) {
    this.reflect('open', value);
  }
}

/**
 * What a framework has set on the element before it was defined hides our properties until it is taken over.
 * @param {any} element
 */
export function takeOver(element) {
  for (const name of PROPERTIES.filter((one) => Object.hasOwn(element, one))) {
    const value = element[name];
    delete element[name];
    element[name] = value;
  }
}

/** The rest follows the table alone. */
for (const name of PROPERTIES) {
  if (name === 'experiment' || Object.hasOwn(Reflecting.prototype, name)) continue;
  Object.defineProperty(Reflecting.prototype, name, {
    configurable: true,
    enumerable: true,
    /** @this {Reflecting} */
    get() {
      return this.asked(name);
    },
    /** @this {Reflecting} @param {unknown} value */
    set(value) {
      this.reflect(name, value);
    },
  });
}
