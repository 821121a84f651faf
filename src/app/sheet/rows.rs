//! What the world found, made into the rows of a sheet.

use super::bars::speakers;
use super::{Body, Goes, Sheet, SheetKind, SheetRow, facts_of, versions};
use crate::app::article::panel::Look;
use crate::compare::{Alike, Pair};
use crate::config::Settings;
use crate::message::Found;
use crate::model::{ArticleId, ArticleRow, Likeness, QuoteKind, Remark, Said};
use crate::words;
use crate::words::{day, shelf};
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

/// One quotation of a sheet of that name; whoever goes by another, of several with one surname, is named.
fn one_said(said: Said, sheet: &str, settings: &Settings) -> SheetRow {
    let sure = words::sureness(said.certainty, settings.unclear);
    let other = said.who.as_deref().filter(|who| *who != sheet);
    let other = other.unwrap_or_default();
    let facts = [other, &said.source, said.kind.word(), &sure, &said.title];
    let day = day::of(said.at);
    SheetRow {
        day: day::short(&day, &settings.today),
        facts: facts_of(&facts),
        spoken: format!(
            "{}, {}{}: {}{}",
            day::spoken(&day, &settings.today),
            match other {
                "" => String::new(),
                who => format!("{who}, "),
            },
            source_of(&said),
            words::sentence(bare(&said.words)),
            match said.kind {
                QuoteKind::Direct => "",
                QuoteKind::Indirect => " Indirect.",
                QuoteKind::Mixed => " Mixed.",
            }
        ),
        body: Body::Words(words::one_line(&said.words)),
        look: Look::Quote(said.kind),
        goes: Some(Goes::Quote(said.article, said.nth)),
        said: Some(said),
        ..SheetRow::default()
    }
}

fn source_of(said: &Said) -> &str {
    match said.source.as_str() {
        "" => &said.title,
        source => source,
    }
}

/// Where else the same words stand, each beside them.
pub fn same(ours: &str, found: Vec<(Likeness, Said)>, settings: &Settings) -> Sheet {
    let ours = words::one_line(ours);
    let places = words::count(found.len(), "place");
    let rows = found.into_iter().map(|(likeness, said)| {
        let pair = Pair::new(&ours, &words::one_line(&said.words), Alike::InWords);
        let day = day::of(said.at);
        let who = said.who.as_deref().unwrap_or("unclear who");
        let short = day::short(&day, &settings.today);
        SheetRow {
            day: short.clone(),
            head: likeness_word(likeness).to_owned(),
            facts: facts_of(&[&said.source, &short, who, &said.title]),
            spoken: format!(
                "{}. {}, {}, {who}: {}",
                likeness_word(likeness),
                source_of(&said),
                day::spoken(&day, &settings.today),
                words::sentence(&pair.told(["here", "there", "not there", "only there"])),
            ),
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

const fn likeness_word(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Identical => "Identical",
        Likeness::Shortened => "Shortened",
        Likeness::Longer => "Longer",
        Likeness::Altered => "Altered",
    }
}

/// The other articles that tell a story.
pub fn story(found: Vec<ArticleRow>, settings: &Settings) -> Sheet {
    let count = words::count(found.len(), "article");
    let rows = found.into_iter().map(|row| {
        let facts = shelf::facts(&row, &settings.today);
        let facts: Vec<&str> = facts.iter().map(String::as_str).collect();
        let day = row.published.clone().unwrap_or_else(|| day::of(row.at));
        SheetRow {
            day: day::short(&day, &settings.today),
            facts: facts_of(&facts),
            spoken: format!(
                "{} {}, {}.",
                words::sentence(words::title(&row.title)),
                row.source,
                day::spoken(&day, &settings.today)
            ),
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
    let bare_ones = found.iter().filter(|(.., it)| it.words.is_empty()).count();
    let noted = words::count(found.len() - bare_ones, "note");
    let count = match bare_ones {
        0 => noted,
        n if n == found.len() => words::count(n, "highlight"),
        n => format!("{noted}, {}", words::count(n, "highlight")),
    };
    let rows = found.into_iter().map(|(id, title, note)| {
        let day = day::of(note.at);
        let passage = words::one_line(&note.exact);
        let on = match (note.words.is_empty(), note.span) {
            (true, Some(_)) => "highlighted".to_owned(),
            (true, None) => "highlighted, no longer in the text".to_owned(),
            (false, _) => format!("on {passage}"),
        };
        let shown = match (of, title.as_str()) {
            (Some(_), _) => on,
            (None, title) => format!("{} · {on}", words::title(title)),
        };
        let gone = if note.span.is_none() {
            "no longer in the text: "
        } else {
            ""
        };
        let on = words::sentence(bare(&passage));
        let (spoken, body) = match note.words.as_str() {
            "" => (format!("Highlighted: {gone}{on}"), passage),
            words => (
                format!("{} On: {gone}{on}", words::sentence(words)),
                words.to_owned(),
            ),
        };
        SheetRow {
            day: day::short(&day, &settings.today),
            facts: shown,
            spoken,
            body: Body::Words(body),
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

/// Words without the marks of a quotation around them.
fn bare(words: &str) -> &str {
    let words = words.trim_matches(['“', '”', '"', '„', '«', '»', ' ']);
    words.trim_end_matches([',', ';', ':', ' '])
}
