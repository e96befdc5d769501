//! Hands a panic to the page as a JavaScript exception.

use wasm_bindgen::prelude::wasm_bindgen;

/// Installs the panic hook when the module is instantiated.
///
/// Without it a panic ends in the instruction `unreachable`, and the page would see no reason. The hook throws an
/// error with the panic's message and place instead. The instance is not usable afterwards, as after any panic.
#[wasm_bindgen(start)]
fn install() {
    std::panic::set_hook(Box::new(|panic| {
        wasm_bindgen::throw_str(&panic.to_string());
    }));
}
