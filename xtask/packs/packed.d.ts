/** What `cargo xtask pack` has made before it bundles; each name is an alias of a file. */
declare module 'pack:files' {
  /** Files of the page, by their paths below `www`. */
  export const files: Record<string, string>;
  /** The address of the lab's own page. */
  export const home: string | null;
  /** The address of “How it works, in words”. */
  export const words: string | null;
}
declare module 'pack:gallery' {
  /** `lab/gallery.json`. */
  export const pictures: string;
}
declare module 'pack:glue' {
  /** Evaluates the glue of wasm-bindgen afresh. */
  export function makeGlue(): any;
}
declare module 'pack:wasm' {
  /** The module, compressed with raw DEFLATE. */
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
declare module 'pack:worker' {
  /** The script of a worker. */
  export const code: string;
}
