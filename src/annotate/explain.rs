//! Why each quotation was found and given to its speaker: for finding the cause of an error.

use serde::Serialize;

use super::attribution;
use super::decide::speakers;
use super::decide::verdict::Verdict;
use super::entities;
use super::polyglot;
use super::tagger;
use crate::model::{Act, Article, Block, Quote, SortSmall};

/// What becomes of words that a rule found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// A quote.
    Shown,
    /// A thought, a finding, or words that are denied.
    Aside,
    /// Nobody's words.
    Dropped,
}

/// A quotation, the rule that found it, and what decided whom its pronoun means.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// As [`super::annotate`] gives it.
    pub quote: Quote,
    /// What becomes of it: shown, shown as a thought or as denied, or left out.
    pub fate: Fate,
    /// Why that.
    pub reason: &'static str,
    /// The rule in words.
    pub rule: &'static str,
    /// For a pronoun: the weights that counted for the person chosen, in points.
    pub points: Vec<(&'static str, f32)>,
}

/// Explains the quotations of an article, in their order.
pub fn explain(article: &Article) -> Vec<Explanation> {
    explain_in(&article.text, &article.blocks, article.meta.lang.as_deref())
}

/// Explains the quotations of a text whose blocks are known.
pub fn explain_text(text: &str, blocks: &[Block]) -> Vec<Explanation> {
    explain_in(text, blocks, None)
}

fn explain_in(text: &str, blocks: &[Block], hint: Option<&str>) -> Vec<Explanation> {
    let languages = polyglot::which::languages(text, blocks, hint);
    let mut explained = english(text, &polyglot::english_blocks(blocks, &languages));
    let others = polyglot::quotes(text, blocks, &languages).into_iter();
    explained.extend(others.map(|(quote, rule)| Explanation {
        fate: fate(&quote),
        quote,
        reason: "",
        rule,
        points: Vec::new(),
    }));
    explained.sort_small_by_key(|explanation| explanation.quote.span().start);
    explained
}

/// What becomes of words that are told of somebody.
fn fate(quote: &Quote) -> Fate {
    match quote.act {
        Act::Said if !quote.denied => Fate::Shown,
        _ => Fate::Aside,
    }
}

fn english(text: &str, blocks: &[Block]) -> Vec<Explanation> {
    let mut layer = tagger::read(text, blocks);
    let passages = attribution::passages(&mut layer);
    let people = entities::entities(&mut layer);
    speakers::speakers(&layer, &people, attribution::said(&layer, &passages))
        .map(|decided| Explanation {
            fate: match decided.verdict {
                Verdict::Dropped => Fate::Dropped,
                _ => fate(&decided.quote),
            },
            reason: decided.reason,
            quote: decided.quote,
            rule: decided.rule.words(),
            points: decided.points,
        })
        .collect()
}
