//! What other readers write beside the feeds of their lists: filters, the parts of a page that they take, their own settings.
//!
//! None of it has a counterpart in a list of feeds; what is passed over is told, a sentence for each kind.

use crate::ingest::feed::xml::Element;
use crate::model::clean;

/// What was met, with the names of the feeds that have it.
#[derive(Default)]
pub struct Others {
    made: Named,
    rules: Named,
    parts: Named,
    lists: Named,
    settings: usize,
}

/// Attributes that hold rules: what is hidden, kept, marked as read or rewritten.
const RULES: [&str; 12] = [
    "csscontentfilter",
    "filtersactionread",
    "filtersactionstar",
    "filtersactionlabel",
    "keeplistrules",
    "blocklistrules",
    "keepfilterentryrules",
    "blockfilterentryrules",
    "rewriterules",
    "urlrewriterules",
    "filter",
    "rules",
];

/// Attributes that name the part of a page that is the article.
const PARTS: [&str; 3] = ["cssfullcontent", "cssfullcontentconditions", "scraperrules"];

impl Others {
    /// Looks at an element of a list, which is called so.
    pub fn look(&mut self, element: &Element, name: &str) {
        if element.name != "outline" {
            return;
        }
        let has = |name: &str| {
            element
                .attr(name)
                .is_some_and(|value| !value.trim().is_empty())
        };
        if element.attr("xmlurl").is_some() {
            let kind = element.attr("type").unwrap_or_default();
            if kind.contains('+') && !kind.contains('/') {
                self.made.add(name);
            }
            if RULES.iter().any(|rule| has(rule)) {
                self.rules.add(name);
            }
            if PARTS.iter().any(|part| has(part)) {
                self.parts.add(name);
            }
        } else if has("opmlurl") {
            self.lists.add(name);
        } else if ["pref-name", "label-name", "filter-type"]
            .iter()
            .any(|key| has(key))
        {
            self.settings += 1;
        }
    }

    /// Whether an element holds settings of a reader, and no feeds.
    pub fn is_settings(name: &str) -> bool {
        matches!(name, "tt-rss-prefs" | "tt-rss-labels" | "tt-rss-filters")
    }

    /// A sentence for each kind.
    pub fn notes(&self) -> Vec<String> {
        let told = [
            (
                &self.made,
                "made a feed of a page by the other reader: followed, but not read as a feed",
            ),
            (
                &self.rules,
                "filtered or rewritten by the other reader: not taken over; `pullquote filter` makes filters here",
            ),
            (
                &self.parts,
                "a part of each page was the article: not taken over; `pullquote feeds NAME --full-text on` fetches pages here",
            ),
            (
                &self.lists,
                "a list that the other reader asks again and again: taken over as it is now",
            ),
        ];
        let told = told
            .into_iter()
            .filter_map(|(named, what)| Some(format!("{}: {what}", named.list()?)));
        let settings = (self.settings > 0).then(|| {
            format!(
                "{} settings, labels and filters of the other reader: not taken over",
                self.settings
            )
        });
        told.chain(settings).collect()
    }
}

/// The first few names, and how many there are.
#[derive(Default)]
struct Named {
    names: Vec<String>,
    count: usize,
}

/// So many names are told.
const TOLD: usize = 3;

impl Named {
    fn add(&mut self, name: &str) {
        self.count += 1;
        if self.names.len() < TOLD {
            self.names.push(clean(name).into_owned());
        }
    }

    fn list(&self) -> Option<String> {
        let names = self.names.join(", ");
        match self.count.checked_sub(self.names.len()) {
            _ if self.count == 0 => None,
            Some(0) | None => Some(names),
            Some(more) => Some(format!("{names} and {more} more")),
        }
    }
}
