//! Texts with their dates in brackets.

use crate::annotate::{annotate_text, blocks_of};
use crate::model::{EntityKind, Span};

/// Dates stand in brackets.
fn check(marked: &str) {
    let text = marked.replace(['[', ']'], "");
    let notes = annotate_text(&text, &blocks_of(&text));
    let dates = notes.entities.iter();
    let dates = dates.filter(|entity| entity.kind == EntityKind::Date);
    let mut spans: Vec<Span> = dates.flat_map(|entity| entity.mentions.clone()).collect();
    spans.sort();
    let mut found = String::new();
    let mut end = 0;
    for span in spans {
        found.push_str(&text[end..span.start]);
        found.push_str(&format!("[{}]", span.of(&text)));
        end = span.end;
    }
    found.push_str(&text[end..]);
    assert_eq!(found, marked);
}

#[test]
fn days_months_and_years() {
    check("Ana Ruiz left on [Monday] and came back on [Thursday night].");
    check("The harbour closed on [12 March 2024] and opened on [March 15, 2024].");
    check("It was built in [1998], burnt down in the [1990s], sold on [Sept. 3].");
    check("They met on [Friday, May 3, 2019], in Oslo.");
    check("The law of [June 1952] was written in the [19th century].");
    check("The fair runs [June 3-5] and was founded on the [3rd of October 1907].");
    check("Posted [2024-03-12], changed 10:30.");
    check("The [2019] season began in [May].");
}

#[test]
fn what_is_counted_from_today() {
    check("He said [yesterday] that [last week] was quiet.");
    check("Sales fell [three months ago], and over the [past two years] they rose.");
    check("She will retire [next Friday] or [tomorrow morning].");
    check("A few boats sank [a few days earlier].");
}

#[test]
fn what_is_no_date() {
    check("May I see the 2000 boats? March on, said the captain.");
    check("He may march. The last man paid $1998 for 12 nets.");
    check("Some 1500 people came in 12 buses, this time with 300 flags.");
    check("");
}

#[test]
fn the_same_words_are_one() {
    let text = "On Monday it rained. On Tuesday it snowed. Monday was warmer.";
    let notes = annotate_text(text, &blocks_of(text));
    let mentions = notes
        .entities
        .iter()
        .map(|it| (&*it.name, it.mentions.len()));
    assert_eq!(
        mentions.collect::<Vec<_>>(),
        [("Monday", 2), ("Tuesday", 1)]
    );
}
