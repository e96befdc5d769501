//! Trace files as `gradient_lab_trace.py` writes them.

/// What a trace is of. The figures follow from it by simple rules; nothing is trained.
pub struct Written {
    pub layers: usize,
    pub steps: usize,
    /// What the gradient is multiplied by from layer to layer.
    pub factor: f64,
    /// The layer whose ∂L/∂z is infinite in the last step.
    pub stops: Option<usize>,
}

pub const USUAL: Written = Written { layers: 4, steps: 30, factor: 0.1, stops: None };

impl Written {
    pub fn head(&self) -> String {
        let layer = |k: usize| {
            let name = format!("\"name\": \"hidden.{k}\", \"kind\": \"Linear\", \"then\": [\"Sigmoid\"]");
            format!("{{{name}, \"start\": 0.5, \"units\": 64, \"weights\": 16}}")
        };
        let layers: Vec<String> = (0..self.layers).map(layer).collect();
        let task = "\"task\": \"classes\", \"classes\": 2, \"chance\": null";
        let rest = "\"optimizer\": \"SGD\", \"dtype\": \"float32\", \"weight_decay\": 0";
        format!("{{\"trace\": 1, {task}, {rest}, \"layers\": [{}]}}\n", layers.join(", "))
    }

    pub fn step(&self, step: usize) -> String {
        let column = |key: &str, value: &dyn Fn(usize) -> String| {
            let values: Vec<String> = (0..self.layers).map(value).collect();
            format!(", \"{key}\": [{}]", values.join(", "))
        };
        let all = |value: f64| move |_: usize| format!("{value:e}");
        let stops = self.stops.filter(|_| step + 1 == self.steps);
        let d_z = |k: usize| match stops {
            Some(layer) if k <= layer => "\"Infinity\"".to_string(),
            _ => format!("{:e}", self.factor.powi((self.layers - 1 - k) as i32)),
        };
        let bad = stops.map_or_else(String::new, |layer| format!("\"backward\", \"dz\", \"Infinity\", {layer}"));
        let mut line = format!("{{\"step\": {step}, \"loss\": 0.693, \"accuracy\": 0.5, \"clipped\": null");
        line += &format!(", \"rate\": 0.1, \"bad\": [{bad}]");
        for (key, value) in [("a", 0.7), ("dw", 0.01), ("w", 0.5), ("by", 0.001), ("zero", 0.0), ("flat", 0.25)] {
            line += &column(key, &all(value));
        }
        line += &column("dz", &d_z);
        line += &column("far", &|k| format!("{:e}", 0.05 * k as f64));
        line += &column("off", &|_| "null".into());
        line + "}\n"
    }

    pub fn text(&self) -> String {
        (0..self.steps).fold(self.head(), |text, step| text + &self.step(step))
    }
}
