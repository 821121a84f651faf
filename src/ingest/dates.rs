//! Dates as pages, feeds and people write them, to ISO 8601.
//!
//! The result is a date (`2024-05-12`) or a UTC time (`2024-05-12T08:00:00Z`). A time without a zone is
//! taken as UTC; one by name ("Europe/Berlin") is looked up. A zero, such as the year 1 or the first second
//! of 1970, is no date. `05/12/2024` is read with the month first unless that is impossible.

mod beside;
mod clock;
mod instant;
mod print;
mod written;
mod zones;

use beside::is_beside;
pub use beside::{is_of_change, is_weekday};
use clock::zone;
use instant::instant;
use written::{is_letter, month};

/// The date that `text` is or contains.
pub fn parse(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() > 400 {
        return None;
    }
    let date = zones::parse(text).or_else(|| instant(text))?;
    (!is_zero(&date)).then_some(date)
}

/// Whether a date is what programs write for none: the year 1, or a count that is zero, from the day with
/// which it begins in Unix, spreadsheets, databases, Windows or an old Mac.
fn is_zero(date: &str) -> bool {
    const DAYS: [&str; 6] = [
        "1970-01-01",
        "1899-12-30",
        "1899-12-31",
        "1900-01-01",
        "1601-01-01",
        "1904-01-01",
    ];
    let day = date.strip_suffix("T00:00:00Z").unwrap_or(date);
    date.starts_with('-') || date < "1000" || DAYS.contains(&day)
}

/// The date in a line that has nothing else but words like "Published" and a weekday.
pub fn whole_line(line: &str) -> Option<String> {
    let words = line
        .split(|c: char| !is_letter(c))
        .filter(|w| !w.is_empty());
    let belongs = |word: &str| may_stand_beside(&word.to_lowercase());
    (line.len() <= 80 && words.clone().count() <= 10 && words.clone().all(belongs))
        .then(|| parse(line))
        .flatten()
}

/// Whether a word in lower case may stand in a line that is a date.
pub fn may_stand_beside(word: &str) -> bool {
    month(word).is_some() || zone(word).is_some() || is_beside(word)
}

/// Whether a word in lower case is the name of a month.
pub fn is_month(word: &str) -> bool {
    month(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, expected: &str) {
        assert_eq!(parse(written).as_deref(), Some(expected), "{written}");
    }

    #[test]
    fn months_of_many_languages_stand_alone() {
        for line in [
            "12 مايو 2024",
            "١٢ مايو ٢٠٢٤",
            "۱۲ مه ۲۰۲۴",
            "12 май 2024",
            "12 de maig de 2024",
            "sunnuntai 12.5.2024",
            "12 במאי 2024",
            "12 मई 2024",
            "Minggu, 12 Mei 2024",
            "12. maí 2024",
            "2024年5月12日(日)",
            "2024년 5월 12일",
            "2024 m. gegužės 12 d.",
            "2024. gada 12. maijs",
            "Publicado em 12/05/2024",
            "Publié le 12/05/2024",
            "duminică, 12 mai 2024",
            "12 мая 2024 г.",
            "12. mája 2024",
            "12. мај 2024.",
            "12 พฤษภาคม 2567",
            "12 Mayıs 2024 Pazar",
            "ngày 12 tháng 5 năm 2024",
            "Chủ nhật, 12/5/2024",
        ] {
            assert_eq!(whole_line(line).as_deref(), Some("2024-05-12"), "{line}");
        }
        for (line, date) in [
            ("le 1er août 2024", "2024-08-01"),
            ("12 de setiembre de 2024", "2024-09-12"),
            ("12 मार्च 2024", "2024-03-12"),
            ("2024年5月12日 14時30分", "2024-05-12"),
            ("Publicado em 12/05/2024 14h30", "2024-05-12T14:30:00Z"),
            ("12 mrt. 2024 om 14:30", "2024-03-12T14:30:00Z"),
        ] {
            let found = whole_line(line).unwrap_or_default();
            assert!(found.starts_with(date), "{line}: {found}");
        }
        assert_eq!(
            whole_line("Updated 05/12/2024").as_deref(),
            Some("2024-05-12")
        );
    }

    #[test]
    fn a_zone_that_is_none_cuts_no_letter() {
        for zone in ["翃i+0200", "é+02", "+翃i+0200", "-١٢"] {
            let written = format!("Sun, 12 May 2024 10:00:00 +{zone}");
            let parsed = parse(&written);
            let day = parsed.as_deref().and_then(|date| date.get(..10));
            assert!(
                matches!(day, None | Some("2024-05-12" | "2024-05-11")),
                "{written}: {parsed:?}"
            );
        }
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
        check("Sun, 12 May 2024 10.00.00 +02:00", "2024-05-12");
        check("Sunday, 12-May-24 10:00:00 GMT", "2024-05-12T10:00:00Z");
    }

    #[test]
    fn zones_by_name() {
        check(
            "Sun, 12 May 2024 10:00:00 Europe/Berlin",
            "2024-05-12T08:00:00Z",
        );
        check(
            "Fri, 12 Jan 2024 10:00:00 Europe/Berlin",
            "2024-01-12T09:00:00Z",
        );
        check(
            "2024-05-12T10:00:00 America/New_York",
            "2024-05-12T14:00:00Z",
        );
        check(
            "2024-05-12T10:00:00+02:00[Europe/Paris]",
            "2024-05-12T08:00:00Z",
        );
        check("2024-05-12 10:00 [Asia/Kolkata]", "2024-05-12T04:30:00Z");
        check(
            "12 May 2024 10:00 (Pacific Daylight Time)",
            "2024-05-12T17:00:00Z",
        );
        check("Sun, 12 May 2024 10:00:00 IST", "2024-05-12T04:30:00Z");
        check("Sun, 12 May 2024 10:00:00 AEST", "2024-05-12T00:00:00Z");
        check("Sun, 12 May 2024 10:00:00 NZST", "2024-05-11T22:00:00Z");
        check(
            "Sun, 12 May 2024 10:00:00 Mars/Crater",
            "2024-05-12T10:00:00Z",
        );
        check("12/05/2024", "2024-12-05");
    }

    #[test]
    fn a_zero_is_no_date() {
        for text in [
            "0001-01-01T00:00:00Z",
            "Mon, 01 Jan 0001 00:00:00 +0000",
            "0000-00-00 00:00:00",
            "-0001-11-30T00:00:00Z",
            "Wed, 30 Nov -0001 00:00:00 +0000",
            "Thu, 01 Jan 1970 00:00:00 +0000",
            "1970-01-01",
            "1899-12-30 00:00:00",
            "1900-01-01T00:00:00Z",
            "Mon, 01 Jan 1601 00:00:00 GMT",
            "0000000000",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        check("1970-01-01T06:00:00Z", "1970-01-01T06:00:00Z");
        check("Mon, 05 Aug 1850", "1850-08-05");
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
        check("lundi 12 févr. 2024 à 10h30", "2024-02-12T10:30:00Z");
        check("12 de janeiro de 2024 às 8h05", "2024-01-12T08:05:00Z");
        check("12 ene. 2024, 10:00", "2024-01-12T10:00:00Z");
        check("středa 12. června 2024", "2024-06-12");
        check("13 listopada 2024", "2024-11-13");
        check("den 12 augusti 2024 kl 10:00", "2024-08-12T10:00:00Z");
        check("12 вересня 2024", "2024-09-12");
        check("12 Temmuz 2024", "2024-07-12");
        check("2024年5月12日", "2024-05-12");
        check("dim., 12 févr. 2023 10:00:00 +0100", "2023-02-12T09:00:00Z");
        check("Пн, 05 фев 2024 10:00:00 +0300", "2024-02-05T07:00:00Z");
        check("5 Şubat 2024", "2024-02-05");
        check("5. února 2024", "2024-02-05");
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
        for line in [
            "Veröffentlicht am 12. Mai 2024 um 10:00 Uhr",
            "Publié le dimanche 12 mai 2024 à 10h00",
            "Pubblicato il 12 maggio 2024 alle ore 10:00",
            "Publicerad den 12 maj 2024 kl 10:00",
            "Опубликовано 12 мая 2024 в 10:00",
        ] {
            let date = whole_line(line);
            assert_eq!(date.as_deref(), Some("2024-05-12T10:00:00Z"), "{line}");
        }
    }
}
