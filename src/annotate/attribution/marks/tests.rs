//! Quotation marks, a line a case: the regions found, depth first.

use super::*;

/// The regions' inner words, joined by " | ", each with a `>` for a level of depth and a `…` when never closed.
fn check(text: &str, expected: &str) {
    let mut start = 0;
    let blocks: Vec<Range<usize>> = text
        .split('\n')
        .map(|line| {
            let range = start..start + line.len();
            start += line.len() + 1;
            range
        })
        .collect();
    let found: Vec<String> = regions(text, blocks)
        .iter()
        .map(|region| {
            let depth = ">".repeat(usize::from(region.depth));
            let joined = if region.continues { "+" } else { "" };
            let open = if region.closed { "" } else { "…" };
            format!("{depth}{joined}{}{open}", region.inner.of(text))
        })
        .collect();
    assert_eq!(found.join(" | "), expected, "{text}");
}

#[test]
fn straight_and_curly() {
    check(r#""We won," Ruiz said."#, "We won,");
    check("“We won,” Ruiz said. “Twice.”", "We won, | Twice.");
    check("``We won,'' Ruiz said.", "We won,");
    check("‘We won,’ Ruiz said.", "We won,");
    check("'We won,' Ruiz said.", "We won,");
}

#[test]
fn marks_inside_the_same_marks() {
    check(
        r#""Press "Send" and then "Leave", and wait." He did."#,
        r#"Press "Send" and then "Leave", and wait. | >Send | >Leave"#,
    );
    check(
        r#""Say "go" and I go," she said."#,
        r#"Say "go" and I go, | >go"#,
    );
    check(r#""It is a 6" pipe," he said."#, r#"It is a 6" pipe,"#);
    check(
        r#""The "big" one is 8" wide, the "small" one 6"." He left."#,
        r#"The "big" one is 8" wide, the "small" one 6". | >big | >small"#,
    );
    check(r#"He said "in 2016" and "in 2017"."#, "in 2016 | in 2017");
}

#[test]
fn a_forgotten_mark_ends_before_the_attribution() {
    check(
        r#""We lost, Crane said. "They won," he said."#,
        "We lost,… | They won,",
    );
    check(
        "“We lost, said Ana Ruiz.\nHe left. “No,” she said.",
        "We lost,… | No,",
    );
    check(
        "“We lost, he said.\n“We won,” he said.",
        "We lost, he said.… | +We won,",
    );
}

#[test]
fn other_languages() {
    check("« Nous avons gagné », dit-elle.", " Nous avons gagné ");
    check("»Wir haben gewonnen«, sagte sie.", "Wir haben gewonnen");
    check("„Wir haben gewonnen“, sagte sie.", "Wir haben gewonnen");
    check("”Vi vann”, sa hon.", "Vi vann");
    check("彼女は「勝った」と言った。", "勝った");
    check("‚Gewonnen‘, sagte sie.", "Gewonnen");
}

#[test]
fn apostrophes_are_no_quotes() {
    check("The dogs' bowls and rock 'n' roll of the '90s.", "");
    check("It’s O’Neill’s, the dogs’ and the workers’ own.", "");
    check(
        "‘It’s the dogs’ own, isn’t it?’ she said.",
        "It’s the dogs’ own, isn’t it?",
    );
    check("'It's the dogs' own,' she said.", "It's the dogs' own,");
    check("'Tis the season; get 'em.", "");
    check("He is 6'2\" tall.", "");
}

#[test]
fn nested() {
    check(
        "“She told me ‘go home’ and I went,” he said.",
        "She told me ‘go home’ and I went, | >go home",
    );
    check(
        "'She told me \"go home\" and I went,' he said.",
        "She told me \"go home\" and I went, | >go home",
    );
}

#[test]
fn over_paragraphs() {
    check(
        "“One.\n“Two.\n“Three,” she said.",
        "One.… | +Two.… | +Three,",
    );
    check("“One.”\n“Two.”", "One. | Two.");
    check("“One.\nTwo.", "One.…");
}

#[test]
fn forgotten() {
    check("“One, she said.", "One,…");
    check("He said \"one and \"two\".", "one and… | two");
    check("Two” and nothing.", "");
}

#[test]
fn many_marks_stay_linear() {
    for mark in ["\"", "“", "”", "'", "‘a", "’ ", "«", "\" a"] {
        let text = mark.repeat(100_000);
        let found = regions(&text, std::iter::once(0..text.len()));
        assert!(
            found
                .iter()
                .all(|region| region.inner.start <= region.inner.end)
        );
    }
}
