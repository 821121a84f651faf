//! The times of a live blog: the first stands where other pages say when the whole was written.

use crate::ingest::html::prose::Leaf;

/// The longest line, in bytes, that is a time.
const LONG: usize = 40;

/// The last line before the paragraph `first` that says a time as others do between that and the paragraph `last`.
pub fn first_of_many(leaves: &[Leaf<'_>], first: usize, last: usize) -> Option<usize> {
    let before = leaves[..first].iter().enumerate().rev();
    let (at, shape) = before
        .into_iter()
        .find_map(|(at, leaf)| Some((at, shape(&leaf.words)?)))?;
    let mut behind = leaves.iter().take(last).skip(first + 1);
    behind
        .any(|leaf| self::shape(&leaf.words).as_ref() == Some(&shape))
        .then_some(at)
}

/// A line with a time in it, a 0 for each number; none for other lines.
fn shape(line: &str) -> Option<String> {
    if line.len() > LONG || !line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut shape = String::new();
    for c in line.chars() {
        if !c.is_ascii_digit() {
            shape.push(c);
        } else if !shape.ends_with('0') {
            shape.push('0');
        }
    }
    ["0:0", "0.0", "0h0"]
        .iter()
        .any(|time| shape.contains(time))
        .then_some(shape)
}

#[cfg(test)]
mod tests {
    use crate::ingest::Hint;
    use crate::ingest::html::read;

    const QUAY: &str = "<p>The harbour master said on Monday that the new quay of Port Almery will be open before the spring comes.</p>";

    #[track_caller]
    fn check(time: impl Fn(&str) -> String, expected: &[&str]) {
        let part = |at: &str| {
            format!(
                "<div class=block>{}<h2>Lamps</h2>{QUAY}{QUAY}</div>",
                time(at)
            )
        };
        let page = format!(
            "<title>A quay for Almery</title><main><h1>A quay for Almery</h1><div>3 Feb 2026 13:00</div>{}{}{}</main>",
            part("12:20"),
            part("11:05"),
            part("9:50")
        );
        let text = read(&page, Hint::default()).text;
        for words in expected {
            assert_eq!(text.matches(words).count(), 1, "{words}\n{text}");
        }
        assert!(!text.contains("13:00"), "{text}");
    }

    #[test]
    fn every_part_of_a_live_blog_has_its_time() {
        check(
            |at| format!("<p><a href=#b>{at} GMT</a></p>"),
            &["12:20 GMT", "11:05 GMT", "9:50 GMT"],
        );
        check(
            |at| format!("<p><time>3 Feb 2026 {at}</time></p>"),
            &["3 Feb 2026 12:20", "3 Feb 2026 11:05", "3 Feb 2026 9:50"],
        );
    }

    #[test]
    fn the_time_of_the_whole_is_no_part_of_it() {
        check(|_| String::new(), &[]);
    }
}
