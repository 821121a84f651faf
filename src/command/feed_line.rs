//! What a line means that is typed about a feed: its name, its tags, how often it is asked, how long it keeps.

use crate::command::prompt::PromptKind;
use crate::model::{FeedChange, FeedRow};
use crate::words::day;

/// What a feed has now, to be changed.
pub fn now(kind: PromptKind, feed: &FeedRow) -> String {
    match kind {
        PromptKind::FeedName => feed.name.clone(),
        PromptKind::FeedTags => feed.tags.join(", "),
        PromptKind::FeedInterval => feed.every.map_or_else(String::new, day::span),
        _ => feed.keep.map_or_else(String::new, |days| days.to_string()),
    }
}

/// The changes that typed words mean, and what is said then.
///
/// # Errors
/// What is to be typed instead, as one sentence.
pub fn changes(
    kind: PromptKind,
    words: &str,
    feed: &FeedRow,
) -> Result<(Vec<FeedChange>, String), String> {
    let name = &feed.name;
    Ok(match kind {
        PromptKind::FeedName if words.is_empty() => (
            vec![FeedChange::Name(None)],
            format!("{name} has its own name again."),
        ),
        PromptKind::FeedName => (
            vec![FeedChange::Name(Some(words.to_owned()))],
            format!("It is called {words} now."),
        ),
        PromptKind::FeedTags => {
            let wanted: Vec<&str> = words
                .split(',')
                .map(str::trim)
                .filter(|tag| !tag.is_empty())
                .collect();
            let has = |tags: &[&str], tag: &str| tags.iter().any(|it| it.eq_ignore_ascii_case(tag));
            let old: Vec<&str> = feed.tags.iter().map(String::as_str).collect();
            let gone = old.iter().filter(|tag| !has(&wanted, tag));
            let new = wanted.iter().filter(|tag| !has(&old, tag));
            let mut changes: Vec<FeedChange> = gone
                .map(|tag| FeedChange::Tag((*tag).to_owned(), false))
                .collect();
            changes.extend(new.map(|tag| FeedChange::Tag((*tag).to_owned(), true)));
            let sentence = match wanted.join(", ") {
                tags if tags.is_empty() => format!("{name} has no tags."),
                tags => format!("{name} is tagged {tags}."),
            };
            (changes, sentence)
        }
        PromptKind::FeedInterval if matches!(words, "" | "0") => (
            vec![FeedChange::Every(None)],
            format!("{name} is asked at every refresh."),
        ),
        PromptKind::FeedInterval => {
            let seconds = day::seconds(words).filter(|seconds| *seconds > 0);
            let seconds = seconds.ok_or(format!("{words}: write 30m, 6h or 1d."))?;
            (
                vec![FeedChange::Every(Some(seconds))],
                format!("{name} is asked every {} at most.", day::span(seconds)),
            )
        }
        _ if matches!(words, "" | "0") => (
            vec![FeedChange::Keep(None)],
            format!("What you read of {name} is kept for ever."),
        ),
        _ => {
            let days: i64 = words.trim_end_matches('d').trim().parse().unwrap_or(0);
            if days <= 0 {
                return Err(format!("{words}: write a number of days."));
            }
            (
                vec![FeedChange::Keep(Some(days))],
                format!("What you read of {name} is kept {days} days, what is marked for ever."),
            )
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: PromptKind, words: &str, expected: &[FeedChange], sentence: &str) {
        let feed = FeedRow {
            name: "Valley Post".into(),
            tags: vec!["sea".into()],
            ..FeedRow::default()
        };
        let expected = match expected {
            [] => Err(sentence.to_owned()),
            changes => Ok((changes.to_vec(), sentence.to_owned())),
        };
        assert_eq!(changes(kind, words, &feed), expected, "{words}");
    }

    #[test]
    fn what_is_typed_about_a_feed_is_what_changes() {
        use FeedChange as C;
        use PromptKind as K;
        let tagged = [C::Tag("sea".into(), false), C::Tag("hills".into(), true)];
        check(
            K::FeedTags,
            "hills",
            &tagged,
            "Valley Post is tagged hills.",
        );
        check(
            K::FeedInterval,
            "6h",
            &[C::Every(Some(21_600))],
            "Valley Post is asked every 6h at most.",
        );
        check(K::FeedInterval, "soon", &[], "soon: write 30m, 6h or 1d.");
        check(
            K::FeedKeep,
            "30",
            &[C::Keep(Some(30))],
            "What you read of Valley Post is kept 30 days, what is marked for ever.",
        );
        check(K::FeedKeep, "soon", &[], "soon: write a number of days.");
        check(
            K::FeedName,
            "",
            &[C::Name(None)],
            "Valley Post has its own name again.",
        );
    }
}
