/** The address of the module, in the form that bundlers recognize. */
export default new URL('./gradient_lab_bg.wasm', import.meta.url);
