//! A world of data: what comes back for every effect, so that replies can be sent to `update` in any order.
//!
//! `tests/random.rs` sends them in every order, `fuzz/src/app.rs` in the order that its input says.

use std::sync::{Arc, OnceLock};

use pullquote::annotate::annotate;
use pullquote::command::Keymap;
use pullquote::config::Settings;
use pullquote::ingest::{Hint, Ingested, ingest};
use pullquote::message::{Effect, Found, Msg, Reread, Wanted};
use pullquote::model::{
    Article, ArticleId, ArticleRow, Details, Likeness, Notes, Picture, PictureKind, QuoteKind,
    Remark, Said, Selection, SelectionKind, Span, Tally, Version,
};

/// Short ones: a story, one with links and a picture, two words, nothing.
const TEXTS: [&str; 4] = [
    "# A race\n\n“We won,” said Ana Ruiz, the captain. “It was hard.”\n\n## On the water\n\n“Never again,” someone shouted.\n\nRuiz said that the boat was old.\n",
    "# The tide\n\nThe [report](https://a.example/report) is [below](#low).\n\n![A boat](https://a.example/boat.png)\n\n## Low\n\n“It is low,” said Bo Lind. “Go [there](other.md).”\n",
    "“Yes.”",
    "",
];

/// The articles of this world, each with its notes.
pub fn articles() -> &'static [(Arc<Article>, Arc<Notes>)] {
    static ARTICLES: OnceLock<Vec<(Arc<Article>, Arc<Notes>)>> = OnceLock::new();
    ARTICLES.get_or_init(|| {
        let read = |text: &str| {
            let name = "a.md";
            match ingest(
                text.as_bytes(),
                Hint {
                    name,
                    ..Hint::default()
                },
            ) {
                Ok(Ingested::Article(article)) => *article,
                _ => Article::default(),
            }
        };
        let with_notes = |article: Article| {
            let notes = annotate(&article);
            (Arc::new(article), Arc::new(notes))
        };
        TEXTS.iter().map(|text| with_notes(read(text))).collect()
    })
}

/// The article of that number, with its notes.
pub fn of(id: ArticleId) -> &'static (Arc<Article>, Arc<Notes>) {
    let all = articles();
    let which = id.0.unsigned_abs() as usize % all.len();
    &all[which]
}

/// How a long article begins: its first block.
pub fn beginning(article: &Article) -> Article {
    let mut beginning = article.clone();
    if let Some(second) = article.blocks.get(1) {
        let end = second.span.start;
        beginning.text.truncate(end);
        beginning.blocks.truncate(1);
        beginning.marks.retain(|mark| mark.span.end <= end);
    }
    beginning
}

/// A picture of six pixels.
pub fn picture() -> Arc<Picture> {
    Arc::new(Picture {
        kind: PictureKind::Png,
        full: (3, 2),
        moves: false,
        bytes: 40,
        width: 3,
        height: 2,
        rgb: vec![200; 18],
    })
}

/// Rows of a list of six, as the library knows them when their notes are kept.
fn rows(from: usize, count: usize) -> Vec<ArticleRow> {
    let row = |n: usize| ArticleRow {
        id: ArticleId(n as i64),
        title: format!("Headline {n}"),
        source: "The Lamp".into(),
        others: 1,
        url: Some(format!("https://a.example/{n}")),
        quotes: of(ArticleId(n as i64)).1.quotes.len() as u32,
        ..ArticleRow::default()
    };
    (from..(from + count).min(6)).map(row).collect()
}

fn list(ask: u64, from: usize, count: usize) -> Msg {
    Msg::Rows {
        ask,
        total: 6,
        unread: 4,
        from,
        rows: rows(from, count),
        more: false,
    }
}

/// What the list holds when the program begins.
pub fn first_rows() -> Msg {
    list(0, 0, 6)
}

fn feeds() -> Vec<Msg> {
    let row = |kind, name: &str, query: &str| Selection {
        kind,
        name: name.into(),
        query: query.into(),
        ..Selection::default()
    };
    let rows = vec![
        row(SelectionKind::All, "All", ""),
        row(SelectionKind::Tag, "sea", "tag:sea"),
    ];
    let counted = rows.iter().cloned().map(|row| Selection {
        total: Some(6),
        unread: Some(4),
        ..row
    });
    vec![
        Msg::Selections {
            rows: rows.clone(),
            counted: false,
        },
        Msg::Selections {
            rows: counted.collect(),
            counted: true,
        },
    ]
}

fn said(n: usize) -> Said {
    Said {
        article: ArticleId(n as i64),
        nth: 0,
        kind: QuoteKind::Direct,
        words: "We won".into(),
        who: Some("Ana Ruiz".into()),
        certainty: 0.9,
        at: 1_794_000_000,
        title: format!("Headline {n}"),
        byline: None,
        url: None,
        source: "The Lamp".into(),
    }
}

fn remark() -> Remark {
    Remark {
        id: 1,
        span: Some(Span::new(0, 1)),
        words: "ask her".into(),
        lit: true,
        ..Remark::default()
    }
}

fn known(id: ArticleId) -> Msg {
    let (article, _) = of(id);
    let notes = Vec::from_iter((!article.text.is_empty()).then(remark));
    let details = Details {
        notes,
        versions: 1,
        elsewhere: vec!["The Quay".into()],
        ..Details::default()
    };
    Msg::Details {
        id,
        article: Arc::clone(article),
        details,
    }
}

fn noted(id: ArticleId) -> Msg {
    let (article, notes) = of(id);
    Msg::Noted {
        id,
        article: Arc::clone(article),
        notes: Arc::clone(notes),
    }
}

/// Every second article begins to be read before all of it is there.
fn read(ask: u64, id: ArticleId) -> Vec<Vec<Msg>> {
    let (article, notes) = of(id);
    let mut text = Vec::new();
    let mut found = Vec::new();
    if id.0 % 2 == 1 && article.blocks.len() > 1 {
        let article = Arc::new(beginning(article));
        text.push(Msg::Begun { ask, id, article });
        let mut part = Notes::clone(notes);
        part.quotes.truncate(1);
        found.push(Msg::NotedInPart {
            id,
            article: Arc::clone(&of(id).0),
            notes: Arc::new(part),
        });
    }
    text.push(Msg::Loaded {
        ask,
        id,
        article: Arc::clone(article),
        place: 0,
    });
    found.push(noted(id));
    vec![text, found, vec![known(id)]]
}

fn sheet(ask: u64, wanted: &Wanted) -> Vec<Msg> {
    let found = match wanted {
        Wanted::Said(who) => {
            let rest = Msg::SheetRest {
                ask,
                said: vec![said(1)],
                more: false,
            };
            let found = Found::SaidNewest(who.clone(), vec![said(0)], (2, 2));
            return vec![Msg::Sheet { ask, found }, rest];
        }
        Wanted::Same(_, words) => Found::Same(words.clone(), vec![(Likeness::Shortened, said(1))]),
        Wanted::Versions(id) => {
            let article = Arc::clone(&of(*id).0);
            let older = Version {
                until: 1_794_000_000,
                article: beginning(&article),
            };
            Found::Versions(article, vec![older])
        }
        Wanted::Story(_) => Found::Story(rows(2, 2)),
        Wanted::Notes(of) => Found::Notes(*of, vec![(ArticleId(0), "Headline 0".into(), remark())]),
        Wanted::Speakers { title, .. } => {
            let tally = Tally {
                key: vec!["Ana Ruiz".into()],
                quotes: 2,
                words: 9,
                articles: 1,
                ..Tally::default()
            };
            Found::Speakers(title.clone(), vec![tally])
        }
    };
    vec![Msg::Sheet { ask, found }]
}

/// What comes back for an effect. Each list comes in its order; the lists come from threads of their own, so that
/// among each other any order is possible.
pub fn answers(effect: &Effect) -> Vec<Vec<Msg>> {
    let told = || Msg::Told("Done.".into());
    let mut answers = match effect {
        Effect::Rows {
            ask,
            filter,
            from,
            count,
            ..
        } => {
            let sentence = "There is no key x".to_owned();
            let misread = filter.contains(':').then_some(Msg::Misread {
                ask: *ask,
                sentence,
            });
            vec![
                misread
                    .into_iter()
                    .chain([list(*ask, *from, *count)])
                    .collect(),
            ]
        }
        Effect::Load { ask, id } | Effect::FullText { ask, id } => read(*ask, *id),
        Effect::Follow {
            ask, address, sure, ..
        } => {
            let page = Ok(ArticleId::page(0));
            if *sure || address.starts_with("http") {
                vec![vec![Msg::Followed { ask: *ask, page }]]
            } else {
                let path = format!("/home/ana/{address}");
                vec![vec![Msg::Outside { ask: *ask, path }]]
            }
        }
        Effect::Picture { ask, .. } => vec![vec![Msg::Picture {
            ask: *ask,
            picture: Ok(picture()),
        }]],
        Effect::Keep(page) => vec![vec![
            Msg::KeptPage {
                page: *page,
                id: ArticleId(7),
            },
            told(),
        ]],
        Effect::Selections | Effect::ChangeFeed(..) => vec![feeds()],
        Effect::People => vec![vec![Msg::People(vec!["Ana Ruiz".into()])]],
        Effect::Sheet { ask, wanted } => {
            let sentence = "Looking for it.".to_owned();
            let looking = Msg::Looking {
                ask: *ask,
                sentence,
            };
            let found = sheet(*ask, wanted).into_iter();
            vec![std::iter::once(looking).chain(found).collect()]
        }
        Effect::Refresh(_) => {
            let after = [told(), first_rows()].into_iter().chain(feeds());
            vec![after.collect()]
        }
        Effect::Save(..)
        | Effect::Pipe(..)
        | Effect::Share(..)
        | Effect::Add(_)
        | Effect::Browse(_)
        | Effect::Copy(_) => vec![vec![told()]],
        Effect::Undo | Effect::Redo => vec![vec![first_rows(), told()]],
        Effect::SetNote { passage, .. } => vec![vec![known(passage.id)]],
        Effect::Correct { id, .. } => vec![vec![noted(*id)]],
        Effect::Merge { .. } => vec![vec![noted(ArticleId(0))]],
        Effect::Speak { ask, .. } => vec![vec![Msg::Spoken {
            ask: *ask,
            failed: None,
        }]],
        Effect::SetTag(..)
        | Effect::SetRead(..)
        | Effect::ReadAll(_)
        | Effect::SetFavourite(..)
        | Effect::KeepPlace(..)
        | Effect::KeepTrail(_) => vec![Vec::new()],
        Effect::LeavePage(_)
        | Effect::LeavePicture(_)
        | Effect::KeepShows(..)
        | Effect::Hush
        | Effect::Suspend
        | Effect::Redraw
        | Effect::Quit => Vec::new(),
    };
    if effect.is_act()
        && let Some(last) = answers.last_mut()
    {
        last.push(Msg::Kept);
    }
    answers
}

/// What comes although nobody asked for it.
pub fn unasked() -> Vec<Msg> {
    let reread = Reread {
        settings: Settings::default(),
        keymap: Keymap::default(),
        side_panel: false,
    };
    vec![
        Msg::Settings(Box::new(reread)),
        Msg::Background { light: true },
        Msg::Welcome(false),
        Msg::Told("3 new articles.".into()),
        Msg::Failed("A feed was not reached.".into()),
        first_rows(),
        Msg::Shown,
    ]
}

/// The name of a reply; none of what the reader does. A new kind of reply wants a name, and a place above where it comes from.
pub fn name(msg: &Msg) -> Option<&'static str> {
    Some(match msg {
        Msg::Key(_)
        | Msg::Line(_)
        | Msg::Text(_)
        | Msg::Run(..)
        | Msg::Mouse(..)
        | Msg::Resize(..) => return None,
        Msg::Shown => "shown",
        Msg::Kept => "kept",
        Msg::Rows { .. } => "rows",
        Msg::Misread { .. } => "misread",
        Msg::Selections { .. } => "selections",
        Msg::Loaded { .. } => "loaded",
        Msg::Begun { .. } => "begun",
        Msg::Followed { .. } => "followed",
        Msg::Outside { .. } => "outside",
        Msg::Picture { .. } => "picture",
        Msg::KeptPage { .. } => "kept page",
        Msg::Noted { .. } => "noted",
        Msg::NotedInPart { .. } => "noted in part",
        Msg::Details { .. } => "details",
        Msg::People(_) => "people",
        Msg::Sheet { .. } => "sheet",
        Msg::Looking { .. } => "looking",
        Msg::SheetRest { .. } => "sheet's rest",
        Msg::Spoken { .. } => "spoken",
        Msg::Settings(_) => "settings",
        Msg::Background { .. } => "background",
        Msg::Welcome(_) => "welcome",
        Msg::Told(_) => "told",
        Msg::Failed(_) => "failed",
    })
}

/// How many kinds of replies there are.
pub const KINDS: usize = 24;
