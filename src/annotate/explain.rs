//! Why each quotation was found and given to its speaker, for whoever must understand an error.

use serde::Serialize;

use super::attribution;
use super::decide::speakers;
use super::entities;
use super::polyglot;
use super::tagger;
use crate::model::{Article, Block, Quote};

/// A quotation, the rule that found it, and what decided whom its pronoun means.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// As [`super::annotate`] gives it.
    pub quote: Quote,
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
        quote,
        rule,
        points: Vec::new(),
    }));
    explained.sort_by_key(|explanation| explanation.quote.span().start);
    explained
}

fn english(text: &str, blocks: &[Block]) -> Vec<Explanation> {
    let mut layer = tagger::read(text, blocks);
    let passages = attribution::passages(&mut layer);
    let people = entities::entities(&mut layer);
    speakers::speakers(&layer, &people, attribution::said(&layer, &passages))
        .into_iter()
        .map(|decided| Explanation {
            quote: decided.quote,
            rule: decided.rule.words(),
            points: decided.points,
        })
        .collect()
}
