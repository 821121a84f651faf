//! The time, as ISO 8601. `SOURCE_DATE_EPOCH` stands in for the clock where output must not change
//! (<https://reproducible-builds.org/specs/source-date-epoch/>).

use jiff::Timestamp;

/// Now, in whole seconds.
pub fn now() -> Timestamp {
    let fixed = std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|seconds| seconds.parse().ok());
    let seconds = fixed.unwrap_or_else(|| Timestamp::now().as_second());
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
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
