// What journeys press and read.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';

export const press = (visit, selector) =>
  visit.run((selector) => document.querySelector('gradient-lab').shadowRoot.querySelector(selector).click(), selector);

/** The runs on show: letter and step of each. */
export const runs = (visit) =>
  visit.run(() =>
    [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.run')].map(
      ({ dataset }) => `${dataset.run} ${dataset.step}`,
    ),
  );
export const level = (visit, letters, step) =>
  visit.until(
    `runs ${letters} at step ${step}`,
    ([letters, step]) => {
      const shown = [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.run')];
      return (
        shown.map(({ dataset }) => dataset.run).join('') === letters &&
        shown.every(({ dataset }) => Number(dataset.step) === step)
      );
    },
    [letters, step],
  );
/** The letter of the run that leads. */
export const leader = (visit) =>
  visit.run(
    () =>
      document.querySelector('gradient-lab').shadowRoot.querySelector('.run .tag:not([hidden])')?.closest('.run')
        .dataset.run,
  );
export const change = (visit, key, value) =>
  visit.run(
    ([key, value]) => {
      const select = document.querySelector('gradient-lab').shadowRoot.querySelector(`[data-key=${key}] select`);
      select.value = value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    },
    [key, value],
  );
export const cure = (visit, word) =>
  visit.until(
    `a cure ${word}`,
    (word) => {
      const found = [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.finding .cure')].find(
        (button) => button.textContent.includes(word),
      );
      found?.click();
      return Boolean(found);
    },
    word,
  );

export const knob = (visit, key) => visit.run((key) => document.querySelector('gradient-lab').lab.knobs()[key], key);
/** How many runs the tab says there are. */
export const count = (visit) =>
  visit.run(() =>
    Number(
      document
        .querySelector('gradient-lab')
        .shadowRoot.querySelector('.tab[data-view=compare]')
        .textContent.match(/\d/)?.[0] ?? 1,
    ),
  );
export const tag = (visit, group) =>
  visit.run(
    (group) =>
      document.querySelector('gradient-lab').shadowRoot.querySelector(`[data-group=${group}] legend .tag`).textContent,
    group,
  );
/** A button of the message on show. */
export const pressWord = (visit, word) =>
  visit.run(
    (word) =>
      [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.message-list button')]
        .find((button) => button.textContent.includes(word))
        .click(),
    word,
  );
/**
 * Waits until a part is on show and says this. Firefox renders no text off the screen, so the part is brought into
 * view.
 */
export const says = (visit, selector, pattern) =>
  visit.until(
    `${selector} says ${pattern}`,
    ([selector, pattern]) => {
      const node = document.querySelector('gradient-lab').shadowRoot.querySelector(selector);
      if (!node?.checkVisibility()) return false;
      if (!node.innerText) node.scrollIntoView({ block: 'nearest' });
      return new RegExp(pattern, 'i').test(node.innerText) && node.innerText;
    },
    [selector, pattern.source],
  );
/** What a part on show says; nothing where it is not on show. */
export const words = async (visit, selector) => {
  const shown = (selector) =>
    document.querySelector('gradient-lab').shadowRoot.querySelector(selector)?.checkVisibility() ?? false;
  return (await visit.run(shown, selector)) ? says(visit, selector, /\S/) : '';
};

/** Turns the dial of the speed to its end. */
export const flatOut = (visit) =>
  visit.run(() => {
    const range = document.querySelector('gradient-lab').shadowRoot.querySelector('.dial input');
    range.value = range.max;
    range.dispatchEvent(new Event('input', { bubbles: true }));
  });

/** The list says that a run leads once it is drawn. */
export const leads = async (visit, letter) => {
  for (let tries = 0; tries < 50 && (await leader(visit)) !== letter; tries++) await wait(50);
  assert.equal(await leader(visit), letter);
};
