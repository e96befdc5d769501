//! Heat maps: which color a value gets.

use gradient_lab::chart::*;

#[test]
fn heat_map_pixels_are_absolute() {
    let ramp = Ramp::new(Map::Gradient, false);
    let mut pixels = vec![7; 3];
    let values = [1.0, 1e-8, 0.0, f32::NAN, f32::INFINITY, -1e-8, 1e-30, 1e30];
    paint_log(&values, &LogScale::GRADIENT, &ramp, &mut pixels);
    let pixel = |i: usize| Rgb(pixels[4 * i], pixels[4 * i + 1], pixels[4 * i + 2]);
    assert_eq!(pixels.len(), 4 * values.len());
    assert!(pixels.chunks(4).all(|p| p[3] == 255));
    assert_eq!(pixel(2), ramp.zero);
    assert_eq!([pixel(3), pixel(4)], [Theme::light().ink; 2]);
    assert_eq!(pixel(1), pixel(5), "a size, whatever its sign");
    assert_eq!([pixel(6), pixel(7)], [gradient(0.0, false), gradient(1.0, false)], "beyond the ends, the ends");
    assert!((0..8).filter(|i| ![3, 4].contains(i)).all(|i| pixel(i) != ramp.not_finite));
    // The same value alone in another picture has the same colour.
    let mut alone = Vec::new();
    paint_log(&[1e-8], &LogScale::GRADIENT, &ramp, &mut alone);
    assert_eq!(alone, pixels[4..8]);
}

#[test]
fn the_boundary_is_paper_in_the_middle() {
    for dark in [false, true] {
        let ramp = Ramp::new(Map::Signed, dark);
        let mut pixels = Vec::new();
        paint_signed(&[-1.0, 0.0, 1.0, 5.0, f32::NAN, f32::INFINITY], &ramp, &mut pixels);
        let pixel = |i: usize| Rgb(pixels[4 * i], pixels[4 * i + 1], pixels[4 * i + 2]);
        assert_eq!([pixel(0), pixel(1), pixel(2)], [-1.0, 0.0, 1.0].map(|v| signed(v, dark)));
        let ink = Theme::of(dark).ink;
        assert_eq!([pixel(3), pixel(4), pixel(5)], [pixel(2), ink, ink]);
    }
}

#[test]
fn legends_run_from_end_to_end() {
    let mut pixels = Vec::new();
    legend(&Ramp::new(Map::Signed, false), 11, &mut pixels);
    assert_eq!(pixels.len(), 44);
    let Rgb(r, g, b) = signed(-1.0, false);
    assert_eq!(pixels[..4], [r, g, b, 255]);
    assert_eq!(LogScale::GRADIENT, LogScale { low: -12, high: 2 });
    let ticks = LogScale::GRADIENT.ticks(5);
    assert_eq!(ticks.iter().map(|t| t.label.as_str()).collect::<Vec<_>>(), ["10⁻¹²", "10⁻⁸", "10⁻⁴", "1"]);
    assert_eq!(LogScale::GRADIENT.place(1e-8), Place::At(ticks[1].at));
}

/// The very bytes: a change of a map is a change of every picture, so it has to be made on purpose.
#[test]
fn golden_colours() {
    let of = |map: fn(f64, bool) -> Rgb, ts: [f64; 3], dark| ts.map(|t| map(t, dark));
    let hex = |codes: [u32; 3]| codes.map(Rgb::hex);
    let t = [0.0, 0.5, 1.0];
    assert_eq!(of(signal, t, false), hex([0xf2f2f2, 0x70a5ed, 0x1059ac]));
    assert_eq!(of(signal, t, true), hex([0x1f1f1f, 0x3669ac, 0x92c1ff]));
    assert_eq!(of(gradient, t, false), hex([0xf2f2f2, 0xde8c5a, 0x8f4200]));
    assert_eq!(of(gradient, t, true), hex([0x1f1f1f, 0x9e511c, 0xffa56f]));
    let v = [-1.0, 0.4, 1.0];
    assert_eq!(of(signed, v, false), hex([0x974c00, 0x8bb7ff, 0x0559d2]));
    assert_eq!(of(signed, v, true), hex([0xff8f4b, 0x26529a, 0x82b2ff]));
}
