//! What a story changed, told paragraph by paragraph.

use super::{Body, Sheet, SheetKind, SheetRow};
use crate::app::words::day;
use crate::app::{Settings, words};
use crate::compare::{Alike, Pair, Step, difference};
use crate::model::{Article, Version};

/// What a story changed, the newest change first.
pub fn sheet(article: &Article, found: &[Version], settings: &Settings) -> Sheet {
    let later = found.iter().skip(1).map(|version| &version.article);
    let later: Vec<&Article> = later.chain([article]).collect();
    let mut rows = Vec::new();
    for (version, later) in found.iter().zip(later).rev() {
        let day = day::of(version.until);
        let mut first = Some(format!("Updated {}", day::spoken(&day, &settings.today)));
        for body in changes(&version.article, later) {
            let head = first.take().unwrap_or_default();
            let words = match &body {
                Body::Unchanged(count) => {
                    format!("{} unchanged.", words::count(*count, "paragraph"))
                }
                Body::Pair(pair) if pair.old.words.is_empty() => format!("New: {}", pair.new.words),
                Body::Pair(pair) if pair.new.words.is_empty() => {
                    format!("Taken out: {}", pair.old.words)
                }
                Body::Pair(pair) => {
                    let told = pair.told(["was", "now", "taken out", "new"]);
                    format!("Changed: {}", words::sentence(&told))
                }
                Body::Words(words) => words.clone(),
                Body::Bar(bar) => bar.name.clone(),
            };
            rows.push(SheetRow {
                spoken: match head.is_empty() {
                    true => words,
                    false => format!("{head}. {words}"),
                },
                head,
                body,
                ..SheetRow::default()
            });
        }
    }
    let facts = words::count(found.len() + 1, "version");
    let title = words::title(&article.meta.title).to_owned();
    Sheet::new(SheetKind::Versions, title, facts, rows)
}

/// The paragraphs that went, came or changed, and how many stayed between them.
fn changes(old: &Article, new: &Article) -> Vec<Body> {
    let (old, new) = (paragraphs(old), paragraphs(new));
    let mut bodies = Vec::new();
    let (mut gone, mut came) = (Vec::new(), Vec::new());
    for step in difference(&old, &new).into_iter().map(Some).chain([None]) {
        match step {
            Some(Step::Gone(at)) => gone.push(old[at].as_str()),
            Some(Step::New(at)) => came.push(new[at].as_str()),
            _ => {
                pair_up(&gone, &came, &mut bodies);
                gone.clear();
                came.clear();
                match (step, bodies.last_mut()) {
                    (None, _) => {}
                    (_, Some(Body::Unchanged(count))) => *count += 1,
                    _ => bodies.push(Body::Unchanged(1)),
                }
            }
        }
    }
    bodies
}

/// Puts beside each other what became of what: paragraphs with at least a third of their words alike.
fn pair_up(gone: &[&str], came: &[&str], bodies: &mut Vec<Body>) {
    let pair = |old: &str, new: &str| Pair::new(old, new, Alike::Nearly);
    let mut left = came.iter().peekable();
    for old in gone {
        let index = left.clone().position(|new| alike(old, new));
        match index {
            Some(before) => {
                for new in left.by_ref().take(before) {
                    bodies.push(Body::Pair(pair("", new)));
                }
                if let Some(new) = left.next() {
                    bodies.push(Body::Pair(pair(old, new)));
                }
            }
            None => bodies.push(Body::Pair(pair(old, ""))),
        }
    }
    bodies.extend(left.map(|new| Body::Pair(pair("", new))));
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
    let blocks = article.blocks.iter();
    [words::one_line(&article.meta.title)]
        .into_iter()
        .chain(blocks.map(|block| words::one_line(block.span.of(&article.text))))
        .filter(|words| !words.is_empty())
        .collect()
}
