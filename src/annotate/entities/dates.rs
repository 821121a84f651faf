//! Dates as entities: days, months and years, and what is counted from the day of writing.
//!
//! Rules over tokens, from left to right, the longest reading at each place. Names have the first say:
//! nothing inside one is a date ("April Holm"). The same words are one entity, whatever their capitals.
//! Dates are found last and stand behind the names, so that no quotation depends on them.

use std::collections::HashMap;

use crate::annotate::language::calendar::{is_month, is_weekday};
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Layer;
use crate::model::{Entity, EntityKind, Span};

/// The dates of a text, each with its mentions, by first mention.
pub fn dates(layer: &Layer<'_>) -> Vec<Entity> {
    let mut found: Vec<Entity> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for span in spans(layer) {
        let words = span.of(layer.text);
        let at = *known.entry(words.to_lowercase()).or_insert(found.len());
        if at == found.len() {
            found.push(Entity {
                kind: EntityKind::Date,
                name: words.split_whitespace().collect::<Vec<_>>().join(" "),
                role: None,
                mentions: Vec::new(),
            });
        }
        if let Some(entity) = found.get_mut(at) {
            entity.mentions.push(span);
        }
    }
    found
}

fn spans(layer: &Layer<'_>) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut names = layer.names.iter().peekable();
    for sentence in &layer.sentences {
        let reader = Reader {
            layer,
            start: sentence.start,
            end: sentence.end,
        };
        let mut at = sentence.start;
        while at < sentence.end {
            while names.next_if(|name| name.tokens.end <= at).is_some() {}
            let name = names.peek().map(|name| name.tokens.clone());
            if let Some(name) = name.clone().filter(|name| name.start <= at) {
                at = name.end;
                continue;
            }
            let end = reader.date(at);
            if end == at || name.is_some_and(|name| name.start < end) {
                at += 1;
            } else {
                spans.push(layer.span(&(at..end)));
                at = end;
            }
        }
    }
    spans
}

/// One sentence. Each rule gives where what begins at a token ends; where that token begins when it is nothing.
struct Reader<'l> {
    layer: &'l Layer<'l>,
    start: usize,
    end: usize,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        if (self.start..self.end).contains(&at) {
            self.layer.word(at)
        } else {
            ""
        }
    }

    fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    fn date(&self, at: usize) -> usize {
        let word = self.word(at);
        match word.as_bytes() {
            [b'0'..=b'9', ..] => self.number(at),
            [b'A'..=b'Z', ..] if is_weekday(word) => self.weekday(at),
            [b'A'..=b'Z', ..] if is_month(word) => self.month(at),
            [_, _, _, ..] | [b'a' | b'A'] | b"an" => self.counted(at, word),
            _ => at,
        }
    }

    /// "Monday", "Monday night", "Monday, March 3".
    fn weekday(&self, at: usize) -> usize {
        let mut end = at + 1;
        if is_part_of_day(self.word(end)) {
            return end + 1;
        }
        end += usize::from(self.word(end) == ",");
        let further = match self.word(end).as_bytes() {
            [b'A'..=b'Z', ..] if is_month(self.word(end)) => self.month(end),
            [b'0'..=b'9', ..] if is_day(self.word(end)) => self.number(end),
            _ => end,
        };
        if further > end + 1 { further } else { at + 1 }
    }

    /// "March 3, 1998", "March 1998", "March".
    fn month(&self, at: usize) -> usize {
        let mut end = at + 1;
        if is_day(self.word(end)) && !self.is_count(end) {
            end += 1;
            let year = end + usize::from(self.word(end) == ",");
            if is_year(self.word(year)) {
                end = year + 1;
            }
            return end;
        }
        let year = end + usize::from(matches!(self.word(end), "," | "of"));
        if is_year(self.word(year)) && (year == end || self.word(year + 1) != ",") {
            return year + 1;
        }
        // "May" and "March" are words, too, and "Mar." may be short for something else.
        let doubtful = matches!(self.word(at), "May" | "March") || self.word(at).len() < 4;
        let dated = matches!(
            self.before(at),
            "in" | "In"
                | "since"
                | "Since"
                | "until"
                | "by"
                | "early"
                | "late"
                | "of"
                | "last"
                | "next"
                | "this"
                | "through"
                | "from"
                | "to"
                | "and"
                | "for"
                | "before"
                | "after"
        );
        if doubtful && !dated { at } else { end }
    }

    /// "3 March 1998", "the 3rd of March", "1998", "1990s", "1998-03-03", "3/12/1998", "19th century", "two days ago".
    fn number(&self, at: usize) -> usize {
        let word = self.word(at);
        if is_written_out(word) || is_decade(word) {
            return at + 1;
        }
        if is_day(word) {
            let of = usize::from(self.word(at + 1) == "of");
            if is_month(self.word(at + 1 + of)) {
                let year = at + 2 + of;
                let comma = usize::from(self.word(year) == ",");
                return year + usize::from(is_year(self.word(year + comma))) * (1 + comma);
            }
            if word.ends_with(|c: char| c.is_ascii_alphabetic())
                && matches!(self.word(at + 1), "century" | "Century")
            {
                return at + 2;
            }
        }
        if is_year(word) && !self.is_count(at) && !matches!(self.before(at), "$" | "£" | "€" | "#")
        {
            return at + 1;
        }
        self.counted(at, word)
    }

    /// Whether the number at `at` counts what follows: "2000 people", "March 10 points".
    fn is_count(&self, at: usize) -> bool {
        let next = self.layer.tokens.get(at + 1).map(|token| token.tag);
        let plural = next == Some(Tag::Nns) && at + 1 < self.end;
        let measure = matches!(
            self.word(at + 1),
            "%" | "percent"
                | "per"
                | "million"
                | "billion"
                | "GMT"
                | "UTC"
                | "hours"
                | "km"
                | "meters"
                | "metres"
        );
        let year =
            is_year(self.word(at)) && matches!(self.before(at), "in" | "In" | "since" | "Since");
        (plural || measure) && !year
    }

    /// "yesterday", "last week", "the past two years", "three days ago".
    fn counted(&self, at: usize, word: &str) -> usize {
        match word {
            "yesterday" | "today" | "tomorrow" | "tonight" | "Yesterday" | "Today" | "Tomorrow"
            | "Tonight" => at + 1 + usize::from(is_part_of_day(self.word(at + 1))),
            "last" | "next" | "this" | "past" | "previous" | "Last" | "Next" | "This" => {
                let next = self.word(at + 1);
                if is_unit(next) || is_weekday(next) || is_month(next) {
                    let part = is_weekday(next) && is_part_of_day(self.word(at + 2));
                    return at + 2 + usize::from(part);
                }
                let counts = self.amount(at + 1);
                let plural = is_units(self.word(counts)) && counts > at + 1;
                if plural { counts + 1 } else { at }
            }
            _ => {
                let counts = self.amount(at);
                let unit = self.word(counts);
                let since = matches!(self.word(counts + 1), "ago" | "earlier" | "later");
                let is_date = counts > at && since && (is_unit(unit) || is_units(unit));
                if is_date { counts + 2 } else { at }
            }
        }
    }

    /// "two", "12", "a few".
    fn amount(&self, at: usize) -> usize {
        match self.word(at) {
            "a" | "A" => at + 1 + usize::from(matches!(self.word(at + 1), "few" | "couple")),
            "an" | "few" | "several" | "Several" | "many" | "some" | "Some" => at + 1,
            "" => at,
            _ if self.layer.tag(at) == Some(Tag::Cd) => at + 1,
            _ => at,
        }
    }
}

fn is_part_of_day(word: &str) -> bool {
    matches!(word, "morning" | "afternoon" | "evening" | "night")
}

fn is_unit(word: &str) -> bool {
    matches!(
        word,
        "day"
            | "week"
            | "month"
            | "year"
            | "decade"
            | "century"
            | "weekend"
            | "quarter"
            | "spring"
            | "summer"
            | "autumn"
            | "fall"
            | "winter"
            | "night"
            | "morning"
            | "afternoon"
            | "evening"
    )
}

fn is_units(word: &str) -> bool {
    matches!(
        word,
        "days" | "weeks" | "months" | "years" | "decades" | "centuries"
    )
}

/// "3", "03", "3rd", "3-5".
fn is_day(word: &str) -> bool {
    let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word.strip_prefix(number).unwrap_or_default();
    let (first, last) = number.split_once(['-', '–']).unwrap_or((number, "1"));
    let fits = |day: &str| day.len() < 3 && matches!(day.parse(), Ok(1..=31_u8));
    matches!(ending, "" | "st" | "nd" | "rd" | "th") && fits(first) && fits(last)
}

/// "1998", "1998-99".
fn is_year(word: &str) -> bool {
    let (first, last) = word.split_once(['-', '–']).unwrap_or((word, "00"));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    first.len() == 4
        && matches!(last.len(), 2 | 4)
        && digits(last)
        && digits(first)
        && matches!(first.parse(), Ok(1400..=2099_u16))
}

/// "1990s".
fn is_decade(word: &str) -> bool {
    let number = word
        .strip_suffix("'s")
        .or_else(|| word.strip_suffix("’s"))
        .or_else(|| word.strip_suffix('s'));
    number.is_some_and(|number| is_year(number) && number.ends_with('0'))
}

/// "1998-03-12", "3/12/1998", "12.3.1998".
fn is_written_out(word: &str) -> bool {
    let mut parts = word.split(['-', '/', '.']);
    let (Some(first), Some(second), Some(third), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let small = |part: &str| part.len() < 3 && is_day(part);
    let year = |part: &str| part.len() == 4 && is_year(part);
    year(first) && small(second) && small(third)
        || small(first) && small(second) && (year(third) || word.contains('/') && third.len() == 2)
}

#[cfg(test)]
mod tests;
