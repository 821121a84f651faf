//! A date as programs write it, a count of seconds or ISO 8601, else as people do.

use jiff::Timestamp;
use jiff::civil::Date;

use super::clock::clock;
use super::print::{century, print};
use super::written::written;

/// The date that a text is or contains.
pub fn instant(text: &str) -> Option<String> {
    epoch(text).or_else(|| iso(text)).or_else(|| written(text))
}

/// Seconds or milliseconds since 1970.
fn epoch(text: &str) -> Option<String> {
    if !(10..=13).contains(&text.len()) || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    let seconds = if text.len() > 11 {
        number / 1000
    } else {
        number
    };
    Timestamp::from_second(seconds).ok().map(|t| t.to_string())
}

/// `2024-05-12`, `20240512T080000Z`, `2024-05`, `2024-133`, `2024-05-12 08:00 +02:00` and the like.
fn iso(text: &str) -> Option<String> {
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let (date, rest) = match digits(text) {
        8 => (ymd(&text[..4], &text[4..6], &text[6..8])?, &text[8..]),
        7 => (ordinal(&text[..4], &text[4..7])?, &text[7..]),
        6 if text.len() == 6 && text > "1900" && &text[4..6] <= "12" => {
            (ymd(&text[..4], &text[4..6], "1")?, "")
        }
        4 => {
            let rest = &text[4..];
            let after = rest.strip_prefix(['-', '/', '.']).unwrap_or(rest);
            match (rest.is_empty(), rest.len() != after.len(), digits(after)) {
                (true, ..) => (ymd(text, "1", "1")?, ""),
                (_, true, 3) => (ordinal(&text[..4], &after[..3])?, &after[3..]),
                (_, true, n @ 1..=2) => {
                    let (m, rest) = after.split_at(n);
                    let day = rest.strip_prefix(['-', '/', '.']).unwrap_or(rest);
                    match digits(day) {
                        d @ 1..=2 if day.len() != rest.len() => {
                            (ymd(&text[..4], m, &day[..d])?, &day[d..])
                        }
                        _ if rest.is_empty() => (ymd(&text[..4], m, "1")?, ""),
                        _ => return None,
                    }
                }
                _ => return None,
            }
        }
        2 if text.as_bytes().get(2) == Some(&b'-') && digits(text.get(3..)?) == 2 => {
            let year = century(text[..2].parse().ok()?);
            let rest = text.get(5..)?;
            match rest.strip_prefix('-') {
                Some(day) if digits(day) == 2 => {
                    (ymd(&year.to_string(), &text[3..5], &day[..2])?, &day[2..])
                }
                _ => return None,
            }
        }
        _ => return None,
    };
    let rest = rest.trim_start_matches(['T', 't', ' ', ',', '-']);
    // 20240512T080000
    let run = digits(rest);
    let spread;
    let rest = if run == 6 || run == 4 {
        spread = [
            &rest[..2],
            ":",
            &rest[2..4],
            ":",
            if run == 6 { &rest[4..6] } else { "00" },
            &rest[run..],
        ]
        .concat();
        spread.as_str()
    } else {
        rest
    };
    Some(print(
        date,
        clock(rest).map(|(time, offset, _)| (time, offset)),
    ))
}

fn ymd(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The nth day of a year.
fn ordinal(year: &str, day: &str) -> Option<Date> {
    let first = Date::new(year.parse().ok()?, 1, 1).ok()?;
    let day: i32 = day.parse().ok()?;
    (1..=i32::from(first.days_in_year()))
        .contains(&day)
        .then(|| first.checked_add(jiff::Span::new().days(day - 1)).ok())
        .flatten()
}
