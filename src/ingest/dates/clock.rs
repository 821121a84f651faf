//! Times of day and zones.

use std::ops::Range;

use jiff::civil::Time;

/// Seconds east of Greenwich of a named zone.
pub fn zone(word: &str) -> Option<i32> {
    let minutes = match word {
        "z" | "ut" | "utc" | "gmt" | "wet" => 0,
        "bst" | "cet" | "met" | "mez" | "west" | "wat" => 60,
        "cest" | "mesz" | "eet" | "sast" | "cat" => 120,
        "msk" | "eest" | "trt" | "eat" => 180,
        "gst" => 240,
        "pkt" => 300,
        // India's: Ireland and Israel use the same letters for fewer people.
        "ist" => 330,
        "npt" => 345,
        "ict" | "wib" => 420,
        "awst" | "hkt" | "sgt" | "pht" | "myt" => 480,
        "jst" | "kst" => 540,
        "acst" => 570,
        "aest" => 600,
        "acdt" => 630,
        "aedt" => 660,
        "nzst" => 720,
        "nzdt" => 780,
        "ndt" => -150,
        "brt" | "art" | "adt" => -180,
        "nst" => -210,
        "ast" | "edt" | "et" => -240,
        "est" | "cdt" => -300,
        "cst" | "mdt" | "ct" => -360,
        "mst" | "pdt" => -420,
        "pst" | "pt" | "akdt" => -480,
        "akst" => -540,
        "hst" => -600,
        _ => return None,
    };
    Some(minutes * 60)
}

/// The first time of day in `text`, its zone in seconds if one follows, and the bytes used.
pub fn clock(text: &str) -> Option<(Time, Option<i32>, Range<usize>)> {
    let bytes = text.as_bytes();
    let two = |at: usize| -> Option<(i8, usize)> {
        let n = bytes
            .get(at..)?
            .iter()
            .take(3)
            .take_while(|b| b.is_ascii_digit())
            .count();
        ((1..=2).contains(&n)).then(|| text[at..at + n].parse().ok().map(|v| (v, at + n)))?
    };
    // "10:30", "10h30"
    let between = |sign: u8| {
        memchr::memchr_iter(sign, bytes).find(|at| {
            *at > 0
                && bytes[at - 1].is_ascii_digit()
                && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
        })
    };
    let colon = between(b':').or_else(|| between(b'h'))?;
    let start = colon
        - bytes[..colon]
            .iter()
            .rev()
            .take_while(|b| b.is_ascii_digit())
            .count()
            .min(2);
    // A zone behind a time that is written with other signs, as in "10.00 +02:00".
    if bytes[..start].ends_with(b"+") {
        return None;
    }
    let (mut hour, _) = two(start)?;
    let (minute, mut end) = two(colon + 1)?;
    let mut second = 0;
    if bytes.get(end) == Some(&b':')
        && let Some((value, after)) = two(end + 1)
    {
        (second, end) = (value.min(59), after);
        if matches!(bytes.get(end), Some(b'.' | b',')) {
            let fraction = bytes[end + 1..]
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count();
            end += if fraction > 0 { fraction + 1 } else { 0 };
        }
    }
    let rest = &text[end..];
    let trimmed = rest.trim_start();
    let half = trimmed
        .get(..2)
        .map(str::to_ascii_lowercase)
        .unwrap_or_default();
    let noon = if trimmed
        .get(..4)
        .is_some_and(|s| s.eq_ignore_ascii_case("p.m."))
    {
        "pm"
    } else {
        half.as_str()
    };
    match noon {
        "pm" if hour < 12 => hour += 12,
        "am" if hour == 12 => hour = 0,
        _ => {}
    }
    if text[..start].trim_end().ends_with("오후") && hour < 12 {
        hour += 12;
    }
    if noon == "pm" || noon == "am" {
        end += rest.len() - trimmed.len()
            + if trimmed.contains('.') && !trimmed.starts_with(['a', 'p', 'A', 'P']) {
                4
            } else {
                2
            };
    }
    let (offset, used) = offset(&text[end.min(text.len())..]);
    Some((
        Time::new(hour, minute, second, 0).ok()?,
        offset,
        start..(end + used).min(text.len()),
    ))
}

/// The zone that `text` begins with, and how many bytes it takes.
fn offset(text: &str) -> (Option<i32>, usize) {
    let rest = text.trim_start_matches([' ', '.', 'm', '(']);
    let lead = text.len() - rest.len();
    let word_end = rest
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    let word = rest[..word_end].to_ascii_lowercase();
    let named = zone(&word);
    let (rest, lead) = if named == Some(0) {
        (&rest[word_end..], lead + word_end)
    } else {
        (rest, lead)
    };
    let sign = match rest.chars().next() {
        Some('+') => 1,
        Some('-' | '−') => -1,
        _ => {
            return match named {
                Some(0) => (named, lead),
                Some(_) => (named, lead + word_end),
                None => (None, 0),
            };
        }
    };
    let skip = rest.chars().next().map_or(0, char::len_utf8);
    let body = &rest[skip..];
    let figures: String = body.chars().take(5).filter(char::is_ascii_digit).collect();
    let number = |s: &str| s.parse::<i32>().ok();
    let seconds = match figures.len() {
        4 => number(&figures[..2])
            .zip(number(&figures[2..]))
            .map(|(h, m)| h * 3600 + m * 60),
        1 | 2 => number(&figures).map(|h| h * 3600),
        _ => None,
    };
    match seconds {
        Some(seconds) if seconds < 26 * 3600 => {
            let used = figures.len()
                + usize::from(body.as_bytes().get(2) == Some(&b':') && figures.len() == 4);
            (Some(sign * seconds), lead + skip + used)
        }
        _ => (named, lead),
    }
}
