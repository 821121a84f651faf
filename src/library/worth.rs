//! Whether words that were found are better than those that are here.
//!
//! A page is asked for an article and shows a wall: consent, a login, a browser check, an error with the
//! status of success, or another story. A feed that gave whole stories gives their beginnings. Such
//! words never take the place of better ones. Pure: two articles in, a judgement out.

mod wall;

use std::collections::BTreeSet;

use self::wall::{is_wall, letters, letters_without_walls};
use crate::model::{Article, MarkKind};

/// What found words are worth beside those that are here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// They say more.
    More,
    /// They say no more than what is here.
    Same,
    /// They are worse, and why.
    Less(Why),
}

/// Why words are worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// There are none.
    Empty,
    /// A wall stands where the article should.
    Wall,
    /// Another story, or none.
    Other,
    /// A list of links to other stories.
    List,
    /// The beginning of what is here.
    Part,
}

impl Why {
    /// What is told of a page whose words were not taken.
    pub const fn sentence(self) -> &'static str {
        match self {
            Why::Empty => "its page has no words of the article; what is here stays",
            Why::Wall => {
                "its page asks for consent, a login or a check instead of showing the article; what is here stays"
            }
            Why::Other => "its page shows something else than this article; what is here stays",
            Why::List => "its page is a list of links to other stories; what is here stays",
            Why::Part => "its page has only the beginning of the article; what is here stays",
        }
    }
}

/// Judges the words of an article's page beside those of its feed.
pub fn of_page(here: &Article, page: &Article) -> Worth {
    if page.text.trim().is_empty() {
        return Worth::Less(Why::Empty);
    }
    let found = telling([page.meta.title.as_str(), &page.text], SHORT);
    let (text, title) = (
        telling([here.text.as_str()], LONG),
        telling([here.meta.title.as_str()], SHORT),
    );
    let text_shared = shared(&text, &found);
    let told = text.len() >= FEW && text_shared >= SOME;
    let tells = tells_of(here, page);
    let titled = title.len() >= 2 && shared(&title, &found) >= MOST && tells;
    let around =
        text.len() < FEW && tells && letters_without_walls(page) >= letters(&page.text) / 2;
    if is_wall(page) && text_shared < HALF && !around {
        return Worth::Less(Why::Wall);
    }
    if linked(page) > HALF && linked(here) <= HALF {
        return Worth::Less(Why::List);
    }
    let known = text.len() >= FEW || title.len() >= 2;
    let quoted_lost =
        text_shared < SOME && quotations(&here.text).any(|words| !holds(&page.text, words));
    if known && (!told && !titled || quoted_lost) {
        return Worth::Less(Why::Other);
    }
    if breaks_off(&here.text, &page.text) {
        return Worth::Less(Why::Part);
    }
    let story = letters_without_walls(page);
    if story <= letters(&here.text) {
        return Worth::Same;
    }
    Worth::More
}

/// Judges the words that a feed gives now beside those that it, or another reader, gave before.
/// `imported` are words whose source is not known: a shorter text does not replace them.
pub fn of_feed(here: &Article, given: &Article, imported: bool) -> Worth {
    let (old, new) = (letters(&here.text), letters(&given.text));
    if new == 0 && old > 0 {
        return Worth::Less(Why::Empty);
    }
    let words = telling([here.text.as_str()], LONG);
    let same = shared(&telling([given.text.as_str()], LONG), &words);
    if words.len() >= FEW && is_wall(given) && !is_wall(here) && same < HALF {
        return Worth::Less(Why::Wall);
    }
    if imported && new * 10 < old * 9 || new * 10 < old * 6 && begins(&here.text, &given.text) {
        return Worth::Less(Why::Part);
    }
    if same >= NEARLY && new <= old {
        Worth::Same
    } else {
        Worth::More
    }
}

/// Whether a page's own words, without its headline, tell of what an article tells. A wall often stands under the headline of
/// the story behind it; it is short, and a story of some length always comes to speak of its headline.
fn tells_of(here: &Article, page: &Article) -> bool {
    let headline = [LONG, SHORT].map(|letters| telling([here.meta.title.as_str()], letters));
    let headline = headline.into_iter().find(|words| words.len() >= 3);
    let Some(headline) = headline.filter(|_| letters(&page.text) <= STORY) else {
        return true;
    };
    let headline = stems(headline);
    let title = bare(&here.meta.title);
    let lines = page.text.lines().filter(|line| bare(line) != title);
    let found = stems(telling(lines, SHORT));
    let text = stems(telling([here.text.as_str()], LONG));
    let text = &text - &headline;
    shared(&headline, &found) >= FOURTH || text.len() >= FEW && shared(&text, &found) >= LITTLE
}

/// The beginnings of words, which stay the same where endings change.
fn stems(words: BTreeSet<String>) -> BTreeSet<String> {
    let begun = words.iter().map(|word| word.chars().take(LONG).collect());
    begun.collect()
}

/// From so many letters on a page is long enough for a story.
const STORY: usize = 1000;

/// Shares of words by which articles are judged.
const LITTLE: f64 = 0.15;
const FOURTH: f64 = 0.25;
const SOME: f64 = 0.3;
const HALF: f64 = 0.5;
const MOST: f64 = 0.6;
const NEARLY: f64 = 0.95;

/// Fewer telling words than this say nothing of a text.
const FEW: usize = 4;

/// Letters of a word that tells something in a text, and in a headline.
const LONG: usize = 5;
const SHORT: usize = 4;

/// How many telling words of a text are looked at, at most.
const LOOKED_AT: usize = 400;

/// The words that tell one text from another: those of so many letters, and pairs of Chinese or Japanese signs.
fn telling<'a>(texts: impl IntoIterator<Item = &'a str>, letters: usize) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for text in texts {
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            let signs: Vec<char> = word.chars().collect();
            if signs.iter().any(|c| matches!(c, '\u{3040}'..='\u{9fff}')) {
                words.extend(signs.windows(2).map(|pair| pair.iter().collect::<String>()));
            } else if signs.len() >= letters || signs.len() >= 3 && !word.is_ascii() {
                words.insert(word.to_lowercase());
            }
        }
    }
    words
}

/// The share of `these` that are among `others`.
fn shared(these: &BTreeSet<String>, others: &BTreeSet<String>) -> f64 {
    let each = these.len().div_ceil(LOOKED_AT).max(1);
    let looked_at = these.iter().step_by(each);
    let common = looked_at.filter(|word| others.contains(*word)).count();
    common as f64 / these.len().div_ceil(each).max(1) as f64
}

/// The share of a text's bytes that are links.
fn linked(article: &Article) -> f64 {
    let links = article.marks.iter();
    let links = links.filter(|mark| matches!(mark.kind, MarkKind::Link(_)));
    let bytes: usize = links.map(|mark| mark.span.end - mark.span.start).sum();
    bytes as f64 / article.text.len().max(1) as f64
}

/// Whether `part` is the beginning of `whole`, but for the sign or words with which it breaks off.
fn begins(whole: &str, part: &str) -> bool {
    let (whole, mut part) = (bare(whole), bare(part));
    for end in [
        "readmore",
        "continuereading",
        "weiterlesen",
        "lirelasuite",
        "leermás",
        "more",
    ] {
        if let Some(rest) = part.strip_suffix(end) {
            part = rest.to_owned();
            break;
        }
    }
    whole.starts_with(&part)
}

/// Whether the letters of `words` stand in `text`.
fn holds(text: &str, words: &str) -> bool {
    bare(text).contains(&bare(words))
}

/// The letters and digits of a text, in small letters.
fn bare(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Letters by which a text is known to begin as another.
const START: usize = 40;

/// Letters of a sentence that tells something, and how many sentences are looked for.
const SENTENCE: usize = 20;
const SENTENCES: usize = 50;

/// Whether a page begins as the words that are here, and lacks most of what they go on with: behind a beginning it praises
/// its subscription.
fn breaks_off(here: &str, page: &str) -> bool {
    let sentences = here.split(['.', '!', '?', '。', '\n']).map(bare);
    let sentences = sentences.filter(|words| words.chars().count() >= SENTENCE);
    let sentences: Vec<String> = sentences.take(SENTENCES).collect();
    let start: String = bare(here).chars().take(START).collect();
    if sentences.len() < 2 || start.chars().count() < START {
        return false;
    }
    let page = bare(page);
    let held = sentences
        .iter()
        .filter(|words| page.contains(*words))
        .count();
    held * 2 < sentences.len() && page.contains(&start)
}

/// Quotations of several words.
fn quotations(text: &str) -> impl Iterator<Item = &str> {
    let opened = text.match_indices(['“', '„', '«']);
    opened.take(20).filter_map(|(at, sign)| {
        let inside = &text[at + sign.len()..];
        let words = &inside[..inside.find(['”', '“', '»'])?];
        (words.split_whitespace().count() >= 3).then_some(words)
    })
}

#[cfg(test)]
mod tests;
