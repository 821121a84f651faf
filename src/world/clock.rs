//! The time, as ISO 8601. `SOURCE_DATE_EPOCH` stands in for the clock where output must not change
//! (<https://reproducible-builds.org/specs/source-date-epoch/>).

use std::time::SystemTime;

use jiff::Timestamp;

/// Now, in whole seconds.
pub fn now() -> Timestamp {
    let fixed = std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|seconds| seconds.parse().ok());
    fixed.map_or_else(
        || in_seconds(SystemTime::now()),
        |seconds| Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH),
    )
}

/// A time in whole seconds; a clock that is wrong by thousands of years says 1970.
fn in_seconds(time: SystemTime) -> Timestamp {
    Timestamp::try_from(time)
        .and_then(|time| Timestamp::from_second(time.as_second()))
        .unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Now as `2026-11-06T08:30:00Z`.
pub fn now_iso() -> String {
    now().to_string()
}

/// Seconds since 1970 as `2026-11-06T08:30:00Z`.
pub fn iso(seconds: i64) -> String {
    Timestamp::from_second(seconds)
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .to_string()
}

/// Seconds since 1970 of `2026-11-06T08:30:00Z`, or of the beginning of `2026-11-06`.
pub fn seconds(iso: &str) -> Option<i64> {
    let whole = match iso.len() {
        10 => format!("{iso}T00:00:00Z"),
        _ => iso.to_owned(),
    };
    Some(whole.parse::<Timestamp>().ok()?.as_second())
}

/// Seconds since 1970 as a day: `2026-11-06`.
pub fn day(seconds: i64) -> String {
    iso(seconds).chars().take(10).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_clock_that_is_wrong_is_no_fault() {
        let at = |seconds| in_seconds(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        assert_eq!(at(1_794_000_000).to_string(), "2026-11-06T21:20:00Z");
        assert_eq!(at(300_000_000_000), Timestamp::UNIX_EPOCH);
        let early = SystemTime::UNIX_EPOCH - Duration::from_secs(400_000_000_000);
        assert_eq!(in_seconds(early), Timestamp::UNIX_EPOCH);
    }
}
