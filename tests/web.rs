//! The door, in a real browser: `wasm-pack test --headless --firefox`.
#![cfg(all(target_arch = "wasm32", feature = "web"))]

#[path = "support/digests/mod.rs"]
mod digests;

use gradient_lab::num;
use gradient_lab::num::{product, product_transposed};
use gradient_lab::web::{Lab, claim_holds, forget_weights, name_experiments, parse, random_seed, set_memory_budget};
use js_sys::{Array, Float32Array, Function, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(key)).unwrap()
}

fn number(object: &JsValue, key: &str) -> f64 {
    get(object, key).as_f64().unwrap()
}

/// Id and main run of every named experiment.
fn experiments() -> Vec<(String, String)> {
    let presets = js_sys::JSON::parse(include_str!("../www/lab/presets.json")).unwrap();
    let text = |value: JsValue| value.as_string().unwrap();
    let row = |preset: JsValue| (text(get(&preset, "id")), text(Array::from(&get(&preset, "runs")).get(0)));
    Array::from(&presets).iter().map(row).collect()
}

/// As the page does with the same file.
fn name_presets() {
    name_experiments(experiments().iter().map(|(id, text)| Array::of2(&id.into(), &text.into())).collect());
}

#[wasm_bindgen_test]
fn the_browser_gives_the_same_bits_as_native_code() {
    let named = experiments();
    for (spec, steps, expected) in digests::DIGESTS {
        // The module itself knows no named experiments.
        let id = spec.strip_prefix("preset=").map(|rest| rest.split('&').next().unwrap());
        let text = named
            .iter()
            .find(|(name, _)| Some(name.as_str()) == id)
            .map(|(name, text)| spec.replacen(&format!("preset={name}"), text, 1));
        assert_eq!(digests::digest(text.as_deref().unwrap_or(spec), *steps), *expected, "{spec}");
    }
}

/// Sums of more terms than one pass adds, and tiles with rows and columns left over, against one number at a time.
#[wasm_bindgen_test]
fn products_of_many_terms_have_the_bits_of_single_numbers() {
    let draws = |count: usize| (0..count).map(|n| (n * 7919 % 1009) as f32 / 500.0 - 1.0).collect::<Vec<f32>>();
    for (outputs, inputs, batch) in [(6, 66, 8), (66, 6, 15), (7, 130, 17), (130, 7, 32), (3, 200, 9)] {
        let (w, a, d_z) = (draws(outputs * inputs), draws(inputs * batch), draws(outputs * batch));
        let (mut z, mut d_a) = (vec![f32::NAN; outputs * batch], vec![f32::NAN; inputs * batch]);
        product(&w, &a, None, &mut z, batch);
        product_transposed(&w, &d_z, &mut d_a, batch);
        for (at, got) in z.iter().enumerate() {
            let terms = (0..inputs).map(|i| w[at / batch * inputs + i] * a[i * batch + at % batch]);
            assert_eq!(
                got.to_bits(),
                terms.fold(0.0, |sum, term| sum + term).to_bits(),
                "W·A {outputs}×{inputs}×{batch}"
            );
        }
        for (at, got) in d_a.iter().enumerate() {
            let terms = (0..outputs).map(|o| w[o * inputs + at / batch] * d_z[o * batch + at % batch]);
            assert_eq!(
                got.to_bits(),
                terms.fold(0.0, |sum, term| sum + term).to_bits(),
                "Wᵀ·dZ {outputs}×{inputs}×{batch}"
            );
        }
    }
}

/// In the page the browser reads numbers. `str::parse` is the measure.
#[wasm_bindgen_test]
fn the_browser_reads_decimal_numbers_as_the_standard_library_does() {
    let texts = ["0.1", "-0.5", "1e-6", "+1E5", ".5", "5.", "-0", "4.9e-324", "2.2250738585072011e-308", "1e309"];
    let words = ["", "1e", "e5", "-", ".", "+-1", "1e5.0", "--1", "1.2.3", "inf", "nan", "Infinity", "0x1"];
    for text in texts {
        assert_eq!(num::parse(text).map(f64::to_bits), text.parse().ok().map(f64::to_bits), "{text}");
    }
    for word in words {
        assert_eq!(num::parse(word), None, "{word}");
    }
    for n in 0..2_000_u64 {
        let value = f64::from_bits(n.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let text = format!("{value:e}");
        assert!(!value.is_finite() || num::parse(&text) == Some(value), "{text}");
    }
}

#[wasm_bindgen_test]
fn any_text_opens_an_experiment_and_says_what_it_did_not_understand() {
    for text in ["", "#", "nonsense", "width=1e9", "%%%&=&&=", "{\"width\": 12}", "{broken", "preset=NOPE"] {
        let mut lab = Lab::new(text);
        assert!(lab.advance(3) > 0, "{text}");
    }
    assert_eq!(Lab::new("width=1e9").warnings().len(), 1);
    assert_eq!(Lab::new("{\"width\": 12}").text(), "width=12");
    assert_eq!(get(&parse("width=12&step=4"), "text").as_string().unwrap(), "width=12");
}

#[wasm_bindgen_test]
fn an_experiment_is_opened_by_the_name_that_the_page_gave_it() {
    name_experiments(Array::new());
    assert_eq!(Lab::new("preset=VAN").warnings().len(), 1, "nothing has a name");
    name_presets();
    for (id, text) in experiments() {
        let (named, written) = (Lab::new(&format!("preset={id}")), Lab::new(&text));
        assert_eq!((named.warnings(), named.link()), (vec![], written.link()), "{id}");
    }
    let changed = Lab::new("{\"hidden_layers\": 3, \"preset\": \"VAN\"}");
    assert_eq!(changed.text(), Lab::new("preset=VAN&hidden_layers=3").text());
    assert_eq!(Lab::new("preset=NOPE").warnings(), ["There is no preset “NOPE”."]);
}

#[wasm_bindgen_test]
fn a_claim_is_judged_by_the_numbers_of_its_runs() {
    let measure = Function::new_with_args("run, quantity", "return quantity === 1 ? undefined : run + 1");
    for (text, expected) in [
        ("ratio A < ratio B, stop B > 1.5", Some(true)),
        ("ratio B < ratio A", Some(false)),
        ("memory A < 1", None),
        ("no criterion", None),
    ] {
        assert_eq!(claim_holds(text, &measure), expected, "{text}");
    }
    let mut lab = Lab::new("width=3");
    assert_eq!((lab.quantity(0), lab.quantity(99)), (None, None), "nothing was measured; there is no such thing");
    lab.advance(number(&lab.summary(), "phases_per_step") as u32);
    assert!(lab.quantity(0).is_some_and(|ratio| ratio < 1.0));
}

#[wasm_bindgen_test]
fn a_live_knob_changes_the_run_and_the_link_repeats_it() {
    let mut lab = Lab::new("data=circles&hidden_layers=2&width=8&activation=tanh&batch=16");
    let per_step = number(&lab.summary(), "phases_per_step") as u32;
    lab.advance(5 * per_step);
    assert_eq!(get(&lab.change("learning_rate", "0.5"), "effect").as_string().unwrap(), "live");
    lab.advance(5 * per_step);
    let mut again = Lab::new("");
    assert_eq!(again.load(&lab.link()), Vec::<String>::new());
    while !again.seek_advance(7) {}
    assert_eq!(again.digest(), lab.digest());
    assert_eq!(get(&lab.change("width", "9"), "effect").as_string().unwrap(), "restart");
    assert_eq!(get(&lab.change("width", "nine"), "effect").as_string().unwrap(), "none");
    assert_eq!(lab.warnings().len(), 1);
}

#[wasm_bindgen_test]
fn every_view_answers_at_every_moment() {
    name_presets();
    for text in
        ["", "data=spiral&hidden_layers=3", "data=reg&hidden_layers=0", "preset=NAN", "hidden_layers=100&width=4"]
    {
        let mut lab = Lab::new(text);
        for _ in 0..4 {
            let stages = number(&lab.summary(), "stages");
            assert_eq!(f64::from(Array::from(&get(&lab.frame(), "d_z_rms")).length()), stages);
            assert!(Float32Array::from(get(&lab.diagram(12, 600, 0, 1), "edges")).length() <= 6 * 600);
            while !lab.boundary_some(8) {}
            let views = [
                lab.river(false),
                lab.boundary(true),
                lab.samples(3),
                lab.confusion(),
                lab.evaluate(),
                lab.why(),
                lab.sentence(),
            ];
            assert!(!views[0].is_null() && !views[4].is_null());
            let _ = (
                lab.unit(0, 0, 0),
                lab.unit(-1, 0, 0),
                lab.unit(999, 0, 0),
                lab.weight(0, 0, 0, 0, 0),
                lab.weight(9, 9, 9, 999, 9),
            );
            lab.advance(9);
            lab.back();
        }
    }
}

#[wasm_bindgen_test]
fn two_new_seeds_differ() {
    let seed = || random_seed().unwrap_or(0);
    assert!((0..4).any(|_| seed() != seed()));
}

/// A larger experiment in the place of a large one fills the memory that the first one leaves.
#[wasm_bindgen_test]
fn memory_that_was_freed_is_used_again() {
    let mut lab = Lab::new("hidden_layers=60&width=200&precision=f64");
    let before = core::arch::wasm32::memory_size(0);
    lab.load("hidden_layers=64&width=200&precision=f64");
    let grown = (core::arch::wasm32::memory_size(0) - before) >> 4;
    assert!(grown < 80, "the memory grew by {grown} MiB");
}

/// More than 32 bits can address must not be taken for the little that is left of it when the sum wraps around.
#[wasm_bindgen_test]
fn an_experiment_larger_than_all_addresses_does_not_fit() {
    let whole = "data=circles&samples=2000&sampling=full&hidden_layers=100&width=256";
    set_memory_budget(700);
    let lab = Lab::new(&format!("{whole}&skip=identity&norm=layer&precision=f64"));
    let told = lab.warnings().join(" ");
    set_memory_budget(1536);
    assert!(told.contains("This would need 4 GiB or more, and there is room for"), "{told}");
}

#[wasm_bindgen_test]
fn weights_made_ahead_of_a_change_outlive_the_copy_that_stays() {
    let mut lab = Lab::new("hidden_layers=40&width=128");
    let text = format!("{}&init=orthogonal", lab.text());
    let mut opening = lab.opening(&text, "init").expect("many orthogonal matrices");
    while !opening.advance() {}
    opening.keep();
    let copy = lab.fork("");
    lab.change("learning_rate", "0.05");
    assert!(forget_weights(), "neither a copy nor a live knob takes them");
    let mut opening = lab.opening(&text, "init").expect("again");
    while !opening.advance() {}
    opening.keep();
    lab.change("init", "orthogonal");
    assert!(!forget_weights(), "the changed run has taken them");
    assert_ne!(copy.digest(), lab.digest());
}
