//! Dates as pages, feeds and people write them, to ISO 8601.
//!
//! The result is a date (`2024-05-12`) or a UTC time (`2024-05-12T08:00:00Z`). A time without a zone is
//! taken as UTC. `05/12/2024` is read with the month first unless that is impossible.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

/// The date that `text` is or contains.
pub fn parse(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() > 400 {
        return None;
    }
    epoch(text).or_else(|| iso(text)).or_else(|| written(text))
}

/// The date in a line that has nothing else but words like "Published" and a weekday.
pub fn whole_line(line: &str) -> Option<String> {
    let words = line
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty());
    let belongs = |word: &str| {
        let word = word.to_lowercase();
        month(&word).is_some()
            || zone(&word).is_some()
            || BESIDE.split(' ').any(|known| known == word)
    };
    (line.len() <= 80 && words.clone().count() <= 10 && words.clone().all(belongs))
        .then(|| parse(line))
        .flatten()
}

/// Words that may stand in a line of date.
const BESIDE: &str = "published updated posted last modified date on at of the de del um uhr st nd rd th am pm a m p \
    t z h monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun \
    montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche \
    lunes martes miércoles jueves viernes sábado domingo 年 月 日";

/// Month names, by month, in the languages that were met.
const MONTHS: [&str; 12] = [
    "jan january januar jänner janvier enero gennaio janeiro januari stycznia января ιαν ιανουαρίου január januar",
    "feb february februar février fevrier febrero febbraio fevereiro februari lutego февраля φεβ φεβρουαρίου február fev",
    "mar march märz maerz mrz mars marzo março maart marca марта μάρ μαρ μαρτίου március",
    "apr april avril abril aprile kwietnia апреля απρ απριλίου április avr abr",
    "may mai mayo maggio maio mei maja мая μάι μαϊ μαΐου május mag",
    "jun june juni juin junio giugno junho czerwca июня ιούν ιον ιουνίου június giu",
    "jul july juli juillet julio luglio julho lipca июля ιούλ ιολ ιουλίου július juil lug",
    "aug august août aout agosto augustus sierpnia августа αύγ αυγ αυγούστου augusztus ago",
    "sep sept september septembre septiembre settembre setembro września сентября σεπ σεπτεμβρίου szeptember set",
    "oct october oktober octobre octubre ottobre outubro października октября οκτ οκτωβρίου október okt ott out",
    "nov november novembre noviembre novembro listopada ноября νοέ νοε νοεμβρίου",
    "dec december dezember décembre decembre diciembre dicembre dezembro grudnia декабря δεκ δεκεμβρίου dez dic déc",
];

fn month(word: &str) -> Option<i8> {
    let at = MONTHS
        .iter()
        .position(|names| names.split(' ').any(|name| name == word))?;
    i8::try_from(at + 1).ok()
}

/// Seconds east of Greenwich of a named zone.
fn zone(word: &str) -> Option<i32> {
    let hours = match word {
        "z" | "ut" | "utc" | "gmt" | "wet" => 0,
        "bst" | "cet" | "met" | "mez" | "ist" | "west" => 1,
        "cest" | "mesz" | "eet" | "sast" => 2,
        "msk" | "eest" => 3,
        "jst" | "kst" => 9,
        "aest" => 10,
        "aedt" => 11,
        "ast" | "edt" | "et" => -4,
        "est" | "cdt" => -5,
        "cst" | "mdt" | "ct" => -6,
        "mst" | "pdt" => -7,
        "pst" | "pt" => -8,
        "akst" => -9,
        "hst" => -10,
        _ => return None,
    };
    Some(hours * 3600)
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

/// Dates in words and figures, in any order that people use.
fn written(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let time = clock(&lower);
    let rest = match &time {
        Some((_, _, used)) => [&lower[..used.start], " ", &lower[used.end..]].concat(),
        None => lower,
    };
    let tokens = tokens(&rest);
    let date = by_name(&tokens).or_else(|| by_figures(&tokens))?;
    Some(print(date, time.map(|(time, offset, _)| (time, offset))))
}

/// A run of digits or letters, and the character right after it.
struct Token<'a> {
    text: &'a str,
    next: char,
}

impl Token<'_> {
    fn number(&self) -> Option<i16> {
        (self.text.len() <= 4)
            .then(|| self.text.parse().ok())
            .flatten()
    }

    fn year(&self) -> Option<i16> {
        match (self.text.len(), self.number()?) {
            (4, year) if (1000..2200).contains(&year) => Some(year),
            (2, year) => Some(century(year)),
            _ => None,
        }
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let same = |d: char| {
            if c.is_ascii_digit() {
                d.is_ascii_digit()
            } else {
                d.is_alphabetic()
            }
        };
        let end = rest
            .find(|d: char| !same(d))
            .unwrap_or(rest.len())
            .max(c.len_utf8());
        let (word, after) = rest.split_at(end);
        let between = ["de", "del", "of", "st", "nd", "rd", "th", "er", "the"];
        if c.is_alphanumeric() && !between.contains(&word) {
            tokens.push(Token {
                text: word,
                next: after.chars().next().unwrap_or(' '),
            });
        }
        rest = after;
    }
    tokens
}

/// `12 May 2024`, `May 12, 2024`, `12-May-04`, `May 2024`.
fn by_name(tokens: &[Token<'_>]) -> Option<Date> {
    let mut only_month = None;
    for (at, token) in tokens.iter().enumerate() {
        let Some(month) = month(token.text) else {
            continue;
        };
        let number = |n: usize| tokens.get(n).and_then(Token::number);
        let year = |n: usize| tokens.get(n).and_then(Token::year);
        let before = at.checked_sub(1);
        let day = before.and_then(number).filter(|day| (1..=31).contains(day));
        if let (Some(day), Some(year)) = (day, year(at + 1)) {
            return Date::new(year, month, day as i8).ok();
        }
        if let (Some(day @ 1..=31), Some(year)) = (number(at + 1), year(at + 2))
            && tokens[at + 2].text.len() == 4
        {
            return Date::new(year, month, day as i8).ok();
        }
        // Year first: 2024 May 12.
        if let (Some(year), Some(day @ 1..=31)) = (before.and_then(year), number(at + 1)) {
            return Date::new(year, month, day as i8).ok();
        }
        if tokens.len() <= 3 && tokens.get(at + 1).is_some_and(|t| t.text.len() == 4) {
            only_month = year(at + 1).and_then(|year| Date::new(year, month, 1).ok());
        }
    }
    only_month
}

/// `12.05.2024`, `05/12/2024`, `2024年5月12日`.
fn by_figures(tokens: &[Token<'_>]) -> Option<Date> {
    for three in tokens.windows(3) {
        let [a, b, c] = three else { continue };
        let (Some(x), Some(y), Some(z)) = (a.number(), b.number(), c.number()) else {
            // Korean and Japanese put a word behind each figure.
            continue;
        };
        let joined = a.next == b.next && "/.-".contains(a.next) || !a.next.is_ascii();
        if !joined {
            continue;
        }
        let date = if a.text.len() == 4 {
            Date::new(x, y as i8, z as i8)
        } else if let Some(year) = c.year().filter(|_| x <= 31 && y <= 31) {
            let month_first = a.next == '/' && x <= 12 || y > 12;
            let (month, day) = if month_first { (x, y) } else { (y, x) };
            Date::new(year, month as i8, day as i8)
        } else {
            continue;
        };
        if let Ok(date) = date {
            return Some(date);
        }
    }
    // 2004년 05월 28일: figures with one letter between.
    let figures: Vec<_> = tokens
        .iter()
        .filter_map(|t| t.number().map(|n| (n, t.next)))
        .collect();
    figures.windows(3).find_map(|three| match three {
        [
            (year @ 1000..=2199, '年' | '년'),
            (month @ 1..=12, _),
            (day @ 1..=31, _),
        ] => Date::new(*year, *month as i8, *day as i8).ok(),
        _ => None,
    })
}

/// Years 69 to 99 are of the last century.
const fn century(year: i16) -> i16 {
    if year < 69 { year + 2000 } else { year + 1900 }
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

/// The first time of day in `text`, its zone in seconds if one follows, and the bytes used.
fn clock(text: &str) -> Option<(Time, Option<i32>, std::ops::Range<usize>)> {
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
    let colon = memchr::memchr_iter(b':', bytes).find(|at| {
        *at > 0
            && bytes[at - 1].is_ascii_digit()
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
    })?;
    let start = colon
        - bytes[..colon]
            .iter()
            .rev()
            .take_while(|b| b.is_ascii_digit())
            .count()
            .min(2);
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

/// A date alone stays a date; with a time it becomes UTC.
fn print(date: Date, time: Option<(Time, Option<i32>)>) -> String {
    let utc = time.and_then(|(time, offset)| {
        let offset = Offset::from_seconds(offset.unwrap_or(0)).ok()?;
        offset.to_timestamp(DateTime::from_parts(date, time)).ok()
    });
    utc.map_or_else(|| date.to_string(), |utc| utc.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, expected: &str) {
        assert_eq!(parse(written).as_deref(), Some(expected), "{written}");
    }

    #[test]
    fn machine_formats() {
        check("2024-05-12", "2024-05-12");
        check("2024-05-12T10:00:00+02:00", "2024-05-12T08:00:00Z");
        check("2024-05-12 10:00:00.123 -0500", "2024-05-12T15:00:00Z");
        check("2024-05-12T10:00", "2024-05-12T10:00:00Z");
        check("20240512T100000Z", "2024-05-12T10:00:00Z");
        check("20240512", "2024-05-12");
        check("2024-133", "2024-05-12");
        check("2024-05", "2024-05-01");
        check("2024", "2024-01-01");
        check("2024/5/12", "2024-05-12");
        check("1715500800", "2024-05-12T08:00:00Z");
        check("1715500800000", "2024-05-12T08:00:00Z");
        check("Sun, 12 May 2024 10:00:00 +0200", "2024-05-12T08:00:00Z");
        check("Sun, 12 May 24 10:00:00 EST", "2024-05-12T15:00:00Z");
        check("Sun May 12 10:00:00 2024", "2024-05-12T10:00:00Z");
        check("Sun May 12 10:00:00 CEST 2024", "2024-05-12T08:00:00Z");
        check("Sunday, 12-May-24 10:00:00 GMT", "2024-05-12T10:00:00Z");
    }

    #[test]
    fn dates_in_words() {
        check("May 12, 2024", "2024-05-12");
        check(
            "Sunday, May 12th, 2024 at 3:04 PM ET",
            "2024-05-12T19:04:00Z",
        );
        check("Published 12 May 2024", "2024-05-12");
        check("12. Mai 2024, 10:00 Uhr", "2024-05-12T10:00:00Z");
        check("12 de mayo de 2024", "2024-05-12");
        check("12 août 2024", "2024-08-12");
        check("2024年5月12日", "2024-05-12");
        check("12.05.2024", "2024-05-12");
        check("05/12/2024", "2024-05-12");
        check("13/05/2024 8:00", "2024-05-13T08:00:00Z");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "yesterday",
            "may be",
            "12 ships",
            "99/99/2024",
            "2024-13-45",
            "1:2:3",
            "٣:٤",
            "12:é",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(whole_line("The quay opened on 12 May 2024"), None);
        assert_eq!(
            whole_line("Updated: Sunday, 12 May 2024").as_deref(),
            Some("2024-05-12")
        );
    }
}
