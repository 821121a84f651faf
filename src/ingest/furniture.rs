//! What a page wears besides its article: menus, share buttons, "Breaking News".
//!
//! A line is furniture only when all of this holds: it stands before the first or after the last
//! piece of prose, it is short, it is no sentence, and it is on a list of known ones. Lines that only
//! look like it stay, so a sentence is never lost.

mod invitations;
mod known;
mod lines;

use super::dates;
use super::piece::Piece;
use super::turns;
use crate::model::{BlockKind, Meta};

pub use self::invitations::is_invitation;
pub use self::known::{heads_section, is_count, is_notice, on_list};

/// The longest line, in characters, that may be furniture, byline or date.
const SHORT: usize = 80;
/// The longest line that may be a title.
const TITLE: usize = 200;

/// Takes the furniture, title, byline and date off both ends and puts the last three into `meta`.
pub fn strip(pieces: &mut Vec<Piece<'_>>, meta: &mut Meta) {
    let Some(first) = pieces.iter().position(is_prose) else {
        return strip_without_prose(pieces, meta);
    };
    let last = pieces.iter().rposition(is_prose).unwrap_or(first);
    let after = pieces.split_off(last + 1);
    let prose = pieces.split_off(first);
    let mut before = std::mem::take(pieces);
    before.retain(|piece| !is_furniture(piece));
    take_facts(&mut before, meta);
    pieces.extend(before);
    pieces.extend(prose);
    pieces.extend(after.into_iter().filter(|piece| !is_furniture(piece)));
}

/// A poem, a note, a list: the first line is a title if it stands alone and more follows.
fn strip_without_prose(pieces: &mut Vec<Piece<'_>>, meta: &mut Meta) {
    if pieces.len() > 1
        && let Some(line) = pieces[0].line().filter(|line| may_be_title(line))
        && pieces[0].kind == BlockKind::Paragraph
    {
        meta.title = line.to_string();
        pieces.remove(0);
    }
}

/// Takes title, byline and date from the lines before the prose. What is left stays in the text.
fn take_facts(before: &mut Vec<Piece<'_>>, meta: &mut Meta) {
    before.retain(|piece| {
        let Some(line) = piece.line().filter(|line| line.chars().count() <= SHORT) else {
            return true;
        };
        if meta.byline.is_none()
            && let Some(name) = byline(line)
        {
            meta.byline = Some(name.to_string());
            return false;
        }
        if meta.published.is_none()
            && let Some(date) = dates::whole_line(line)
        {
            meta.published = Some(date);
            return false;
        }
        true
    });
    let lines = before.iter().map(|piece| match piece.kind {
        BlockKind::Paragraph => piece.line().filter(|line| may_be_title(line)),
        _ => None,
    });
    let lines: Vec<_> = lines.collect();
    let long = |line: &Option<&str>| line.is_some_and(|l| l.split_whitespace().count() >= 3);
    let title = lines
        .iter()
        .position(long)
        .or(lines.iter().position(Option::is_some));
    if let Some(at) = title {
        meta.title = lines[at].unwrap_or_default().to_string();
        before.remove(at);
        if before
            .get(at)
            .is_some_and(|piece| piece.kind == BlockKind::Rule)
        {
            before.remove(at);
        }
    }
}

/// Running text: long, or with a sentence in it.
fn is_prose(piece: &Piece<'_>) -> bool {
    let chars: usize = piece.lines.iter().map(|line| line.chars().count()).sum();
    let sentence = |line: &&str| {
        let line = line.trim_end_matches(['"', '”', '’', '»', ')', '\'']);
        line.ends_with(['.', '!', '?', '…', '。', '！', '？'])
    };
    piece.kind != BlockKind::Rule
        && (chars > 160 || chars > 40 && piece.lines.last().is_some_and(sentence))
        && !piece.line().is_some_and(on_list)
}

fn is_furniture(piece: &Piece<'_>) -> bool {
    let short = |line: &&str| line.chars().count() <= SHORT && on_list(line);
    !piece.lines.is_empty() && piece.lines.iter().all(short)
}

/// Whether a line before the prose says only who wrote it, when, or how long it is.
pub fn is_fact(line: &str) -> bool {
    if is_reading_time(line) {
        return true;
    }
    let line = without_reading_time(line);
    // "By Ana Ruiz | 12 May 2024 - Updated 13 May"
    let parts = line
        .split(['|', '•', '·'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(['–', '—']));
    let mut parts = parts.map(str::trim).filter(|part| !part.is_empty());
    let dated = |part: &str| {
        let part = without_others(part);
        part.chars().count() <= SHORT && dates::whole_line(part).is_some()
    };
    let named = |part: &str| byline(part).is_some_and(|name| name.chars().count() <= SHORT);
    named(line)
        || dated(line)
        || parts.clone().any(dated)
            && parts.all(|part| dated(part) || named(part) || is_dated_again(part))
}

/// A date without the name of the site before it, or "by" and the count of comments behind it.
fn without_others(part: &str) -> &str {
    let counted = part
        .strip_suffix(" Comments")
        .or(part.strip_suffix(" Comment"));
    let part = counted.map_or(part, |part| {
        part.trim_end_matches(|c: char| c.is_ascii_digit())
            .trim_end()
            .trim_end_matches(" by")
    });
    match part.split_once(' ') {
        Some((site, rest))
            if site.contains('.') && site.starts_with(|c: char| c.is_ascii_lowercase()) =>
        {
            rest
        }
        _ => part,
    }
}

/// "Updated May 13 at 4:46 PM": a day without its year behind a whole date.
fn is_dated_again(part: &str) -> bool {
    let lower = part.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic());
    words.next().is_some_and(|word| {
        matches!(
            word,
            "updated" | "modified" | "aktualisiert" | "actualizado"
        )
    }) && part.chars().any(|c| c.is_ascii_digit())
        && part.chars().count() <= 60
        && words
            .filter(|word| !word.is_empty())
            .all(dates::may_stand_beside)
}

/// "3 min to read", "Lesezeit: 4 Minuten", "8-Minute Listen".
fn is_reading_time(line: &str) -> bool {
    const READ: [&str; 18] = [
        "read", "lese", "lectura", "lecture", "lettura", "leitura", "czytan", "leestijd", "listen",
        "hören", "escuch", "écout", "ascolt", "ouvir", "luister", "lyssna", "lytt", "słuchan",
    ];
    let lower = line.to_lowercase();
    line.chars().count() <= 40
        && lower.contains("min")
        && lower.chars().any(|c| c.is_ascii_digit())
        && READ.iter().any(|word| lower.contains(word))
}

/// A line without how long it takes to read, behind the rest: "Von Ana Ruiz 12.5.2024 Lesezeit: 3 Min."
fn without_reading_time(line: &str) -> &str {
    const TIMES: [&str; 7] = [
        "Lesezeit",
        "Lesedauer",
        "Reading time",
        "Tiempo de lectura",
        "Temps de lecture",
        "Czas czytania",
        "Leestijd",
    ];
    let found = TIMES.iter().find_map(|time| line.find(time));
    match found.and_then(|at| line.split_at_checked(at)) {
        Some((before, time)) if is_reading_time(time) => {
            before.trim_end_matches([' ', '|', '·', '•', ',', '-', '–', '—'])
        }
        _ => line,
    }
}

fn may_be_title(line: &str) -> bool {
    line.chars().count() <= TITLE
        && !line.ends_with(['.', ':', ',', ';'])
        && !line.starts_with(['<', '['])
        && !turns::talks(line)
        && line.chars().any(char::is_alphabetic)
}

/// The name in "By Ana Ruiz", "Von Ana Ruiz", "Autor: Ana Ruiz".
pub fn byline(line: &str) -> Option<&str> {
    Some(byline_and_date(line)?.0)
}

/// The name and the date in "By Ana Ruiz on Sunday, May 12, 2024 at 11:08 a.m.".
pub fn byline_and_date(line: &str) -> Option<(&str, Option<String>)> {
    let lower = line.to_lowercase();
    let two = OF_TWO.iter().find(|two| lower.starts_with(**two));
    let (by, name) = match two.and_then(|two| line.split_at_checked(two.len())) {
        Some((_, name)) => ("av", name),
        None => line.split_once(' ')?,
    };
    let (name, date) = parted(name.trim_start_matches([' ', ':']).trim_end());
    let by = by.trim_end_matches(':').to_lowercase();
    let capital = name.chars().next().is_some_and(char::is_uppercase);
    let words = name.split_whitespace().count();
    let fits = by == "by" || OF.contains(&by.as_str()) && are_full_names(name);
    (fits && capital && words <= 8 && !name.ends_with('.')).then_some((name, date))
}

/// Words that lead over to a date.
const TO_DATE: [&str; 9] = ["am", "den", "el", "em", "il", "le", "on", "op", "vom"];

/// A name, and the date behind it.
fn parted(name: &str) -> (&str, Option<String>) {
    if name.len() > 2 * SHORT || !name.contains(|c: char| c.is_ascii_digit()) {
        return (name, None);
    }
    for (at, _) in name.match_indices(' ') {
        let (before, behind) = name.split_at(at);
        let rest = behind.trim_start_matches([' ', ',', '-', '–']);
        let rest = match rest.split_once(' ') {
            Some((word, rest)) if TO_DATE.contains(&word.to_lowercase().as_str()) => rest,
            _ => rest,
        };
        if let Some(date) = dates::whole_line(rest) {
            return (before.trim_end_matches([' ', ',', '-', '–']), Some(date));
        }
    }
    (name, None)
}

/// Two words that stand before a name, with the blank behind them.
const OF_TWO: [&str; 12] = [
    "a cura di ",
    "escrito por ",
    "geschreven door ",
    "geschrieben von ",
    "publicado por ",
    "publié par ",
    "rédigé par ",
    "scritto da ",
    "skrevet av ",
    "skrivet av ",
    "veröffentlicht von ",
    "écrit par ",
];

/// What stands before a name in other languages than English.
const OF: &[&str] = &[
    "auteur",
    "author",
    "autor",
    "autora",
    "autore",
    "autorin",
    "av",
    "redacción",
    "af",
    "di",
    "door",
    "oprac.",
    "par",
    "por",
    "przez",
    "tekst",
    "testo",
    "text",
    "texte",
    "texto",
    "von",
    "автор",
];

/// Whether all of a line is names, each of at least two words: "Von Menschen und Mäusen" begins as a byline does.
fn are_full_names(line: &str) -> bool {
    const AND: [&str; 9] = ["&", "and", "e", "en", "et", "i", "og", "und", "y"];
    const WITHIN: [&str; 16] = [
        "al", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "el", "la", "le",
        "van", "von",
    ];
    let mut capitals = 0;
    let mut whole = true;
    for word in line.split_whitespace() {
        let bare = word.trim_end_matches([',', ';']);
        if AND.contains(&bare) {
            // Behind a comma it begins nothing: "Ana Ruiz, Bo Maas, and Kim Lind".
            whole &= std::mem::take(&mut capitals) != 1;
        } else if bare.starts_with(char::is_uppercase) && !bare.ends_with([':', '?', '!']) {
            capitals += 1;
            if bare.len() < word.len() {
                whole &= std::mem::take(&mut capitals) >= 2;
            }
        } else {
            whole &= WITHIN.contains(&bare) && capitals > 0;
        }
    }
    whole && capitals >= 2
}

#[cfg(test)]
mod tests {
    use crate::ingest::{Hint, text};

    const PROSE: &str =
        "The harbour master said on Monday that the new quay will be open before spring comes.";

    #[test]
    fn furniture_goes_and_title_byline_and_date_are_facts() {
        let source = format!(
            "Skip to content\n\nBreaking News\n\nNew quay for Port Almery\n\nBy Ana Ruiz\n\n12 May 2024\n\n{PROSE}\n\nShare this\n\nRelated stories\n"
        );
        let article = text::read(&source, Hint::default());
        assert_eq!(article.meta.title, "New quay for Port Almery");
        assert_eq!(article.meta.byline.as_deref(), Some("Ana Ruiz"));
        assert_eq!(article.meta.published.as_deref(), Some("2024-05-12"));
        assert_eq!(article.text, PROSE);
    }

    #[test]
    fn invitations_and_reading_times_are_told_from_prose() {
        for line in [
            "Sign up for our weekly newsletter.",
            "Get the latest from Port Almery delivered to your inbox!",
            "Melden Sie sich für unseren Newsletter an.",
            "Suscríbete a nuestro boletín",
            "Zapisz się do naszego newslettera",
            "Follow the Almery Post on Facebook, Twitter and Instagram.",
            "Folgen Sie der Almery Post auf Facebook",
            "Suivez Ana Ruiz sur Instagram !",
        ] {
            assert!(super::is_invitation(line), "{line}");
        }
        for line in [
            "Ana Ruiz asked people to sign up for her newsletter.",
            "“Sign up for the newsletter,” Ana Ruiz told the crowd.",
            "Get to the quay before noon, the harbour master said.",
            "Follow the path on the pier to the lamps.",
            "Follow-up talks on Facebook’s quay are due.",
        ] {
            assert!(!super::is_invitation(line), "{line}");
        }
        for line in [
            "3 min read",
            "Lesezeit: 4 Minuten",
            "5 minutos de lectura",
            "8-Minute Listen",
            "Listen · 12 min",
            "Artikel hören (6 Min.)",
            "Écouter l’article, 4 min",
        ] {
            assert!(super::is_fact(line), "{line}");
        }
        for line in [
            "By Ana Ruiz | May 12, 2024 at 2:26 PM - Updated May 12 at 4:46 PM",
            "Published: 09:09 GMT, 12 May 2024 | Updated: 10:53 GMT, 12 May 2024",
            "By Almery Staff | May 12, 2024 at 2:26 PM HST - Updated May 12 at 4:46 PM",
            "By Ana Ruiz , Bo Maas on Sunday, May 12th, 2024 at 11:08 a.m.",
            "By Ana Ruiz, 12 May 2024",
            "domingo, 12 de maio de 2024 às 0:13",
            "almery.example May 12, 2024",
            "Posted on May 12, 2024 by 14 Comments",
        ] {
            assert!(super::is_fact(line), "{line}");
        }
        for line in [
            "In 3 minutes the lamps were lit.",
            "8 minutes to midnight",
            "12 May 2024 | The quay opens",
            "Updated plans for 12 piers",
        ] {
            assert!(!super::is_fact(line), "{line}");
        }
        assert!(super::on_list("WhatsApp Facebook Pint Baixar"));
        assert!(!super::on_list("Twitter and Facebook sue"));
        assert!(!super::on_list("Email me"));
    }

    #[test]
    fn unknown_lines_and_sentences_stay() {
        let source = format!(
            "Title of it all\n\nWeather permitting\n\n{PROSE}\n\nSearch\n\n{PROSE}\n\nHe laughed."
        );
        let article = text::read(&source, Hint::default());
        assert_eq!(
            article.text,
            format!("Weather permitting\n\n{PROSE}\n\nSearch\n\n{PROSE}\n\nHe laughed.")
        );
    }

    #[test]
    fn a_text_of_short_lines_loses_nothing() {
        let article = text::read("Home\n\nSearch\n\nMenu", Hint::default());
        assert_eq!(article.meta.title, "Home");
        assert_eq!(article.text, "Search\n\nMenu");
    }
}
