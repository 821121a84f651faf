//! An article in words: what was found in it, its language, what the library knows, places in it.

use super::day;
use super::sentences::count;
use crate::model::{Article, Block, BlockKind, Details, EntityKind, Mark, Notes, language_name};

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

/// The place of a block among the blocks of its kind, from 1, and how many there are.
pub(crate) fn nth(
    article: &Article,
    block: usize,
    wanted: impl Fn(BlockKind) -> bool,
) -> (usize, usize) {
    let good = |blocks: &[Block]| blocks.iter().filter(|b| wanted(b.kind)).count();
    let upto = (block + 1).min(article.blocks.len());
    (good(&article.blocks[..upto]), good(&article.blocks))
}
