//! What is common to all ways in which dates are written: years of two figures, and how a date comes out.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

/// The year that two figures mean: 69 to 99 are of the last century.
pub const fn century(year: i16) -> i16 {
    if year < 69 { year + 2000 } else { year + 1900 }
}

/// A date alone stays a date; with a time it becomes UTC.
pub fn print(date: Date, time: Option<(Time, Option<i32>)>) -> String {
    let utc = time.and_then(|(time, offset)| {
        let offset = Offset::from_seconds(offset.unwrap_or(0)).ok()?;
        offset.to_timestamp(DateTime::from_parts(date, time)).ok()
    });
    utc.map_or_else(|| date.to_string(), |utc| utc.to_string())
}
