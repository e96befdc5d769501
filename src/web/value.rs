//! One type of value for every answer to the page, so that no answer needs a struct of its own.

use serde::ser::{Serialize, SerializeMap, Serializer};
use wasm_bindgen::JsValue;

/// A value as in JSON; NaN and ±∞ stay as they are.
pub(super) enum Value {
    /// Not measured, or absent.
    Null,
    Flag(bool),
    Number(f64),
    Word(&'static str),
    Text(String),
    List(Vec<Value>),
    Object(Object),
}

/// Keys with their values, in order.
pub(super) type Object = Vec<(&'static str, Value)>;

/// `object! { step: 3_u32, loss: None::<f64> }` writes keys as the page reads them.
macro_rules! object {
    ($($key:ident: $value:expr),+ $(,)?) => {
        $crate::web::value::Value::Object($crate::web::value::fields! { $($key: $value),+ })
    };
}

/// The same as an [`Object`], to which more can be added.
macro_rules! fields {
    ($($key:ident: $value:expr),+ $(,)?) => {
        vec![$((stringify!($key), $crate::web::value::Value::from($value))),+]
    };
}
pub(super) use {fields, object};

impl Value {
    /// A list of anything that converts to a value.
    pub(super) fn list<T: Into<Value>>(items: impl IntoIterator<Item = T>) -> Value {
        Value::List(items.into_iter().map(Into::into).collect())
    }

    /// The value as a JavaScript value.
    pub(super) fn to_js(&self) -> JsValue {
        let serializer =
            serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true).serialize_maps_as_objects(true);
        // Serializing numbers, texts, lists and objects always succeeds.
        self.serialize(&serializer).unwrap_or(JsValue::NULL)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_none(),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
            Value::Number(number) => serializer.serialize_f64(*number),
            Value::Word(word) => serializer.serialize_str(word),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(items) => serializer.collect_seq(items),
            Value::Object(entries) => {
                let mut object = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    object.serialize_entry(key, value)?;
                }
                object.end()
            }
        }
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Value {
        Value::Flag(flag)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Value {
        Value::Number(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Value {
        Value::Number(f64::from(number))
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Value {
        // Sizes fit 32 bits in wasm.
        Value::from(number as u32)
    }
}

impl From<&'static str> for Value {
    fn from(word: &'static str) -> Value {
        Value::Word(word)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Value {
        Value::list(items)
    }
}
