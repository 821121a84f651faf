//! The order of names as people count: "Paper 2" before "Paper 10", capitals aside.

use std::cmp::Ordering;

/// How two names stand to each other: digits by their number, all else by its small letters.
pub(super) fn compare(one: &str, other: &str) -> Ordering {
    let (mut one, mut other) = (pieces(one), pieces(other));
    loop {
        return match (one.next(), other.next()) {
            (Some(a), Some(b)) => match a.cmp(&b) {
                Ordering::Equal => continue,
                order => order,
            },
            (a, b) => a.is_some().cmp(&b.is_some()),
        };
    }
}

/// A number or the letters between two; a number's length counts first, so that it may be of any size.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Number(usize, String),
    Letters(String),
}

fn pieces(name: &str) -> impl Iterator<Item = Piece> {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut rest = name;
    std::iter::from_fn(move || {
        let digits = rest.starts_with(is_digit);
        let end = rest.find(|c| is_digit(c) != digits).unwrap_or(rest.len());
        let (piece, more) = rest.split_at(end);
        rest = more;
        let number = || piece.trim_start_matches('0').to_owned();
        match piece {
            "" => None,
            _ if digits => Some(Piece::Number(number().len(), number())),
            _ => Some(Piece::Letters(piece.to_lowercase())),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&str]) {
        for (at, one) in names.iter().enumerate() {
            for (other_at, other) in names.iter().enumerate() {
                let (order, expected) = (compare(one, other), at.cmp(&other_at));
                assert_eq!(order, expected, "{one:?} and {other:?}");
            }
        }
    }

    #[test]
    fn numbers_count() {
        check(&["Paper", "paper 2", "Paper 10", "Paper 10 b", "papers"]);
        check(&[
            "",
            "007 news",
            "8 o'clock",
            "99999999999999999999999",
            "The Ferry",
        ]);
        check(&["Ärger 1", "ärger 1b"]);
        assert_eq!(compare("PAPER 01", "paper 1"), Ordering::Equal);
    }
}
