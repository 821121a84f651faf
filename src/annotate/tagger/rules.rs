//! Parts of speech and names by lists, endings and capitals.

use super::super::layer::{Layer, Name, Tag, Token};
use super::super::lexicon;
use crate::model::EntityKind;

/// Fills in the tags of the words, which are [`Tag::Nn`] until then.
pub fn tag(text: &str, tokens: &mut [Token]) {
    let mut before = Tag::Stop;
    for token in tokens {
        if token.tag == Tag::Nn {
            token.tag = guess(token.span.of(text), before);
        }
        before = token.tag;
    }
}

fn guess(word: &str, before: Tag) -> Tag {
    let lower = word.to_lowercase();
    let verb_after = matches!(before, Tag::To | Tag::Md);
    match lower.as_str() {
        "the" | "a" | "an" | "this" | "that" | "these" | "those" | "all" | "every" | "each"
        | "some" | "any" | "no" | "both" | "another" => Tag::Dt,
        "i" | "he" | "she" | "it" | "we" | "they" | "you" | "him" | "them" | "us" | "me"
        | "himself" | "herself" | "itself" | "themselves" => Tag::Prp,
        "his" | "its" | "their" | "our" | "my" | "your" => Tag::PrpS,
        "her" => Tag::PrpS,
        "who" | "whom" | "whose" | "which" | "what" | "when" | "where" | "why" | "how" => Tag::Wh,
        "and" | "or" | "but" | "nor" => Tag::Cc,
        "to" => Tag::To,
        "there" => Tag::Ex,
        "of" | "in" | "for" | "on" | "with" | "at" | "by" | "from" | "as" | "if" | "because"
        | "about" | "after" | "before" | "while" | "over" | "under" | "between" | "during"
        | "into" | "since" | "until" | "against" | "through" | "although" | "though"
        | "whether" | "without" | "than" | "per" => Tag::In,
        "will" | "would" | "can" | "could" | "may" | "might" | "must" | "shall" | "should"
        | "ca" | "wo" => Tag::Md,
        "is" | "has" | "does" | "says" => Tag::Vbz,
        "are" | "have" | "do" | "say" => Tag::Vbp,
        "was" | "were" | "had" | "did" | "said" | "told" | "wrote" => Tag::Vbd,
        "be" => Tag::Vb,
        "been" => Tag::Vbn,
        "not" | "also" | "very" | "now" | "then" | "here" | "so" | "too" | "just" | "only" => {
            Tag::Rb
        }
        _ if word.starts_with(char::is_uppercase) && before != Tag::Stop => Tag::Nnp,
        _ if verb_after => Tag::Vb,
        _ if lower.ends_with("ly") => Tag::Rb,
        _ if lower.ends_with("ing") => Tag::Vbg,
        _ if lower.ends_with("ed") => Tag::Vbd,
        _ if lower.ends_with("ous") || lower.ends_with("ful") || lower.ends_with("ive") => Tag::Jj,
        _ if lower.ends_with('s') && !lower.ends_with("ss") => Tag::Nns,
        _ => Tag::Nn,
    }
}

/// The names of a tagged layer: runs of capitals, typed by what stands in and around them.
pub fn names(layer: &Layer<'_>) -> Vec<Name> {
    let mut names = Vec::new();
    for sentence in &layer.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let word = layer.word(at);
            let first = at == sentence.start;
            let capital = word.starts_with(char::is_uppercase) && word.len() > 1;
            if !capital || lexicon::title(word).is_some() || first && lexicon::starter(word) {
                at += 1;
                continue;
            }
            let start = at;
            while at < sentence.end && layer.word(at).starts_with(char::is_uppercase) {
                at += 1;
            }
            let single_first = first && at == start + 1;
            if !single_first {
                let kind = kind(layer, start, at);
                names.push(Name {
                    tokens: start..at,
                    kind,
                    confidence: 0.5,
                    entity: None,
                });
            }
        }
    }
    names
}

fn kind(layer: &Layer<'_>, start: usize, end: usize) -> EntityKind {
    let last = layer.word(end - 1);
    let before = start.checked_sub(1).map_or("", |at| layer.word(at));
    let body = [
        "Inc.",
        "Corp.",
        "Ltd.",
        "Department",
        "Ministry",
        "Council",
        "University",
        "Committee",
        "Party",
        "Bank",
        "Group",
        "Nations",
        "Union",
        "Agency",
        "Association",
        "House",
        "Senate",
    ];
    if body.contains(&last)
        || layer.text[layer.tokens[start].span.start..layer.tokens[end - 1].span.end]
            .chars()
            .all(char::is_uppercase)
    {
        EntityKind::Organisation
    } else if lexicon::title(before).is_some() || end - start > 1 {
        EntityKind::Person
    } else if matches!(before, "in" | "from" | "at" | "to" | "near") {
        EntityKind::Place
    } else {
        EntityKind::Person
    }
}
