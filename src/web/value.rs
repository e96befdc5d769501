//! What the page is given: one kind of value for every answer. A struct with its own serialiser per answer would
//! be a tenth of the module.

use serde::ser::{Serialize, SerializeMap, Serializer};
use wasm_bindgen::JsValue;

/// A value as JSON knows it; NaN and ±∞ stay as they are.
pub(super) enum Value {
    /// Not measured, not there.
    Null,
    Flag(bool),
    Number(f64),
    Word(&'static str),
    Text(String),
    List(Vec<Value>),
    Object(Object),
}

/// Keys, each with its value.
pub(super) struct Object(Vec<(&'static str, Value)>);

/// `object! { step: 3_u32, loss: None::<f64> }`: keys are written as the page reads them.
macro_rules! object {
    ($($key:ident: $value:expr),+ $(,)?) => { $crate::web::value::Value::Object($crate::web::value::fields! { $($key: $value),+ }) };
}

/// The same as an [`Object`], to which more can be added.
macro_rules! fields {
    ($($key:ident: $value:expr),+ $(,)?) => {{
        let mut object = $crate::web::value::Object::with_room([$(stringify!($key)),+].len());
        $(object.put(stringify!($key), $value);)+
        object
    }};
}
pub(super) use {fields, object};

impl Object {
    #[inline(never)]
    pub(super) fn with_room(keys: usize) -> Object {
        Object(Vec::with_capacity(keys))
    }

    /// A call per key, and none of it inlined: written out for every key of every answer it would be 5 kB more.
    #[inline(never)]
    pub(super) fn put<T: Into<Value>>(&mut self, key: &'static str, value: T) {
        self.push(key, value.into());
    }

    #[inline(never)]
    fn push(&mut self, key: &'static str, value: Value) {
        self.0.push((key, value));
    }
}

impl Value {
    /// A list of whatever becomes a value.
    pub(super) fn list<T: Into<Value>>(items: impl IntoIterator<Item = T>) -> Value {
        Value::List(items.into_iter().map(Into::into).collect())
    }

    /// The same in the page's hands.
    #[inline(never)]
    pub(super) fn to_js(&self) -> JsValue {
        let serializer =
            serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true).serialize_maps_as_objects(true);
        // Numbers, texts and what holds them always succeed.
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
            Value::Object(Object(entries)) => {
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
        // A place in memory of 32 bits.
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
