// What the journeys through time open, press and read.

export const SHORT =
  'data=adding&length=12&width=8&batch=16&cell=lstm&optimizer=adam&learning_rate=0.01&clip_norm=1' +
  '&activation=tanh&init=lecun_normal';

/** What a part of the element reads. */
export const read = (visit, selector) =>
  visit.run(
    (selector) => document.querySelector('gradient-lab').shadowRoot.querySelector(selector)?.textContent ?? '',
    selector,
  );
export const phase = (visit) => visit.run(() => document.querySelector('gradient-lab').lab.frame().phase);
/** Letters of the strips of the gate map. */
export const letters = (visit) =>
  visit.run(() =>
    [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.gate canvas')]
      .map(({ dataset }) => dataset.part)
      .join(' '),
  );

/** Whether a canvas has more than one colour on it. */
export const painted = (visit, selector) =>
  visit.until(
    `${selector} is painted`,
    (selector) => {
      const canvas = document.querySelector('gradient-lab').shadowRoot.querySelector(selector);
      if (!canvas?.width || !canvas.height) return false;
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set();
      for (let i = 0; i < data.length; i += 4 * 7)
        if (data[i + 3] > 0) seen.add(`${data[i]} ${data[i + 1]} ${data[i + 2]}`);
      return seen.size > 8;
    },
    selector,
  );

/** The focus on a canvas of the strips, by its selector. */
export const focus = (visit, selector) =>
  visit.run((selector) => document.querySelector('gradient-lab').shadowRoot.querySelector(selector).focus(), selector);
