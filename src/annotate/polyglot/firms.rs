//! Firms, by what their names end with or hold: "Lindauer Werke AG", "Kessel & Sohn".

use std::ops::Range;

use super::packs::Order;
use super::rules::{FUNCTION, Scan};
use crate::model::{EntityKind, SortSmall};

/// What the law lets a firm be.
const FORMS: [&str; 13] = [
    "AG", "GmbH", "KG", "KGaA", "SpA", "Srl", "SARL", "BV", "NV", "AB", "Ltda", "Lda", "Inc",
];
/// So many words before it belong to the name.
const LONGEST: usize = 3;

/// Takes firms up among the names found, in the place of what was found in them.
pub(super) fn firms(scan: &Scan<'_>, found: &mut Vec<(Range<usize>, EntityKind)>) {
    // "Science & Technology Facilities Council": a longer name is whole.
    let longer = |firm: &Range<usize>| {
        let near = found.partition_point(|(range, _)| range.end <= firm.start);
        found.get(near).is_some_and(|(range, kind)| {
            *kind != EntityKind::Person && range.start <= firm.start && firm.end <= range.end
        })
    };
    let firms: Vec<Range<usize>> = (1..scan.tokens.len())
        .filter_map(|at| firm(scan, at))
        .filter(|firm| !longer(firm))
        .collect();
    if firms.is_empty() {
        return;
    }
    found.retain(|(range, _)| {
        let first = firms.partition_point(|firm| firm.end <= range.start);
        firms.get(first).is_none_or(|firm| firm.start >= range.end)
    });
    found.extend(
        firms
            .into_iter()
            .map(|firm| (firm, EntityKind::Organisation)),
    );
    found.sort_small_by_key(|(range, _)| range.start);
    found.dedup_by(|later, first| later.0.start < first.0.end);
}

/// The firm whose form, or whose "&", is the token at `at`.
fn firm(scan: &Scan<'_>, at: usize) -> Option<Range<usize>> {
    let words = scan.tokens.get(at)?.span.of(scan.text);
    let joint = words == "&";
    if !joint && !FORMS.contains(&words) {
        return None;
    }
    let capital = |at: usize| {
        let token = scan.tokens.get(at);
        token.is_some_and(|it| it.is_word() && it.capital && !it.is(FUNCTION))
    };
    // "den Kesselbauer Kessel & Sohn"
    let most = match (joint, scan.order) {
        (true, Order::German) => 1,
        _ => LONGEST,
    };
    let mut start = at;
    while start > 0 && at - start < most && scan.adjacent(start) && capital(start - 1) {
        start -= 1;
    }
    let end = if joint { at + 2 } else { at + 1 };
    let whole = !joint || capital(at + 1) && scan.adjacent(at + 1);
    (start < at && whole).then_some(start..end)
}
