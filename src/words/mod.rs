//! What is said: the one place that puts jumps, counts and places into sentences.
//!
//! The status row shows them, plain mode and screen-reader mode speak them. Pure; the important
//! words come first.

pub mod citation;
pub mod day;
pub mod found;
pub mod head;
pub mod marks;
pub mod reading_time;
pub mod shares;
pub mod shelf;

use std::borrow::Cow;

use crate::error::FAULT;
pub use crate::model::capital;
use crate::model::leads::slug;
use crate::model::{
    Act, Article, BlockKind, Details, EntityKind, Mark, Notes, Quote, QuoteKind, Span,
    language_name,
};

/// "1 quote", "3 quotes".
pub fn count(n: usize, noun: &str) -> String {
    match (n, noun) {
        (1, _) => format!("1 {noun}"),
        (_, "person") => format!("{n} people"),
        (_, "match") => format!("{n} matches"),
        (_, noun) => format!("{n} {noun}s"),
    }
}

/// What was found in an article: "11 quotes, 5 people".
pub fn found(notes: &Notes) -> String {
    let people = notes.entities.iter();
    let people = people.filter(|e| e.kind == EntityKind::Person).count();
    let quotes = match notes.quotes.len() {
        0 => "no quotes".to_owned(),
        n => count(n, "quote"),
    };
    match people {
        0 => quotes,
        n => format!("{quotes}, {}", count(n, "person")),
    }
}

/// "Updated 3 November 2026, 2 versions", "also in The Lamp, 2 more".
pub fn details(details: &Details) -> Vec<String> {
    let updated = details
        .updated
        .as_deref()
        .filter(|_| details.versions > 0)
        .map(|at| {
            let versions = count(details.versions + 1, "version");
            format!("Updated {}, {versions}", day::long(at))
        });
    let elsewhere = match details.elsewhere.as_slice() {
        [] => None,
        [one] => Some(format!("also in {one}")),
        [one, other] => Some(format!("also in {one} and {other}")),
        [one, rest @ ..] => Some(format!("also in {one}, {} more", rest.len())),
    };
    let gone = details.notes.iter().filter(|it| it.span.is_none()).count();
    let gone = (gone > 0).then(|| {
        let passages = count(gone, "passage");
        let are = if gone == 1 { "is" } else { "are" };
        format!("{passages} that you marked {are} no longer in the text")
    });
    updated.into_iter().chain(elsewhere).chain(gone).collect()
}

/// In which language an article is, and whether its reports are read; nothing for English and where nobody can tell.
pub fn language(notes: &Notes) -> Option<String> {
    let code = notes.lang.as_deref().filter(|code| *code != "en")?;
    let name = language_name(code);
    Some(if notes.pack {
        format!("In {name}")
    } else {
        format!("{name}: quotations by their marks alone")
    })
}

/// "Quote 7 of 11, direct, Sean McCormack said."
pub fn quote(article: &Article, notes: &Notes, index: usize, unclear: f32) -> String {
    let Some(quote) = notes.quotes.get(index) else {
        return String::new();
    };
    let place = format!("Quote {} of {}", index + 1, notes.quotes.len());
    let kind = quote.kind.word();
    format!("{place}, {kind}, {}.", said(article, notes, quote, unclear))
}

/// The speaker's name of a quote as it is shown, and whether it is sure enough.
pub fn speaker<'a>(
    article: &'a Article,
    notes: &'a Notes,
    index: usize,
    unclear: f32,
) -> Option<(Cow<'a, str>, bool)> {
    let quote = notes.quotes.get(index)?;
    let name = notes.speakers_named(&article.text, quote)?;
    Some((name, quote.sure()? >= unclear))
}

/// "Sean McCormack said", "according to the ministry", "unclear who said it".
pub fn said(article: &Article, notes: &Notes, quote: &Quote, unclear: f32) -> String {
    let Some(name) = notes.speakers_named(&article.text, quote) else {
        return "unclear who said it".to_owned();
    };
    let sure = quote.sure().unwrap_or_default();
    if sure < unclear {
        return format!("unclear who said it, perhaps {name}");
    }
    let cue = quote.cue.map(|cue| cue.of(&article.text).to_lowercase());
    match cue.as_deref() {
        Some("according to") => format!("according to {name}"),
        Some(cue) if STANDS_ALONE.contains(&cue) => format!("{name} {cue}"),
        _ => format!("{name} said"),
    }
}

/// Reporting words that make a whole sentence with a name alone.
const STANDS_ALONE: &[&str] = &[
    "added",
    "admitted",
    "agreed",
    "announced",
    "answered",
    "argued",
    "asked",
    "believes",
    "claimed",
    "complained",
    "conceded",
    "concluded",
    "confirmed",
    "continued",
    "cried",
    "declared",
    "explained",
    "insisted",
    "joked",
    "noted",
    "observed",
    "promised",
    "recalled",
    "remarked",
    "replied",
    "responded",
    "said",
    "says",
    "shouted",
    "stressed",
    "suggested",
    "testified",
    "thinks",
    "warned",
    "whispered",
    "wrote",
];

/// The kind of an entity as a word.
pub const fn kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
        EntityKind::Group => "group",
        EntityKind::Date => "date",
        EntityKind::Other => "name",
    }
}

/// "sure 97 %", or "unclear" below the threshold.
pub fn sureness(confidence: f32, unclear: f32) -> String {
    if confidence < unclear {
        return "unclear".to_owned();
    }
    // No annotator is that sure: the reader said so.
    if confidence >= 1.0 {
        return "as you said".to_owned();
    }
    format!(
        "sure {:.0} %",
        (confidence * 100.0).floor().clamp(0.0, 99.0)
    )
}

/// "direct · sure 97 %", "thought · indirect · through the Post": what is known of a quote beside its words and its speaker.
pub fn facts(article: &Article, notes: &Notes, quote: &Quote, unclear: f32) -> String {
    let act = (quote.act != Act::Said).then(|| quote.act.word().to_owned());
    let sure = quote.sure().map(|sure| sureness(sure, unclear));
    let through = quote.through.as_ref();
    let through = through.and_then(|it| notes.name_of(&article.text, it));
    let through = through.map(|name| format!("through {name}"));
    let kind = Some(quote.kind.word().to_owned());
    known(" · ", [act, kind, sure, through])
}

/// For an article on which the annotator failed.
pub fn unnoted() -> String {
    format!("No quotes could be looked for in this article: {FAULT}.")
}

/// "Link 2 of 6: the report, example.org."
pub(crate) fn link(article: &Article, mark: usize) -> String {
    let marks = &article.marks;
    let links = |marks: &[Mark]| marks.iter().filter(|mark| mark.link().is_some()).count();
    let n = links(&marks[..mark.min(marks.len())]) + 1;
    let of = links(marks);
    let link = marks
        .get(mark)
        .and_then(|mark| Some((mark.span, mark.link()?)));
    link.map_or_else(String::new, |(span, address)| {
        let words = span.of(&article.text);
        // Whole: it may be followed next.
        format!("Link {n} of {of}: {words}, {address}.")
    })
}

/// An address as a reader wants it: without the scheme of the web and a closing slash.
pub fn shown_address(address: &str) -> &str {
    let bare = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))
        .unwrap_or(address);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    bare.strip_suffix('/').unwrap_or(bare)
}

/// What can be added to an empty library, each with what it may be.
pub const OFFERS: [(&str, &str); 3] = [
    ("an address", "a page or a feed"),
    ("a file", "an article, OPML"),
    ("newsboat", "all its feeds"),
];

/// The same as a sentence.
pub fn offer(add: &str) -> String {
    let [address, file, newsboat] = OFFERS.map(|(what, _)| what);
    format!(
        "Nothing of your own yet. Press {add} to add {address}, {file}, a list of feeds, or the \
         feeds of {newsboat}."
    )
}

/// What is said of acts on a page that was followed and is not kept.
pub const NOT_KEPT: &str = "This page is not in the library. The command keep puts it there.";

/// The same of articles of files.
pub const ELSEWHERE: &str = "This is for articles of the library: pullquote add keeps them there.";

/// Words with a full stop, if they have none.
pub fn sentence(words: &str) -> String {
    if words.ends_with(['.', '?', '!', '…']) {
        words.to_owned()
    } else {
        format!("{words}.")
    }
}

/// The words of a quote on one line; parts that stand apart are joined by an ellipsis.
pub fn quoted(article: &Article, quote: &Quote) -> String {
    let parts = quote
        .parts
        .iter()
        .map(|part| one_line(part.of(&article.text)));
    parts.collect::<Vec<_>>().join(" … ")
}

/// How many words a quote has.
pub(crate) fn said_words(article: &Article, quote: &Quote) -> usize {
    let parts = quote.parts.iter();
    parts
        .map(|part| part.of(&article.text).split_whitespace().count())
        .sum()
}

/// Why the quote is somebody's, as a sentence: "It stands with “Mr. McCormack said”: Sean McCormack, named two
/// paragraphs before."
pub fn why(article: &Article, notes: &Notes, quote: &Quote) -> String {
    let Some(speaker) = quote.speaker() else {
        return match quote.kind {
            QuoteKind::Direct => "No words near it say whose it is.".to_owned(),
            _ => "The words that report it name nobody.".to_owned(),
        };
    };
    if speaker.confidence >= 1.0 {
        return "You said whose it is.".to_owned();
    }
    let text = &article.text;
    let mention = one_line(speaker.mention.of(text));
    let evidence = match quote.cue {
        Some(cue) => {
            let (first, last) = if cue.start < speaker.mention.start {
                (cue, speaker.mention)
            } else {
                (speaker.mention, cue)
            };
            let whole = Span::new(first.start, last.end);
            let apart = article.block_at(first.start) != article.block_at(last.start);
            if apart || whole.len() > 60 {
                let (first, last) = (one_line(first.of(text)), one_line(last.of(text)));
                format!("“{first}” … “{last}”")
            } else {
                format!("“{}”", one_line(whole.of(text)))
            }
        }
        None => return format!("Nobody is named beside it; “{mention}” spoke last."),
    };
    let named = format!("It stands with {evidence}");
    let Some(entity) = speaker.entity.and_then(|id| notes.entity(id)) else {
        return format!("{named}.");
    };
    if speaker.mention.of(text).contains(&entity.name) {
        return format!("{named}.");
    }
    let name = &entity.name;
    match before(article, &entity.mentions, speaker.mention, name) {
        Some(far) => format!("{named}: {name}, named {far}."),
        None => format!("{named}: {name}."),
    }
}

/// How far before `here` the full name stood: "two paragraphs before".
fn before(article: &Article, mentions: &[Span], here: Span, name: &str) -> Option<String> {
    let earlier = mentions.iter().take_while(|span| span.start < here.start);
    let found = earlier
        .filter(|span| span.of(&article.text).contains(name))
        .last()?;
    let paragraphs = |offset| {
        let block = article.block_at(offset);
        nth(article, block, BlockKind::is_paragraph).0
    };
    Some(match paragraphs(here.start) - paragraphs(found.start) {
        0 => "in the same paragraph".to_owned(),
        1 => "one paragraph before".to_owned(),
        n => format!("{} paragraphs before", number(n)),
    })
}

/// A number with its thousands set apart: 12,345.
pub fn number_of(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Small numbers as words.
fn number(n: usize) -> String {
    const WORDS: [&str; 11] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    WORDS
        .get(n)
        .map_or_else(|| n.to_string(), |w| (*w).to_owned())
}

/// The place of a block among the blocks of its kind, from 1, and how many there are.
pub(crate) fn nth(
    article: &Article,
    block: usize,
    wanted: impl Fn(BlockKind) -> bool,
) -> (usize, usize) {
    let good = |blocks: &[crate::model::Block]| blocks.iter().filter(|b| wanted(b.kind)).count();
    let upto = (block + 1).min(article.blocks.len());
    (good(&article.blocks[..upto]), good(&article.blocks))
}

/// The facts that are known, with a sign between them.
pub fn known(between: &str, facts: impl IntoIterator<Item = Option<String>>) -> String {
    let known = facts.into_iter().flatten().filter(|fact| !fact.is_empty());
    known.collect::<Vec<_>>().join(between)
}

/// The facts that are there, with dots between them.
pub fn dotted(facts: &[&str]) -> String {
    known(" · ", facts.iter().map(|fact| Some((*fact).to_owned())))
}

/// Words without the marks of a quotation around them.
pub fn bare_words(words: &str) -> &str {
    let words = words.trim_matches(['“', '”', '"', '„', '«', '»', ' ']);
    words.trim_end_matches([',', ';', ':', ' '])
}

/// The title of an article, or what stands for one that is missing.
pub fn title(title: &str) -> &str {
    match title {
        "" => "Without a title",
        title => title,
    }
}

/// Words with their line breaks folded into blanks.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Characters of a title that a file's name keeps at most.
const LONGEST_NAME: usize = 60;

/// A title as the name of a file: its letters and digits in lower case, hyphens between the words.
pub fn file_name(title: &str) -> String {
    let mut name = String::new();
    for word in slug(title).split('-') {
        if name.chars().count() + word.chars().count() >= LONGEST_NAME {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(word);
    }
    match name.as_str() {
        "" => "article".to_owned(),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_the_name_of_a_file() {
        for (title, name) in [
            (
                "Council votes to keep the ferry",
                "council-votes-to-keep-the-ferry",
            ),
            ("“Never!” – Åsa’s café, 2026", "never-åsa-s-café-2026"),
            ("../../etc/passwd", "etc-passwd"),
            ("?", "article"),
        ] {
            assert_eq!(file_name(title), name);
        }
        assert!(file_name(&"long ".repeat(50)).len() <= LONGEST_NAME);
    }
}
