//! A quote in words: whose it is, how sure that is, and why.

use std::borrow::Cow;

use super::article::nth;
use super::sentences::{known, number, one_line};
use crate::model::{Act, Article, BlockKind, Notes, Quote, QuoteKind, Span};

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
