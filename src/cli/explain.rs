//! `annotate --explain`: why each quotation was found and given to its speaker, for reading.

use crate::annotate::{Explanation, Fate, annotate, explain};
use crate::model::{Article, Notes};

/// Characters of a quotation that are shown.
const SHOWN: usize = 72;

/// The quotes of an article, each with what decided; ends with a line feed.
pub fn explained(article: &Article) -> String {
    let notes = annotate(article);
    let mut out = format!("{}\n", article.meta.title);
    for (number, explanation) in explain(article).iter().enumerate() {
        out.push_str(&one(number + 1, explanation, article, &notes));
    }
    out
}

fn one(number: usize, explanation: &Explanation, article: &Article, notes: &Notes) -> String {
    let Explanation {
        quote,
        fate,
        reason,
        rule,
        points,
    } = explanation;
    let words = quote.span().of(&article.text).replace('\n', " ");
    let shown: String = words.chars().take(SHOWN).collect();
    let more = if shown.len() < words.len() { "…" } else { "" };
    let kind = quote.kind.word();
    let act = match fate {
        Fate::Dropped => "left out",
        _ if quote.denied => "not said",
        _ => quote.act.word(),
    };
    let mut out = format!(
        "\n{number}. {shown}{more}\n   {act}, {kind}, sure {:.0} %: {rule}\n",
        quote.confidence * 100.0
    );
    if !reason.is_empty() {
        out.push_str(&format!("   {reason}\n"));
    }
    let Some(speaker) = quote.speaker() else {
        out.push_str("   nobody is named as its speaker\n");
        return out;
    };
    let mention = speaker.mention.of(&article.text);
    let cue = quote.cue.map_or("no cue", |cue| cue.of(&article.text));
    let name = notes.speakers_named(&article.text, quote);
    let name = name.as_deref().unwrap_or("nobody known");
    out.push_str(&format!(
        "   “{mention}” + “{cue}” = {name}, sure {:.0} %\n",
        speaker.confidence * 100.0
    ));
    for (reason, weight) in points {
        out.push_str(&format!("   {weight:+.1}  {reason}\n"));
    }
    out
}
