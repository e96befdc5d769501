// What runs inside a page of notes, before its own scripts: finds the figure, wherever the host has put it, and tells
// how the page stands.

export function equip() {
  /** All elements of this name, also in shadow trees. */
  const all = (name, root = document) => {
    const inside = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
      shadowRoot ? all(name, shadowRoot) : [],
    );
    return [...root.querySelectorAll(name), ...inside];
  };
  const around = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host ?? null;
  /** How far the page, and every box around the figure, is scrolled. */
  const scrolled = (node) => {
    const positions = [Math.round(scrollY)];
    for (let box = node; box; box = around(box)) if (box.scrollTop) positions.push(Math.round(box.scrollTop));
    return positions;
  };
  const lab = () => all('gradient-lab')[0] ?? null;
  const place = (selector) => (selector ? document.querySelector(selector) : lab());
  /** Address, focus, scroll position and history of the page. */
  const standing = (selector) => ({
    address: location.href,
    focus: document.activeElement?.tagName,
    scroll: scrolled(place(selector)),
    history: history.length,
  });
  /** Pixels of the fullest canvas that are not like its corner. */
  const ink = () => {
    const inked = (canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const corner = data.slice(0, 4).join();
      let pixels = 0;
      for (let at = 0; at < data.length; at += 4) if (data.slice(at, at + 4).join() !== corner) pixels += 1;
      return pixels;
    };
    const canvases = [...lab().shadowRoot.querySelectorAll('canvas')].filter(({ width, height }) => width * height);
    return Math.max(0, ...canvases.map(inked));
  };
  globalThis.gradientLabNotes = { all, lab, place, standing, ink };
}
