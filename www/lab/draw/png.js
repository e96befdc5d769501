/** Writes pixels as a PNG without compression: a few lines that need no canvas and no library. Pure. */

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** The check sum of a chunk (ISO 3309). @param {Uint8Array} bytes */
function crc(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = CRC[(c ^ byte) & 0xff] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** The check sum of a zlib stream (RFC 1950). @param {Uint8Array} bytes */
function adler(bytes) {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

/** Four bytes, the highest first. @param {number} n */
const word = (n) => [(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];

/**
 * @param {string} kind
 * @param {Uint8Array} data
 */
function chunk(kind, data) {
  const body = Uint8Array.from([...kind].map((letter) => letter.charCodeAt(0)).concat([...data]));
  return [...word(data.length), ...body, ...word(crc(body))];
}

/** Stored blocks of at most 65,535 bytes (RFC 1951). @param {Uint8Array} data */
function stored(data) {
  /** @type {number[]} */
  const out = [0x78, 0x01];
  for (let at = 0; at < data.length; at += 65535) {
    const block = data.subarray(at, at + 65535);
    const size = block.length;
    out.push(at + 65535 >= data.length ? 1 : 0, size & 255, size >> 8, ~size & 255, (~size >> 8) & 255);
    for (const byte of block) out.push(byte);
  }
  return Uint8Array.from([...out, ...word(adler(data))]);
}

/**
 * The bytes of a PNG with 8-bit RGBA pixels.
 * @param {number} width
 * @param {number} height
 * @param {ArrayLike<number>} pixels
 */
export function png(width, height, pixels) {
  const rows = new Uint8Array(height * (1 + 4 * width)); // each row begins with 0: no filter
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < 4 * width; i++) rows[y * (1 + 4 * width) + 1 + i] = pixels[4 * width * y + i];
  }
  const header = Uint8Array.from([...word(width), ...word(height), 8, 6, 0, 0, 0]);
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  return Uint8Array.from([
    ...signature,
    ...chunk('IHDR', header),
    ...chunk('IDAT', stored(rows)),
    ...chunk('IEND', new Uint8Array()),
  ]);
}

/**
 * @param {number} width
 * @param {number} height
 * @param {ArrayLike<number>} pixels
 */
export function pngAddress(width, height, pixels) {
  let text = '';
  for (const byte of png(width, height, pixels)) text += String.fromCharCode(byte);
  return `data:image/png;base64,${btoa(text)}`;
}

/**
 * A PNG with a text about it, in Latin-1 (chunk tEXt of the PNG specification, 11.3.4.3).
 * @param {Uint8Array} bytes a PNG
 * @param {string} keyword such as Source
 * @param {string} text
 */
export function withText(bytes, keyword, text) {
  const letters = [...`${keyword}\0${text}`].map((letter) => letter.charCodeAt(0) & 255);
  const head = 8 + 12 + 13; // signature and IHDR
  const said = chunk('tEXt', Uint8Array.from(letters));
  const whole = new Uint8Array(bytes.length + said.length);
  whole.set(bytes.subarray(0, head));
  whole.set(said, head);
  whole.set(bytes.subarray(head), head + said.length);
  return whole;
}
