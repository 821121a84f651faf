//! Corpora to annotated texts.

use std::fs;
use std::path::Path;

use pullquote::annotate::language::tags::Tag;
use pullquote::model::Span;
use serde_json::Value;

use crate::Result;

/// A text with its names.
pub struct Text {
    /// The corpus.
    pub source: String,
    /// The words.
    pub text: String,
    /// In order; kind as the corpus gives it (PER, ORG, LOC, NORP, MISC, DATE).
    pub names: Vec<(Span, String)>,
}

/// Reads a file of JSON lines with `text` and `entities` in code points.
pub fn texts(path: &Path) -> Result<Vec<Text>> {
    fs::read_to_string(path)?.lines().map(text).collect()
}

fn text(line: &str) -> Result<Text> {
    let value: Value = serde_json::from_str(line)?;
    let text = value["text"].as_str().ok_or("no text")?.to_owned();
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let at = |value: &Value| {
        let point = value.as_u64().and_then(|at| usize::try_from(at).ok());
        point
            .and_then(|at| bytes.get(at))
            .copied()
            .ok_or("bad offset")
    };
    let mut names = Vec::new();
    for name in value["entities"].as_array().into_iter().flatten() {
        let span = Span::new(at(&name["start"])?, at(&name["end"])?);
        let kind = name["type"].as_str().ok_or("no type")?.to_owned();
        names.push((span, kind));
    }
    names.sort();
    Ok(Text {
        source: value["source"].as_str().unwrap_or_default().to_owned(),
        text,
        names,
    })
}

/// A sentence with the tags of its words.
pub struct Tagged {
    /// The words.
    pub text: String,
    /// In order.
    pub words: Vec<(Span, Option<Tag>)>,
}

/// Reads the documents of a CoNLL-U file.
pub fn tagged(path: &Path) -> Result<Vec<Vec<Tagged>>> {
    let mut documents = Vec::new();
    let mut sentence = Tagged {
        text: String::new(),
        words: Vec::new(),
    };
    for line in fs::read_to_string(path)?.lines() {
        if line.starts_with("# newdoc") {
            documents.push(Vec::new());
        }
        let fields: Vec<&str> = line.split('\t').collect();
        if let [id, form, _, _, tag, _, _, _, _, misc] = fields[..] {
            if id.contains(['-', '.']) {
                continue;
            }
            let start = sentence.text.len();
            sentence.text.push_str(form);
            let span = Span::new(start, sentence.text.len());
            sentence.words.push((span, penn(tag)));
            if !misc.contains("SpaceAfter=No") {
                sentence.text.push(' ');
            }
        } else if line.is_empty() && !sentence.words.is_empty() {
            let done = Tagged {
                text: String::new(),
                words: Vec::new(),
            };
            let done = std::mem::replace(&mut sentence, done);
            documents.last_mut().ok_or("no document")?.push(done);
        }
    }
    Ok(documents)
}

/// Our tag for one of the Penn Treebank; none for marks, which the tokens know themselves.
fn penn(tag: &str) -> Option<Tag> {
    Some(match tag {
        "NN" => Tag::Nn,
        "NNS" => Tag::Nns,
        "NNP" | "ADD" => Tag::Nnp,
        "NNPS" => Tag::Nnps,
        "PRP" => Tag::Prp,
        "PRP$" => Tag::PrpS,
        "DT" | "PDT" => Tag::Dt,
        "JJ" | "JJR" | "JJS" | "AFX" => Tag::Jj,
        "RB" | "RBR" | "RBS" | "RP" => Tag::Rb,
        "VB" => Tag::Vb,
        "VBD" => Tag::Vbd,
        "VBG" => Tag::Vbg,
        "VBN" => Tag::Vbn,
        "VBP" => Tag::Vbp,
        "VBZ" => Tag::Vbz,
        "MD" => Tag::Md,
        "IN" => Tag::In,
        "TO" => Tag::To,
        "CC" => Tag::Cc,
        "CD" => Tag::Cd,
        "WDT" | "WP" | "WP$" | "WRB" => Tag::Wh,
        "POS" => Tag::Pos,
        "EX" => Tag::Ex,
        "UH" | "FW" | "LS" => Tag::Uh,
        _ => return None,
    })
}
