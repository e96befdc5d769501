/** An SVG as a PNG at twice its size, with the link inside. */
import { withText } from '../draw/png.js';

const SCALE = 2;
/** The most pixels that browsers put into one canvas. */
const MOST = 16_000_000;

/** @param {string} svg */
async function painted(svg) {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    image.src = address;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const scale = Math.min(SCALE, Math.sqrt(MOST / (width * height)));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(scale * width);
    canvas.height = Math.round(scale * height);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/**
 * @param {string} svg
 * @param {string} link
 * @returns {Promise<Blob>}
 */
export async function pngOf(svg, link) {
  const canvas = await painted(svg);
  /** @type {Blob|null} */
  const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'));
  if (!blob) throw new Error('the browser makes no picture of this size');
  const bytes = withText(new Uint8Array(await blob.arrayBuffer()), 'Source', link);
  return new Blob([bytes], { type: 'image/png' });
}
