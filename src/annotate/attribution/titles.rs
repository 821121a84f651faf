//! Quoted words that name a work rather than say something.

/// Whether quoted words look like the title of a work: most of them, small words apart, have a capital.
pub(super) fn is_title(words: &str) -> bool {
    const SMALL: [&str; 14] = [
        "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with",
    ];
    let (mut all, mut capital) = (0, 0);
    for (at, word) in words.split_whitespace().take(12).enumerate() {
        if at > 0 && SMALL.contains(&word) {
            continue;
        }
        all += 1;
        capital += usize::from(word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    }
    let one =
        all == 1 && words.split_whitespace().count() == 1 && !words.ends_with(['!', '?', '.']);
    capital * 10 >= all * 7 && (all > 1 || one)
}
