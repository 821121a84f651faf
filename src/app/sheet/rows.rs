//! What the world found, made into the rows of a sheet.

use super::bars::speakers;
use super::{Body, Goes, Sheet, SheetKind, SheetRow, versions};
use crate::app::article::panel::Look;
use crate::compare::{Alike, Pair};
use crate::config::Settings;
use crate::message::Found;
use crate::model::{ArticleId, ArticleRow, Likeness, Remark, Said};
use crate::words;
use crate::words::day;
use crate::words::found::{self, Told};
use std::collections::BTreeSet;

/// The sheet of what was found for the question `ask`, and what is said when it is empty.
///
/// # Errors
/// What is said when nothing could be looked for.
pub fn sheet(found: Found, ask: u64, settings: &Settings) -> Result<(Sheet, String), String> {
    Ok(match found {
        Found::Failed(words) => return Err(words),
        Found::Said(who, found) => {
            let nothing = format!("No quotes of {who} in the library.");
            (said(&who, found, None, settings), nothing)
        }
        Found::SaidNewest(who, found, tally) => {
            let mut sheet = said(&who, found, Some(tally), settings);
            sheet.awaits = Some(ask);
            (sheet, String::new())
        }
        Found::Same(ours, found) => {
            let nothing = "These words stand nowhere else in the library.".to_owned();
            (same(&ours, found, settings), nothing)
        }
        Found::Versions(article, found) => {
            let nothing = "This story has not changed since it came.".to_owned();
            (versions::sheet(&article, &found, settings), nothing)
        }
        Found::Notes(of, found) => (
            notes(of, found, settings),
            "No notes or highlights yet.".to_owned(),
        ),
        Found::Speakers(title, tallies) => {
            let nothing = "Nobody is quoted there.".to_owned();
            (speakers(title, tallies, settings), nothing)
        }
        Found::Story(others) => {
            let nothing = "No other article tells this story.".to_owned();
            (story(others, settings), nothing)
        }
    })
}

/// Everything that somebody said: so many quotations in so many articles, or as many as are given.
pub fn said(
    who: &str,
    found: Vec<Said>,
    tally: Option<(usize, usize)>,
    settings: &Settings,
) -> Sheet {
    let (quotes, articles) = tally.unwrap_or_else(|| {
        let articles: BTreeSet<_> = found.iter().map(|said| said.article).collect();
        (found.len(), articles.len())
    });
    let facts = format!(
        "{} in {}",
        words::count(quotes, "quote"),
        words::count(articles, "article")
    );
    let rows = found.into_iter().map(|said| one_said(said, who, settings));
    let mut sheet = Sheet {
        total: quotes,
        ..Sheet::new(SheetKind::Said, who.to_owned(), facts, rows.collect())
    };
    sheet.count_shares();
    sheet
}

impl Sheet {
    /// Takes older quotations of that question, for this sheet or one under it; what is on the screen stays. `more` of them
    /// may follow.
    pub(in crate::app) fn take_rest(
        &mut self,
        ask: u64,
        said: Vec<Said>,
        more: bool,
        settings: &Settings,
    ) {
        if self.awaits != Some(ask) {
            if let Some(under) = &mut self.under {
                under.take_rest(ask, said, more, settings);
            }
            return;
        }
        let first = self.all.len();
        let rows = said
            .into_iter()
            .map(|it| one_said(it, &self.title, settings));
        self.all.extend(rows);
        self.shown.extend(self.matching(first..self.all.len()));
        if !more {
            self.awaits = None;
            self.count_shares();
        }
    }
}

/// One quotation of a sheet of that name.
fn one_said(said: Said, sheet: &str, settings: &Settings) -> SheetRow {
    let Told { facts, spoken } = found::said(&said, sheet, &settings.today, settings.unclear);
    SheetRow {
        day: day::short(&day::of(said.at), &settings.today),
        facts,
        spoken,
        body: Body::Words(words::one_line(&said.words)),
        look: Look::Quote(said.kind),
        goes: Some(Goes::Quote(said.article, said.nth)),
        said: Some(said),
        ..SheetRow::default()
    }
}

/// Where else the same words stand, each beside them.
pub fn same(ours: &str, found: Vec<(Likeness, Said)>, settings: &Settings) -> Sheet {
    let ours = words::one_line(ours);
    let places = words::count(found.len(), "place");
    let rows = found.into_iter().map(|(likeness, said)| {
        let pair = Pair::new(&ours, &words::one_line(&said.words), Alike::InWords);
        let differs = pair.told(["here", "there", "not there", "only there"]);
        let Told { facts, spoken } = found::same(likeness, &said, &differs, &settings.today);
        SheetRow {
            day: day::short(&day::of(said.at), &settings.today),
            head: found::likeness_word(likeness).to_owned(),
            facts,
            spoken,
            body: Body::Pair(pair),
            look: Look::Quote(said.kind),
            goes: Some(Goes::Quote(said.article, said.nth)),
            said: Some(said),
            ..SheetRow::default()
        }
    });
    let rows = rows.collect();
    Sheet::new(SheetKind::Same, "The same words".to_owned(), places, rows)
}

/// The other articles that tell a story.
pub fn story(found: Vec<ArticleRow>, settings: &Settings) -> Sheet {
    let count = words::count(found.len(), "article");
    let rows = found.into_iter().map(|row| {
        let day = row.published.clone().unwrap_or_else(|| day::of(row.at));
        let Told { facts, spoken } = found::story(&row, &day, &settings.today);
        SheetRow {
            day: day::short(&day, &settings.today),
            facts,
            spoken,
            body: Body::Words(words::title(&row.title).to_owned()),
            goes: Some(Goes::Article(row.id)),
            ..SheetRow::default()
        }
    });
    let rows = rows.collect();
    Sheet::new(SheetKind::Story, "The same story".to_owned(), count, rows)
}

/// The reader's notes, each with its passage.
pub fn notes(
    of: Option<ArticleId>,
    found: Vec<(ArticleId, String, Remark)>,
    settings: &Settings,
) -> Sheet {
    let count = found::notes(found.iter().map(|(.., note)| note));
    let rows = found.into_iter().map(|(id, title, note)| {
        let passage = words::one_line(&note.exact);
        let headline = of.is_none().then_some(title.as_str());
        let Told { facts, spoken } = found::note(&note, &passage, headline);
        SheetRow {
            day: day::short(&day::of(note.at), &settings.today),
            facts,
            spoken,
            body: Body::Words(match note.words.is_empty() {
                true => passage,
                false => note.words.clone(),
            }),
            goes: Some(match note.span {
                Some(span) => Goes::Passage(id, span),
                None => Goes::Article(id),
            }),
            note: Some(note),
            ..SheetRow::default()
        }
    });
    let rows = rows.collect();
    Sheet::new(SheetKind::Notes(of), "Your notes".to_owned(), count, rows)
}
