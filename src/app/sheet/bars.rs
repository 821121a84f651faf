//! Rows that are a name and a bar: who is quoted how much, or when and by whom one person is.

use super::bar::Bar;
use super::{Body, Sheet, SheetKind, SheetRow};
use crate::config::Settings;
use crate::layout::width;
use crate::model::{SortSmall, Tally};
use crate::words;
use crate::words::day;
use crate::words::shares::{self, Share};

/// Who is quoted, most words first; those of whom it is unclear come last.
pub fn speakers(title: String, mut found: Vec<Tally>, settings: &Settings) -> Sheet {
    let name = |tally: &Tally| tally.key.first().cloned().unwrap_or_default();
    found.sort_small_by_key(|tally| name(tally).is_empty());
    let quotes = found.iter().map(|tally| tally.quotes as usize).sum();
    let people = found.iter().filter(|it| !name(it).is_empty()).count();
    let facts = format!(
        "{} by {}",
        words::count(quotes, "quote"),
        words::count(people, "speaker")
    );
    let rows = found.iter().map(|tally| {
        let who = Some(name(tally)).filter(|name| !name.is_empty());
        let shown = who.clone().unwrap_or_else(|| "Unclear who".to_owned());
        let facts = shares::facts(tally, &settings.today);
        let facts: Vec<&str> = facts.iter().map(String::as_str).collect();
        let spoken = format!("{shown}: {}", shares::heard(tally, &settings.today));
        bar_row(shown, who, tally.words, words::dotted(&facts), spoken)
    });
    let rows = with_most(rows.collect());
    Sheet::new(SheetKind::Shares, title, facts, rows)
}

/// By which outlets, then when, somebody of a sheet was quoted; none where there is nothing to compare.
pub fn shares(of: &Sheet) -> Option<Sheet> {
    let shares = &of.shares;
    let months = shares.times.iter().rev().filter(|it| it.quotes > 0);
    let months = months.map(|it| (day::month(&it.name), it));
    let outlets = shares.outlets.iter().map(|it| (it.name.clone(), it));
    let rows = |shares: Vec<(String, &Share)>| {
        let rows = shares.into_iter().map(|(name, share)| {
            let quotes = words::count(share.quotes, "quote");
            let said = words::count(share.words, "word");
            let spoken = format!("{name}: {quotes}, {said}.");
            bar_row(name, None, share.words, quotes, spoken)
        });
        with_most(rows.collect())
    };
    let mut all = rows(outlets.filter(|_| shares.has_outlets()).collect());
    all.extend(rows(months.filter(|_| shares.has_times()).collect()));
    let title = format!("{} by outlet and time", of.title);
    (!all.is_empty()).then(|| Sheet::new(SheetKind::Shares, title, of.facts.clone(), all))
}

fn bar_row(
    name: String,
    who: Option<String>,
    words: usize,
    facts: String,
    spoken: String,
) -> SheetRow {
    SheetRow {
        facts,
        spoken,
        body: Body::Bar(Bar {
            name,
            column: 0,
            words,
            most: 0,
            who,
        }),
        ..SheetRow::default()
    }
}

/// Gives bars one scale and one column.
fn with_most(mut rows: Vec<SheetRow>) -> Vec<SheetRow> {
    let bars = rows.iter().filter_map(|row| match &row.body {
        Body::Bar(bar) => Some((bar.words, width::of(&bar.name))),
        _ => None,
    });
    let longest = bars.fold((0, 0), |(words, wide), bar| {
        (bar.0.max(words), bar.1.max(wide))
    });
    for row in &mut rows {
        if let Body::Bar(bar) = &mut row.body {
            (bar.most, bar.column) = longest;
        }
    }
    rows
}
