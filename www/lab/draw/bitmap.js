/** A picture made of pixels, from Rust: painted on a canvas, or written into SVG text as a PNG. */
import { pngAddress } from './png.js';

export class Bitmap {
  /** @param {{width: number, height: number, pixels: ArrayLike<number>}} picture RGBA, row by row */
  constructor({ width, height, pixels }) {
    this.width = width;
    this.height = height;
    this.pixels = pixels;
    /** @type {HTMLCanvasElement|null} */
    this.painted = null;
  }

  /** Made when it is first drawn. */
  get canvas() {
    if (this.painted) return this.painted;
    const canvas = document.createElement('canvas');
    canvas.width = this.width;
    canvas.height = this.height;
    const data = new ImageData(new Uint8ClampedArray(this.pixels), this.width, this.height);
    canvas.getContext('2d')?.putImageData(data, 0, 0);
    this.painted = canvas;
    return canvas;
  }

  /** As a `data:` address. */
  get address() {
    return pngAddress(this.width, this.height, this.pixels);
  }
}
