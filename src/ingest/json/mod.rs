//! JSON from outside: bounded, and mended where it is not well-formed.

mod mended;
mod values;

use serde::de::Error as _;
use serde_json::Value;

pub use self::mended::strings_mended;
pub use self::values::Room;

/// What JSON says; where it is not well-formed, what it says once its strings are mended.
///
/// # Errors
/// What is wrong with it as it is written, where that is no help; also when there is no room for all of it.
pub fn json(text: &str, room: &Room) -> serde_json::Result<Value> {
    let mended = |error| room.read(&strings_mended(text)).map_err(|_| error);
    let value = room.read(text).or_else(mended)?;
    match room.is_full() {
        true => Err(serde_json::Error::custom("more values than are read")),
        false => Ok(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> serde_json::Result<Value> {
        json(text, &Room::new(100, 100))
    }

    #[test]
    fn half_a_letter_costs_that_letter() {
        let check = |text: &str, says: &str| assert_eq!(read(text).unwrap()["a"], says, "{text}");
        check(r#"{"a":"caf\u00e9 \ud83d\ude00"}"#, "café 😀");
        check(r#"{"a":"cut \ud83d"}"#, "cut \u{fffd}");
        check("{\"a\":\"two\nlines\",}", "two\nlines");
        for none in ["", "<h1>Log in</h1>", "{\"a\":", r#"{"a":"\ud83d" 1}"#] {
            assert!(read(none).is_err(), "{none}");
        }
    }

    #[test]
    fn too_many_values_are_none() {
        let list = format!("[{}0]", "{},".repeat(200));
        let error = read(&list).unwrap_err().to_string();
        assert!(error.starts_with("more values"), "{error}");
    }
}
