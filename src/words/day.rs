//! Days as readers say them. Knows no clock: today comes in with the settings.

use jiff::Timestamp;
use jiff::civil::Date;

/// A day in a list: "Mon" in the last week, "6 Nov" this year, else "28 Nov 2005". Empty for what is
/// no date.
pub fn short(published: &str, today: &str) -> String {
    near(published, today, ["%a", "%-d %b", "%-d %b %Y"])
}

/// The same with whole words, for speech: "Monday", "6 November", "28 November 2005".
pub fn spoken(published: &str, today: &str) -> String {
    near(published, today, ["%A", "%-d %B", "%-d %B %Y"])
}

/// A day in the format for the last week, for this year, or for any other time.
fn near(published: &str, today: &str, [week, year, else_]: [&str; 3]) -> String {
    let Some(date) = date(published) else {
        return String::new();
    };
    let format = match self::date(today) {
        Some(today) if date <= today && (today - date).get_days() < 7 => week,
        Some(today) if date.year() == today.year() => year,
        _ => else_,
    };
    date.strftime(format).to_string()
}

/// A day in full: "28 November 2005". Empty for what is no date.
pub fn long(published: &str) -> String {
    date(published).map_or_else(String::new, |date| date.strftime("%-d %B %Y").to_string())
}

/// A month ("2026-11") in words: "November 2026"; what is no month (a year) stays as it is.
pub fn month(month: &str) -> String {
    of_month(month, "%B %Y")
}

/// The same in few columns: "Nov 2026".
pub fn short_month(month: &str) -> String {
    of_month(month, "%b %Y")
}

fn of_month(month: &str, format: &str) -> String {
    let first: Option<Date> = format!("{month}-01").parse().ok();
    first.map_or_else(|| month.to_owned(), |day| day.strftime(format).to_string())
}

/// "30m", "6h", "1d" as seconds; 0 is 0.
pub fn seconds(span: &str) -> Option<i64> {
    if span == "0" {
        return Some(0);
    }
    let mut letters = span.chars();
    let unit = match letters.next_back()? {
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return None,
    };
    let number: i64 = letters.as_str().trim().parse().ok()?;
    number.checked_mul(unit)
}

/// Seconds as days, hours or minutes: "1d", "6h", "30m", as [`seconds`] reads them.
pub fn span(seconds: i64) -> String {
    match seconds {
        s if s % 86_400 == 0 => format!("{}d", s / 86_400),
        s if s % 3_600 == 0 => format!("{}h", s / 3_600),
        s => format!("{}m", s / 60),
    }
}

/// The day of a time in seconds since 1970, as ISO 8601.
pub fn of(seconds: i64) -> String {
    let time = Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH);
    time.to_string().chars().take(10).collect()
}

/// The day of an ISO 8601 date or time.
fn date(published: &str) -> Option<Date> {
    published.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_short_when_near() {
        let today = "2026-11-23";
        assert_eq!(short("2026-11-23T08:00:00Z", today), "Mon");
        assert_eq!(short("2026-11-17", today), "Tue");
        assert_eq!(short("2026-11-16", today), "16 Nov");
        assert_eq!(short("2005-11-28", today), "28 Nov 2005");
        assert_eq!(
            short("2026-12-01", today),
            "1 Dec",
            "tomorrow is no weekday"
        );
        assert_eq!(short("soon", today), "");
        assert_eq!(spoken("2026-11-23", today), "Monday");
        assert_eq!(spoken("2026-11-06", today), "6 November");
        assert_eq!(long("2005-11-28"), "28 November 2005");
    }
}
