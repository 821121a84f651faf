//! What is said about a jump and about what is chosen: "Quote 7 of 11, direct, Sean McCormack said."

use crate::command::target::{Jump, Target};
use crate::config::Shows;
use crate::model::{Article, BlockKind, Notes, Span};
use crate::words::{self, count, kind, link, nth};

/// Where a target is: "Quote 7 of 11, direct, Sean McCormack said."
/// `at` is the target and its bytes, `search` the words that were looked for and how often they were found.
pub fn target(
    article: &Article,
    notes: &Notes,
    at: (Target, Span),
    search: Option<(&str, usize)>,
    unclear: f32,
) -> String {
    let (target, span) = at;
    match target {
        Target::Quote(index) => words::quote(article, notes, index, unclear),
        Target::Name(entity, mention) => {
            let Some(it) = notes.entities.get(entity) else {
                return String::new();
            };
            let place = format!("mention {} of {}", mention + 1, it.mentions.len());
            match &it.role {
                Some(role) => format!("{}, {}, {role}, {place}.", it.name, kind(it.kind)),
                None => format!("{}, {}, {place}.", it.name, kind(it.kind)),
            }
        }
        Target::Heading(block) => {
            let (n, of) = nth(article, block, BlockKind::is_heading);
            let words = span.of(&article.text);
            format!(
                "Heading {n} of {of}: {}.",
                words.trim_end_matches(['.', ':'])
            )
        }
        Target::Paragraph(block) | Target::Block(block) => {
            let (n, of) = nth(article, block, BlockKind::is_paragraph);
            format!("Paragraph {n} of {of}.")
        }
        Target::Link(mark) => link(article, mark),
        Target::Match(index) => {
            let Some((words, hits)) = search else {
                return String::new();
            };
            let block = article.block_at(span.start);
            let (n, _) = nth(article, block, BlockKind::is_paragraph);
            let found = count(hits, "match");
            format!(
                "{found} for {words}. {} of {hits}, paragraph {n}.",
                index + 1
            )
        }
    }
}

/// What a jump looks for, in the singular.
const fn noun(jump: Jump) -> &'static str {
    match jump {
        Jump::Quote => "quote",
        Jump::SameSpeaker => "quote of this speaker",
        Jump::Name => "name",
        Jump::Mention => "mention of this name",
        Jump::Heading => "heading",
        Jump::Link => "link",
        Jump::Paragraph => "paragraph",
        Jump::Match => "match",
    }
}

fn nouns(jump: Jump, shows: Shows) -> String {
    match jump {
        Jump::Quote if shows == Shows::Marks => "quotes between marks".to_owned(),
        Jump::SameSpeaker => "quotes of this speaker".to_owned(),
        Jump::Mention => "mentions of this name".to_owned(),
        Jump::Match => "matches".to_owned(),
        _ => format!("{}s", noun(jump)),
    }
}

/// "No quotes in this article."
pub fn none(jump: Jump, shows: Shows) -> String {
    format!("No {} in this article.", nouns(jump, shows))
}

/// "No more quotes. 11 in this article." What key goes the other way is for the caller to say.
pub fn no_more(jump: Jump, shows: Shows, total: usize, forward: bool) -> String {
    let all = nouns(jump, shows);
    if forward {
        format!("No more {all}. {total} in this article.")
    } else {
        format!("No {all} before this. {total} in this article.")
    }
}
