//! What became of an article's paragraphs in a later version.

use super::difference::{Step, difference};
use super::pair::{Alike, Pair};
use crate::model::{Article, one_line};

/// What became of a paragraph, or of several.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// It was changed; it is new or was taken out where one side is empty.
    Pair(Pair),
    /// So many stayed as they were.
    Unchanged(usize),
}

/// The paragraphs that went, came or changed, and how many stayed between them.
pub fn changes(old: &Article, new: &Article) -> Vec<Change> {
    let (old, new) = (paragraphs(old), paragraphs(new));
    let mut changes = Vec::new();
    let (mut gone, mut came) = (Vec::new(), Vec::new());
    for step in difference(&old, &new).into_iter().map(Some).chain([None]) {
        match step {
            Some(Step::Gone(at)) => gone.push(old[at].as_str()),
            Some(Step::New(at)) => came.push(new[at].as_str()),
            _ => {
                pair_up(&gone, &came, &mut changes);
                gone.clear();
                came.clear();
                match (step, changes.last_mut()) {
                    (None, _) => {}
                    (_, Some(Change::Unchanged(count))) => *count += 1,
                    _ => changes.push(Change::Unchanged(1)),
                }
            }
        }
    }
    changes
}

/// Puts beside each other what became of what: paragraphs with at least a third of their words alike.
fn pair_up(gone: &[&str], came: &[&str], changes: &mut Vec<Change>) {
    let pair = |old: &str, new: &str| Pair::new(old, new, Alike::Nearly);
    let mut left = came.iter().peekable();
    for old in gone {
        let index = left.clone().position(|new| alike(old, new));
        match index {
            Some(before) => {
                for new in left.by_ref().take(before) {
                    changes.push(Change::Pair(pair("", new)));
                }
                if let Some(new) = left.next() {
                    changes.push(Change::Pair(pair(old, new)));
                }
            }
            None => changes.push(Change::Pair(pair(old, ""))),
        }
    }
    changes.extend(left.map(|new| Change::Pair(pair("", new))));
}

fn alike(old: &str, new: &str) -> bool {
    let (old, new): (Vec<&str>, Vec<&str>) = (
        old.split_whitespace().collect(),
        new.split_whitespace().collect(),
    );
    let same = difference(&old, &new)
        .iter()
        .filter(|step| matches!(step, Step::Same(..)))
        .count();
    same * 3 >= old.len().max(new.len())
}

/// The headline and the blocks' words, each on one line.
fn paragraphs(article: &Article) -> Vec<String> {
    let blocks = article
        .blocks
        .iter()
        .map(|block| block.span.of(&article.text));
    let all = [article.meta.title.as_str()].into_iter().chain(blocks);
    all.map(|words| one_line(words).into_owned())
        .filter(|words| !words.is_empty())
        .collect()
}
