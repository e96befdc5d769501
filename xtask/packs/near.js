// For notes whose figures stand far below: loads `gradient-lab.js`, which lies beside this file, as soon as the first
// tag comes near the screen. Until then readers see the text and the picture inside the tags.

/** As far from the screen as the element itself begins. */
const NEAR = '600px';
const address = new URL('./gradient-lab.js', import.meta.url).href;

const near = new IntersectionObserver(
  (entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    near.disconnect();
    added.disconnect();
    import(address);
  },
  { rootMargin: NEAR },
);
const watch = () => document.querySelectorAll('gradient-lab').forEach((tag) => near.observe(tag));
const added = new MutationObserver(watch);
added.observe(document, { childList: true, subtree: true });
watch();
