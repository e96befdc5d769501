//! Reading the reference vectors: batch-first tensors, non-finite numbers spelled as strings.

use gradient_lab::num::Real;
use gradient_lab::spec::{Activation, Loss};
use serde_json::{Map, Value};

/// What a runner says of one case: nothing wrong, or what it does not understand or what differs.
pub type Verdict = Result<(), String>;

/// One case of a file.
pub struct Case<'a> {
    /// The name of its kind: the file it stands in.
    pub file: &'a str,
    /// Its own name, for messages only.
    pub id: &'a str,
    value: &'a Value,
}

impl<'a> Case<'a> {
    pub fn new(file: &'a str, value: &'a Value) -> Case<'a> {
        Case { file, id: value["id"].as_str().unwrap_or("(no id)"), value }
    }

    pub fn config(&self) -> &'a Map<String, Value> {
        static EMPTY: std::sync::LazyLock<Map<String, Value>> = std::sync::LazyLock::new(Map::new);
        self.value["config"].as_object().unwrap_or(&EMPTY)
    }

    /// Refuses a case that says more than its runner looks at. Notes are for people.
    pub fn understand(&self, keys: &[&str]) -> Verdict {
        const NOTES: &[&str] = &["note", "formula", "reduction"];
        let strange = self.config().keys().find(|key| !keys.contains(&key.as_str()) && !NOTES.contains(&key.as_str()));
        strange.map_or(Ok(()), |key| Err(format!("config.{key} = {} is not understood", self.config()[key])))
    }

    pub fn word(&self, key: &str) -> Result<&'a str, String> {
        self.config().get(key).and_then(Value::as_str).ok_or(format!("config.{key} should be a word"))
    }

    pub fn number(&self, key: &str) -> Result<f64, String> {
        self.config().get(key).and_then(scalar).ok_or(format!("config.{key} should be a number"))
    }

    /// Refuses a case that words this otherwise than what the lab does.
    pub fn says(&self, key: &str, ours: &str) -> Verdict {
        let word = self.word(key)?;
        if word == ours { Ok(()) } else { Err(format!("config.{key} is “{word}”, and here “{ours}”")) }
    }

    /// The activation, if its constants are the ones that the lab has.
    pub fn activation(&self) -> Result<Activation, String> {
        let key = self.word("activation")?;
        let constants = [("slope", 0.01), ("alpha", 1.0), ("lambda", 1.050_700_987_355_480_5)];
        for (name, ours) in constants {
            let ours = if (key, name) == ("selu", "alpha") { 1.673_263_242_354_377_2 } else { ours };
            if self.config().contains_key(name) && self.number(name)? != ours {
                return Err(format!("{key} with {name} = {} is not built", self.number(name)?));
            }
        }
        Activation::from_key(key).ok_or(format!("there is no activation {key}"))
    }

    pub fn loss(&self) -> Result<Loss, String> {
        let key = self.word("loss")?;
        Loss::from_key(key).ok_or(format!("there is no loss {key}"))
    }

    /// The value at `inputs`, `params` or `expected`, under a name.
    pub fn at(&self, part: &str, name: &str) -> Result<&'a Value, String> {
        self.value[part].get(name).ok_or(format!("{part}.{name} is missing"))
    }

    /// Everything that is expected, by name.
    pub fn expected(&self) -> impl Iterator<Item = (&'a String, &'a Value)> {
        self.value["expected"].as_object().into_iter().flatten()
    }

    pub fn tensor(&self, part: &str, name: &str) -> Result<Tensor, String> {
        Tensor::read(self.at(part, name)?).ok_or(format!("{part}.{name} should be a tensor"))
    }

    /// A list of tensors, one per layer.
    pub fn tensors(&self, part: &str, name: &str) -> Result<Vec<Tensor>, String> {
        let list = self.at(part, name)?.as_array().ok_or(format!("{part}.{name} should be a list"))?;
        list.iter().map(|value| Tensor::read(value).ok_or(format!("{part}.{name} should hold tensors"))).collect()
    }

    pub fn scalar(&self, part: &str, name: &str) -> Result<f64, String> {
        scalar(self.at(part, name)?).ok_or(format!("{part}.{name} should be a number"))
    }
}

/// Numbers with a shape, row-major.
#[derive(Clone, Debug)]
pub struct Tensor {
    pub shape: Vec<usize>,
    pub data: Vec<f64>,
}

impl Tensor {
    pub fn read(value: &Value) -> Option<Tensor> {
        let shape: Vec<usize> =
            value["shape"].as_array()?.iter().map(|n| n.as_u64().map(|n| n as usize)).collect::<Option<_>>()?;
        let data: Vec<f64> = value["data"].as_array()?.iter().map(scalar).collect::<Option<_>>()?;
        (shape.iter().product::<usize>() == data.len()).then_some(Tensor { shape, data })
    }

    /// Batch-first \[B×n\] as the lab stores it, feature-major \[n×B\].
    pub fn feature_major(&self) -> Vec<f64> {
        let columns = self.shape.get(1).copied().unwrap_or(1);
        (0..columns).flat_map(|c| self.data.iter().skip(c).step_by(columns).copied()).collect()
    }

    /// Class labels \[B\] as one-hot rows \[B×classes\]; a tensor of targets as it is.
    pub fn targets(&self, classes: usize, loss: Loss) -> Vec<f64> {
        if loss != Loss::SoftmaxCrossEntropy {
            return self.data.clone();
        }
        self.data
            .iter()
            .flat_map(|&label| (0..classes).map(move |class| f64::from(u8::from(class as f64 == label))))
            .collect()
    }
}

pub fn scalar(value: &Value) -> Option<f64> {
    match value.as_str() {
        Some("NaN") => Some(f64::NAN),
        Some("Infinity") => Some(f64::INFINITY),
        Some("-Infinity") => Some(f64::NEG_INFINITY),
        _ => value.as_f64(),
    }
}

/// What may differ: |got − want| ≤ relative·|want| + absolute.
#[derive(Clone, Copy)]
pub struct Tolerance {
    pub relative: f64,
    pub absolute: f64,
}

impl Tolerance {
    /// The reference's own, by precision.
    pub fn of<R: Real>() -> Tolerance {
        if R::NAME == "f64" {
            Tolerance { relative: 1e-9, absolute: 1e-12 }
        } else {
            Tolerance { relative: 1e-4, absolute: 1e-5 }
        }
    }

    pub fn relative(relative: f64) -> Tolerance {
        Tolerance { relative, absolute: 1e-12 }
    }

    /// Whether the two agree; numbers that are not finite must be the same kind of not finite.
    pub fn allows(self, got: f64, want: f64) -> bool {
        if want.is_nan() || got.is_nan() {
            return want.is_nan() && got.is_nan();
        }
        got == want || (got - want).abs() <= self.relative * want.abs() + self.absolute && want.is_finite()
    }

    /// Compares number by number, and names the first that differs.
    pub fn compare<R: Real>(self, name: &str, got: &[R], want: &[f64]) -> Verdict {
        if got.len() != want.len() {
            return Err(format!("{name}: {} numbers, not {}", got.len(), want.len()));
        }
        let differs = |(_, (got, want)): &(usize, (&R, &f64))| !self.allows(got.to_f64(), **want);
        let found = got.iter().zip(want).enumerate().find(differs);
        found.map_or(Ok(()), |(n, (got, want))| Err(format!("{} {name}[{n}] is {got}, not {want}", R::NAME)))
    }
}
