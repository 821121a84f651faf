//! The plain words of a letter: lines that its program broke for the way are whole again (`format=flowed`, RFC 3676), and
//! what it answers, behind `>` signs, is set off as quoted.

use crate::ingest::text::with_line_feeds;

/// How the lines of a letter end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// Where whoever wrote it, or a program that says nothing of it, ended them.
    Fixed,
    /// A line that ends with a blank goes on.
    Flowed,
    /// The same, and that blank is no part of the words.
    FlowedInWords,
}

/// The words in passages, each with how often it was quoted: 0 for the letter's own.
pub fn passages(words: &str, lines: Lines) -> Vec<(usize, String)> {
    let is_flowed = lines != Lines::Fixed;
    let mut passages: Vec<(usize, String)> = Vec::new();
    let mut goes_on = false;
    for line in with_line_feeds(words).split('\n') {
        let (depth, line) = match is_flowed {
            true => unstuffed(line),
            false => unquoted(line),
        };
        match passages.last_mut().filter(|(before, _)| *before == depth) {
            Some((_, passage)) => {
                if !goes_on {
                    passage.push('\n');
                }
                passage.push_str(line);
            }
            None => passages.push((depth, line.to_owned())),
        }
        // Above a signature stands a line of its own.
        goes_on = is_flowed && line.ends_with(' ') && line != "-- ";
        if goes_on
            && lines == Lines::FlowedInWords
            && let Some((_, passage)) = passages.last_mut()
        {
            passage.pop();
        }
    }
    passages
}

/// A line without the signs before it and the blank behind them, and how many there were (RFC 3676, 4.3 to 4.5).
fn unstuffed(line: &str) -> (usize, &str) {
    let bare = line.trim_start_matches('>');
    (
        line.len() - bare.len(),
        bare.strip_prefix(' ').unwrap_or(bare),
    )
}

/// The same where programs put the signs as they like: `>`, `> >`, `>>`.
fn unquoted(line: &str) -> (usize, &str) {
    // A sign that a mailbox once put there.
    if line.starts_with(">From ") {
        return (0, line.get(1..).unwrap_or_default());
    }
    let (mut depth, mut rest) = (0, line);
    while let Some(bare) = rest.strip_prefix('>') {
        depth += 1;
        rest = match bare.strip_prefix(' ') {
            Some(next) if next.starts_with('>') => next,
            _ => bare,
        };
    }
    match depth {
        0 => (0, line),
        _ => (depth, rest.strip_prefix(' ').unwrap_or(rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, lines: Lines, expected: &[(usize, &str)]) {
        let passages = passages(words, lines);
        let passages: Vec<(usize, &str)> = passages
            .iter()
            .map(|(n, words)| (*n, words.as_str()))
            .collect();
        assert_eq!(passages, expected);
    }

    #[test]
    fn lines_that_flow_are_one() {
        let letter = "It ran on \r\nMonday.\r\n From here it stood.\r\n-- \r\nAna\r\n> Did it \r\n> run?\r\n>> Where?";
        let expected = [
            (0, "It ran on Monday.\nFrom here it stood.\n-- \nAna"),
            (1, "Did it run?"),
            (2, "Where?"),
        ];
        check(letter, Lines::Flowed, &expected);
        check(
            "It ran on Mon \nday.",
            Lines::FlowedInWords,
            &[(0, "It ran on Monday.")],
        );
        // What is quoted otherwise is no part of the line before.
        check("It ran \n> so", Lines::Flowed, &[(0, "It ran "), (1, "so")]);
    }

    #[test]
    fn what_is_answered_is_apart_however_it_is_signed() {
        let letter =
            "Yes.\n> It ran.\n>  In rows.\n>\n>> Did it?\n> > It did?\n>From the quay.\n a > b";
        let expected = [
            (0, "Yes."),
            (1, "It ran.\n In rows.\n"),
            (2, "Did it?\nIt did?"),
            (0, "From the quay.\n a > b"),
        ];
        check(letter, Lines::Fixed, &expected);
    }
}
