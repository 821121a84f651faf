//! JSON from outside as values, with a bound on them: a value takes some hundred bytes, and two bytes of a feed may
//! be one.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Room for values; what does not fit any more is passed over.
#[derive(Debug)]
pub struct Room {
    left: Cell<usize>,
    longest: usize,
}

impl Room {
    /// Room for so many values, and in one list for so many of them.
    pub const fn new(most: usize, longest: usize) -> Self {
        Self {
            left: Cell::new(most),
            longest,
        }
    }

    /// Whether something was, or would be, passed over.
    pub const fn is_full(&self) -> bool {
        self.left.get() == 0
    }

    /// Reads one value.
    ///
    /// # Errors
    /// When it is not JSON.
    pub fn read(&self, source: &str) -> serde_json::Result<Value> {
        let mut from = serde_json::Deserializer::from_str(source);
        let value = self.deserialize(&mut from)?;
        from.end()?;
        Ok(value)
    }

    fn take(&self) {
        self.left.set(self.left.get().saturating_sub(1));
    }
}

impl<'de> DeserializeSeed<'de> for &Room {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        self.take();
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &Room {
    type Value = Value;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while !self.is_full() && list.len() < self.longest {
            match from.next_element_seed(self)? {
                Some(value) => list.push(value),
                None => return Ok(list.into()),
            }
        }
        while from.next_element::<IgnoredAny>()?.is_some() {}
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while !self.is_full() {
            match from.next_key::<String>()? {
                Some(key) => drop(map.insert(key, from.next_value_seed(self)?)),
                None => return Ok(map.into()),
            }
        }
        while from.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(map.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_what_it_always_was() {
        let source = r#"{"a":[1,-2,3.5,"x\n",null,true,{"b":[]}],"c":18446744073709551615}"#;
        let room = Room::new(100, 100);
        let value = room.read(source).unwrap();
        assert_eq!(value, serde_json::from_str::<Value>(source).unwrap());
        assert!(!room.is_full());
        for wrong in ["", "{", "[1,]", "1 2", &"[".repeat(10_000)] {
            assert!(Room::new(100, 100).read(wrong).is_err(), "{wrong:.9}");
        }
    }

    #[test]
    fn what_is_too_much_is_passed_over() {
        let list = |one: &str, count: usize| format!("[{}]", vec![one; count].join(","));
        let room = || Room::new(1000, 50);
        let long = room().read(&list("1", 59)).unwrap();
        assert_eq!(long.as_array().map(Vec::len), Some(50));
        let room = room();
        let lists = list(&list("{}", 30), 40);
        let many = room.read(&format!(r#"{{"a":{lists},"b":2}}"#)).unwrap();
        assert!(room.is_full() && many.get("b").is_none());
        let kept = many["a"].as_array().unwrap().len();
        assert!((30..40).contains(&kept), "{kept}");
    }
}
