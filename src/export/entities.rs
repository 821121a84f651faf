//! The names of an article: who and what is named, how often, in which role.

use serde::Serialize;

use super::{EntityFormat, csv};
use crate::model::{Article, EntityKind, Notes, SortSmall, one_line};

/// A name with what is known of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Named {
    /// The fullest name seen.
    pub name: String,
    /// PER, ORG, LOC, NORP, DATE, MISC.
    pub kind: EntityKind,
    /// As the article gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// How often it is named.
    pub mentions: usize,
    /// How many quotes are theirs.
    pub quotes: usize,
    /// The different words that name it, each in one line, in the order of the article.
    pub forms: Vec<String>,
    /// The article's headline.
    pub title: String,
}

impl Named {
    /// All names of an article, in the order of their first mention.
    pub fn all(article: &Article, notes: &Notes) -> Vec<Named> {
        let said = |id: usize| {
            let of = |quote: &&crate::model::Quote| {
                (quote.speakers.iter())
                    .filter_map(|speaker| speaker.entity)
                    .any(|entity| entity.0 as usize == id)
            };
            notes.quotes.iter().filter(of).count()
        };
        let named = notes.entities.iter().enumerate().map(|(id, entity)| {
            let mut forms: Vec<String> = Vec::new();
            for mention in &entity.mentions {
                let form = one_line(mention.of(&article.text));
                if !forms.iter().any(|seen| *seen == form) {
                    forms.push(form.into_owned());
                }
            }
            Named {
                name: entity.name.clone(),
                kind: entity.kind,
                role: entity.role.clone(),
                mentions: entity.mentions.len(),
                quotes: said(id),
                forms,
                title: article.meta.title.clone(),
            }
        });
        named.collect()
    }
}

/// Names in `format`; as text they stand by kind, the most named first.
pub fn render(names: &[Named], format: EntityFormat) -> String {
    match format {
        EntityFormat::Text => text(names),
        EntityFormat::Csv => {
            let rows = names.iter().map(|n| {
                let (mentions, quotes) = (n.mentions.to_string(), n.quotes.to_string());
                let role = n.role.clone().unwrap_or_default();
                vec![
                    n.name.clone(),
                    n.kind.code().into(),
                    role,
                    mentions,
                    quotes,
                    n.forms.join("; "),
                    n.title.clone(),
                ]
            });
            csv::table(
                &[
                    "name", "kind", "role", "mentions", "quotes", "forms", "title",
                ],
                rows,
            )
        }
        EntityFormat::Json => super::json::pretty(&names),
    }
}

fn text(names: &[Named]) -> String {
    let kinds = [
        (EntityKind::Person, "People"),
        (EntityKind::Organisation, "Organisations"),
        (EntityKind::Place, "Places"),
        (EntityKind::Group, "Groups"),
        (EntityKind::Other, "Other names"),
        (EntityKind::Date, "Dates"),
    ];
    let mut sections = Vec::new();
    for (kind, heading) in kinds {
        let mut of_kind: Vec<&Named> = names.iter().filter(|n| n.kind == kind).collect();
        of_kind.sort_small_by_key(|n| std::cmp::Reverse(n.mentions));
        if of_kind.is_empty() {
            continue;
        }
        let mut section = format!("{heading}\n");
        for n in of_kind {
            let role = n
                .role
                .as_ref()
                .map_or(String::new(), |role| format!(", {role}"));
            let quotes = match n.quotes {
                0 => String::new(),
                1 => ", 1 quote".to_string(),
                many => format!(", {many} quotes"),
            };
            section.push_str(&format!("  {}{role}: {}{quotes}\n", n.name, n.mentions));
        }
        sections.push(section);
    }
    sections.join("\n")
}
