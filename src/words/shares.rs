//! Who speaks how much: what was said counted by month, by outlet and by speaker, for bars on the screen
//! and for sentences.

use std::collections::BTreeMap;

use super::{count, day};
use crate::model::{Said, SortSmall, Tally};

/// From so many months on, years are counted.
const MONTHS: usize = 48;
/// Outlets that are named in one sentence.
const NAMED: usize = 3;

/// A part of what was said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Share {
    /// A month ("2026-11"), a year, an outlet.
    pub name: String,
    /// Quotations in it.
    pub quotes: usize,
    /// Their words.
    pub words: usize,
}

/// What one person said, by time and by outlet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shares {
    /// Each month or year from the first to the last, those without a word too.
    pub times: Vec<Share>,
    /// The outlets, most words first.
    pub outlets: Vec<Share>,
}

impl Shares {
    /// Counts quotations.
    pub fn of<'a>(quotes: impl Iterator<Item = &'a Said>) -> Self {
        let mut months: BTreeMap<String, Share> = BTreeMap::new();
        let mut outlets: BTreeMap<String, Share> = BTreeMap::new();
        for said in quotes {
            let month = day::of(said.at).chars().take(7).collect();
            let words = said.words.split_whitespace().count();
            for (shares, name) in [(&mut months, month), (&mut outlets, said.source.clone())] {
                let share = shares.entry(name).or_default();
                share.quotes += 1;
                share.words += words;
            }
        }
        let named = |shares: BTreeMap<String, Share>| {
            let shares = shares.into_iter();
            shares.map(|(name, share)| Share { name, ..share })
        };
        let mut outlets: Vec<Share> = named(outlets).filter(|it| !it.name.is_empty()).collect();
        outlets.sort_small_by_key(|it| std::cmp::Reverse(it.words));
        let times = without_gaps(named(months).collect());
        Shares { times, outlets }
    }

    /// Whether there is more than one time.
    pub fn has_times(&self) -> bool {
        self.times.len() > 1
    }

    /// Whether there is more than one outlet.
    pub fn has_outlets(&self) -> bool {
        self.outlets.len() > 1
    }

    /// Rows that bars of it take.
    pub fn rows(&self) -> u16 {
        u16::from(self.has_times()) + u16::from(self.has_outlets())
    }

    /// "most in November 2026, most by The Lamp"; empty where there is nothing to compare.
    pub fn told(&self) -> String {
        let most = |shares: &[Share]| {
            let most = shares.iter().rev().max_by_key(|it| it.words);
            most.map(|it| it.name.clone()).unwrap_or_default()
        };
        let mut told = Vec::new();
        if self.has_times() {
            told.push(format!("most in {}", day::month(&most(&self.times))));
        }
        if self.has_outlets() {
            told.push(format!("most by {}", most(&self.outlets)));
        }
        told.join(", ")
    }
}

/// The months from the first to the last one; where these are many, the years.
fn without_gaps(shares: Vec<Share>) -> Vec<Share> {
    let number = |share: &Share| {
        let (year, month) = share.name.split_once('-')?;
        Some(year.parse::<usize>().ok()? * 12 + month.parse::<usize>().ok()? - 1)
    };
    let (Some(first), Some(last)) = (
        shares.first().and_then(number),
        shares.last().and_then(number),
    ) else {
        return shares;
    };
    let years = last - first >= MONTHS;
    let slot = |month: usize| if years { month / 12 } else { month };
    let mut all: Vec<Share> = (slot(first)..=slot(last))
        .map(|slot| Share {
            name: match years {
                true => format!("{slot:04}"),
                false => format!("{:04}-{:02}", slot / 12, slot % 12 + 1),
            },
            ..Share::default()
        })
        .collect();
    for share in &shares {
        let place = number(share).map(|month| slot(month) - slot(first));
        if let Some(sum) = place.and_then(|place| all.get_mut(place)) {
            sum.quotes += share.quotes;
            sum.words += share.words;
        }
    }
    all
}

/// "12 quotes in 9 articles", "3 Nov to 9 Nov", "The Lamp, The Gazette and 3 more": facts of a speaker.
pub fn facts(tally: &Tally, today: &str) -> [String; 3] {
    let articles = count(tally.articles, "article");
    let quotes = count(tally.quotes as usize, "quote");
    let [first, last] = [tally.first, tally.last].map(|at| day::short(&day::of(at), today));
    let days = if first == last {
        first
    } else {
        format!("{first} to {last}")
    };
    [format!("{quotes} in {articles}"), days, outlets(tally)]
}

/// The same to be heard: "12 quotes, 345 words, in 9 articles, from 3 November to Monday, by The Lamp."
pub fn heard(tally: &Tally, today: &str) -> String {
    let [first, last] = [tally.first, tally.last].map(|at| day::spoken(&day::of(at), today));
    let days = if first == last {
        format!("on {first}")
    } else {
        format!("from {first} to {last}")
    };
    let by = match outlets(tally) {
        outlets if outlets.is_empty() => outlets,
        outlets => format!(", by {outlets}"),
    };
    format!(
        "{}, {}, in {}, {days}{by}.",
        count(tally.quotes as usize, "quote"),
        count(tally.words, "word"),
        count(tally.articles, "article"),
    )
}

fn outlets(tally: &Tally) -> String {
    let named = tally.feeds.iter().filter(|it| !it.is_empty());
    let all: Vec<&str> = named.map(String::as_str).collect();
    match all.split_at_checked(NAMED) {
        Some((named, more)) if !more.is_empty() => {
            format!("{} and {} more", named.join(", "), more.len())
        }
        _ => all.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(months: &[&str], expected: &[(&str, usize)]) {
        let shares = months.iter().map(|month| Share {
            name: (*month).to_owned(),
            quotes: 1,
            words: 5,
        });
        let all = without_gaps(shares.collect());
        let all: Vec<_> = all.iter().map(|it| (it.name.as_str(), it.words)).collect();
        assert_eq!(all, expected);
    }

    #[test]
    fn months_without_a_word_have_their_place() {
        check(&[], &[]);
        check(&["2026-02"], &[("2026-02", 5)]);
        check(
            &["2025-11", "2026-02"],
            &[
                ("2025-11", 5),
                ("2025-12", 0),
                ("2026-01", 0),
                ("2026-02", 5),
            ],
        );
        check(
            &["2021-11", "2021-12", "2026-02"],
            &[
                ("2021", 10),
                ("2022", 0),
                ("2023", 0),
                ("2024", 0),
                ("2025", 0),
                ("2026", 5),
            ],
        );
        check(&["now", "then"], &[("now", 5), ("then", 5)]);
    }

    #[test]
    fn many_outlets_are_not_all_named() {
        let mut tally = Tally::default();
        assert!(heard(&tally, "1970-01-03").ends_with("articles, on Thursday."));
        for name in ["D", "C", "B"] {
            tally.feeds.insert(name.into());
        }
        assert_eq!(outlets(&tally), "B, C, D");
        tally.feeds.insert("A".into());
        assert_eq!(outlets(&tally), "A, B, C and 1 more");
    }
}
