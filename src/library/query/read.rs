//! Reads a query as it was typed. Signs that stand alone are no words; a long passage is looked for by
//! its longest words; what cannot be meant gets a sentence.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::terms::{Query, State, Term, What, moment, state};
use crate::error::{Error, Result};
use crate::model::{SortSmall, known_key, nearest_key, shortened};

/// More plain words than this in a row are a passage.
const PASSAGE: usize = 16;
/// The longest phrase that is asked as it stands, in words.
const PHRASE: usize = 32;
/// Terms of all alternatives together.
const MOST_TERMS: usize = 200;
/// Alternatives once parentheses are multiplied out.
const MOST_ALTERNATIVES: usize = 64;
/// Parentheses deeper than this are signs.
const DEEPEST: usize = 20;

/// So much of a query that cannot be meant is said again, in bytes.
const SHOWN: usize = 100;

/// Alternatives, of each of which all terms hold; never empty.
type Any = Vec<Vec<Term>>;

/// Reads a query.
///
/// # Errors
/// One sentence for what cannot be meant.
pub fn read(text: &str, now: i64) -> Result<Query> {
    let mut reader = Reader {
        rest: text,
        now,
        shortened: false,
        prose: false,
    };
    let any = reader.either(0, None)?.unwrap_or_default();
    if any.is_empty() && !text.trim().is_empty() {
        return Err(Error::Message(format!(
            "{}: there is no word in it to look for",
            shortened(text.trim(), SHOWN)
        )));
    }
    Ok(Query {
        any,
        shortened: reader.shortened,
    })
}

struct Reader<'t> {
    rest: &'t str,
    now: i64,
    shortened: bool,
    /// Words without a key stand before.
    prose: bool,
}

/// What stands next.
enum Piece<'t> {
    Or,
    And,
    Not,
    /// A parenthesis, with the key before it.
    Open(Option<&'static str>),
    Close,
    Word {
        key: Option<&'static str>,
        value: &'t str,
        quoted: bool,
    },
}

impl<'t> Reader<'t> {
    /// Alternatives with OR between; none when no term is among them. Words without a key have `key`.
    fn either(&mut self, depth: usize, key: Option<&'static str>) -> Result<Option<Any>> {
        let mut any = Any::new();
        loop {
            let (all, goes_on) = self.all(depth, key)?;
            any.extend(all.unwrap_or_default());
            bounded(&any)?;
            if !goes_on {
                return Ok((!any.is_empty()).then_some(any));
            }
        }
    }

    /// Terms that hold together, and whether an OR follows.
    fn all(&mut self, depth: usize, key: Option<&'static str>) -> Result<(Option<Any>, bool)> {
        let mut all: Option<Any> = None;
        let mut plain: Vec<&'t str> = Vec::new();
        let mut not = false;
        let goes_on = loop {
            self.prose = !plain.is_empty();
            let found = match self.next(depth)? {
                None | Some(Piece::Close) => break false,
                Some(Piece::Or) => break true,
                Some(Piece::And) => continue,
                Some(Piece::Not) => {
                    not = !not;
                    continue;
                }
                Some(Piece::Open(own)) => self.either(depth + 1, own.or(key))?,
                Some(Piece::Word {
                    key: own,
                    value,
                    quoted,
                }) => match own.or(key) {
                    None if !not && !quoted && bare_state(value).is_none() => {
                        plain.push(value);
                        None
                    }
                    own => Some(vec![vec![self.term(own, value, quoted)?]]),
                },
            };
            if let Some(found) = found {
                let found = if not { turned(&found)? } else { found };
                all = Some(match all {
                    Some(all) => times(&all, &found)?,
                    None => found,
                });
            }
            not = false;
        };
        let words = self.passage(plain);
        if !words.is_empty() {
            let words = vec![words];
            all = Some(match all {
                Some(all) => times(&words, &all)?,
                None => words,
            });
        }
        Ok((all, goes_on))
    }

    /// Plain words; of a passage the longest.
    fn passage(&mut self, mut words: Vec<&'t str>) -> Vec<Term> {
        if words.len() > PASSAGE {
            let mut known = HashSet::new();
            words.retain(|word| known.insert(word.to_lowercase()));
        }
        if words.len() > PASSAGE {
            self.shortened = true;
            words.sort_small_by_key(|word| Reverse(word.chars().count()));
            words.truncate(PASSAGE);
        }
        let term = |word: &str| Term {
            not: false,
            what: What::Words(in_its_script(word.to_owned())),
        };
        words.into_iter().map(term).collect()
    }

    fn next(&mut self, depth: usize) -> Result<Option<Piece<'t>>> {
        loop {
            let text = self.rest.trim_start();
            self.rest = text;
            let Some(first) = text.chars().next() else {
                return Ok(None);
            };
            let after = &text[first.len_utf8()..];
            match first {
                '(' if depth < DEEPEST => {
                    self.rest = after;
                    return Ok(Some(Piece::Open(None)));
                }
                ')' if depth > 0 => {
                    self.rest = after;
                    return Ok(Some(Piece::Close));
                }
                '(' | ')' => {
                    self.rest = after;
                    continue;
                }
                '-' | '−' if turns(after) => {
                    self.rest = after;
                    return Ok(Some(Piece::Not));
                }
                _ => {}
            }
            if let Some(piece) = self.word(depth)? {
                return Ok(Some(piece));
            }
        }
    }

    /// The word at the start; none for signs.
    fn word(&mut self, depth: usize) -> Result<Option<Piece<'t>>> {
        let (key, text) = match key(self.rest)? {
            Some((key, text)) => (Some(key), text),
            None => (None, self.rest),
        };
        if key.is_some() && text.starts_with('(') && depth < DEEPEST {
            self.rest = &text[1..];
            return Ok(Some(Piece::Open(key)));
        }
        let whole = self.rest;
        let (mut value, mut quoted) = self.value(text, depth);
        if let (Some(key), "", false) = (key, value, quoted) {
            if key == "said" && self.prose {
                // "The mayor said: “…”", taken from an article.
                let value = &whole[..whole.len() - text.len()];
                return Ok(Some(Piece::Word {
                    key: None,
                    value,
                    quoted,
                }));
            }
            // "quote: ferry", as one writes it in prose.
            (value, quoted) = self.value(self.rest.trim_start(), depth);
            if value.is_empty() {
                return Err(Error::Message(format!(
                    "{key}: what should stand after it? For instance {key}:\"two words\""
                )));
            }
        }
        let has_word = value.contains(char::is_alphanumeric);
        Ok(match (key, value, quoted) {
            (None, "OR", false) => Some(Piece::Or),
            (None, "AND", false) if turns_on(self.rest) => Some(Piece::And),
            (None, "NOT", false) if turns_on(self.rest) => Some(Piece::Not),
            (None | Some("title" | "by" | "quote" | "said" | "about"), ..) if !has_word => None,
            (key, value, quoted) => Some(Piece::Word { key, value, quoted }),
        })
    }

    /// The value at the start of `text`, and whether it stood in quotation marks; goes on after it.
    fn value(&mut self, text: &'t str, depth: usize) -> (&'t str, bool) {
        for (open, close) in [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»')] {
            if let Some(inside) = text.strip_prefix(open) {
                let end = inside.find(close).unwrap_or(inside.len());
                self.rest = inside.get(end + close.len_utf8()..).unwrap_or_default();
                return (&inside[..end], true);
            }
        }
        let mut open = 0_usize;
        let ends = |c: char| {
            match c {
                '(' => open += 1,
                ')' if depth > 0 && open == 0 => return true,
                ')' => open = open.saturating_sub(1),
                _ => {}
            }
            c.is_whitespace()
        };
        let end = text.find(ends).unwrap_or(text.len());
        self.rest = &text[end..];
        (&text[..end], false)
    }

    fn term(&mut self, key: Option<&str>, value: &str, quoted: bool) -> Result<Term> {
        let mut text = value.to_owned();
        if value.split_whitespace().count() > PHRASE {
            self.shortened = true;
            let first: Vec<&str> = value.split_whitespace().take(PHRASE).collect();
            text = first.join(" ");
        }
        let what = match key {
            None => match bare_state(value).filter(|_| !quoted) {
                Some(state) => What::Is(state),
                None => What::Words(in_its_script(text)),
            },
            Some("title") => What::Title(in_its_script(text)),
            Some("by") => What::Byline(in_its_script(text)),
            Some("quote") => What::Quote(in_its_script(text)),
            Some("said") => What::Said(in_its_script(text)),
            Some("about") => What::About(in_its_script(text)),
            Some("feed" | "from") => What::Feed(text),
            Some("tag") => What::Tag(text),
            Some("link") => What::Link(text),
            Some("after") => What::After(moment(&text, self.now)?),
            Some("before") => What::Before(moment(&text, self.now)?),
            Some(_) => What::Is(state(&text)?),
        };
        Ok(Term { not: false, what })
    }
}

/// Words as they are looked for: in any place, where they are written without blanks between them (Chinese, Japanese, Thai),
/// and with all that may be written to their end in Korean. The index knows only what stands between blanks and signs.
fn in_its_script(words: String) -> String {
    let runs_on = |c: char| {
        let thai_to_khmer =
            matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}');
        let han_and_kana = matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
        c.is_alphanumeric() && (thai_to_khmer || han_and_kana)
    };
    match words.chars().next_back() {
        _ if words.starts_with('*') => words,
        _ if words.contains(runs_on) => format!("*{words}"),
        Some('\u{ac00}'..='\u{d7a3}') => format!("{words}*"),
        _ => words,
    }
}

/// Whether a minus before `after` turns round what stands there.
fn turns(after: &str) -> bool {
    let first = after.chars().next();
    first.is_some_and(|c| c.is_alphanumeric() || "(\"“„«*".contains(c))
}

/// Whether a word follows, so that AND or NOT before it is no word itself.
fn turns_on(rest: &str) -> bool {
    rest.contains(char::is_alphanumeric)
}

/// `unread` and `starred`, which need no key.
fn bare_state(word: &str) -> Option<State> {
    match word.to_lowercase().as_str() {
        "unread" => Some(State::Unread),
        "starred" => Some(State::Starred),
        _ => None,
    }
}

/// The key at the start of `text`, and what comes after its colon.
///
/// # Errors
/// When what looks like one is none. Addresses, and a colon at the end of a word, are words.
fn key(text: &str) -> Result<Option<(&'static str, &str)>> {
    let Some((word, after)) = text.split_once(':') else {
        return Ok(None);
    };
    if let Some(key) = known_key(word) {
        return Ok(Some((key, after)));
    }
    let first = after.chars().next();
    let named = word.chars().count() > 1 && word.chars().all(|c| c.is_alphabetic() || c == '-');
    if !named || !first.is_some_and(|c| c.is_alphanumeric() || "\"“„«(".contains(c)) {
        return Ok(None);
    }
    let meant = match nearest_key(word) {
        Some(key) => format!("did you mean {key}:?"),
        None => "`pullquote help search` tells which there are".to_owned(),
    };
    Err(Error::Message(format!(
        "{word}: nothing is asked by this name; {meant} In quotation marks it is a word"
    )))
}

/// Both hold.
fn times(left: &Any, right: &Any) -> Result<Any> {
    if left.len() * right.len() > MOST_ALTERNATIVES {
        return Err(too_much());
    }
    let pairs = left.iter().flat_map(|left| {
        let both = |right: &Vec<Term>| left.iter().chain(right).cloned().collect();
        right.iter().map(both)
    });
    let any = pairs.collect();
    bounded(&any)?;
    Ok(any)
}

/// None holds.
fn turned(any: &Any) -> Result<Any> {
    let mut none = vec![Vec::new()];
    for all in any {
        let one = |term: &Term| {
            let (not, what) = (!term.not, term.what.clone());
            vec![Term { not, what }]
        };
        none = times(&none, &all.iter().map(one).collect())?;
    }
    Ok(none)
}

fn bounded(any: &Any) -> Result<()> {
    let terms: usize = any.iter().map(Vec::len).sum();
    match terms <= MOST_TERMS && any.len() <= MOST_ALTERNATIVES {
        true => Ok(()),
        false => Err(too_much()),
    }
}

fn too_much() -> Error {
    Error::Message(format!(
        "so long a query is not answered: at most {MOST_TERMS} terms, or {MOST_ALTERNATIVES} alternatives"
    ))
}
