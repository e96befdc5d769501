import Reveal from './node_modules/reveal.js/dist/reveal.mjs';

const deck = new Reveal({ hash: true });
deck.initialize();
// A slide is centered by its height, which a figure has once it stands.
document.addEventListener('lab-ready', () => deck.layout());
