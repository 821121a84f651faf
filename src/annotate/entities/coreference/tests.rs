//! Which names are one, in brackets with the first letter of their kind.

use super::*;
use crate::annotate::blocks_of;
use crate::annotate::text::split::split;

/// Names stand in brackets, with the first letter of their kind; the groups come as numbers.
fn check(marked: &str, groups: &[usize]) {
    let text: String = marked
        .split(['[', ']'])
        .map(|part| {
            part.trim_start_matches(['P', 'O', 'L'])
                .trim_start_matches(':')
        })
        .collect();
    let layer = split(&text, &blocks_of(&text));
    let mut names = Vec::new();
    let mut from = 0;
    for name in marked.split('[').skip(1) {
        let (kind, rest) = name.split_once(':').unwrap();
        let words = rest.split(']').next().unwrap();
        let start = from + text[from..].find(words).unwrap();
        from = start + words.len();
        let first = layer
            .tokens
            .iter()
            .position(|token| token.span().start == start)
            .unwrap();
        let last = layer
            .tokens
            .iter()
            .position(|token| token.span().end == from)
            .unwrap();
        let kind = match kind {
            "P" => EntityKind::Person,
            "O" => EntityKind::Organisation,
            _ => EntityKind::Place,
        };
        names.push(Name {
            tokens: first..last + 1,
            kind,
            confidence: 1.0,
            entity: None,
        });
    }
    assert_eq!(group(&layer, &names), groups, "{marked}");
}

#[test]
fn persons_by_surname_first_name_and_initial() {
    check(
        "[P:Ana Ruiz] met [P:Sean Okafor]. [P:Ruiz] left. [P:Sean] stayed.",
        &[0, 1, 0, 1],
    );
    check(
        "[P:A. Ruiz] is [P:Ana Ruiz], not [P:Alma Ruiz].",
        &[0, 0, 1],
    );
    check("[P:Okafor] speaks: [P:Sean Okafor] of Port Sel.", &[0, 0]);
}

#[test]
fn titles_keep_persons_apart() {
    check(
        "Mr. [P:Ruiz] and [P:Ana Ruiz] met Mrs. [P:Ruiz].",
        &[0, 1, 1],
    );
}

#[test]
fn father_and_son_are_two() {
    check(
        "[P:Sean Okafor Sr.] and [P:Sean Okafor Jr.] sail. [P:Okafor Sr.] steers, [P:Okafor Jr.] sleeps.",
        &[0, 1, 0, 1],
    );
}

#[test]
fn other_initials_are_another_person() {
    check(
        "[P:Tomas H. W. Berger] and [P:Tomas W. Berger] met.",
        &[0, 1],
    );
    check(
        "[P:Tomas H. W. Berger] left, as [P:Tomas Berger] does.",
        &[0, 0],
    );
}

#[test]
fn a_title_means_who_bears_it() {
    check(
        "[P:Bo Okafor] left. [P:Okafor]'s deputy, [P:Mary Okafor], stayed. Ms. [P:Okafor] waved.",
        &[0, 0, 1, 1],
    );
}

#[test]
fn bodies_by_acronym_and_part() {
    check("The [O:Port Sel Harbour Council] ([O:PSHC]) met.", &[0, 0]);
    check(
        "[O:PSHC] is the [O:Port Sel Harbour Council], the [O:Harbour Council].",
        &[0, 0, 0],
    );
    check(
        "The [L:U.S.] is the [L:United States], or [L:US].",
        &[0, 0, 0],
    );
}

#[test]
fn persons_by_the_last_words_and_by_one_in_between() {
    check(
        "[P:Ines van der Berg] left; [P:van der Berg] was tired.",
        &[0, 0],
    );
    check("[P:Sean Okafor Jr.] spoke. [P:Okafor] sat down.", &[0, 0]);
    check("[P:Luis Garay Montes] sings. [P:Garay] wrote it.", &[0, 0]);
}

#[test]
fn an_office_is_whoever_was_named_in_it() {
    check(
        "[P:Finance Minister Ana Ruiz] met [P:Prime Minister Tomas Berger]. The [P:Finance Minister] left.",
        &[0, 1, 0],
    );
    check(
        "[P:Ana Ruiz], [P:Assistant Professor] of law, met [P:Vice President] [P:Sean Okafor].",
        &[0, 0, 1, 1],
    );
}

#[test]
fn a_relative_leaves_the_surname_to_whoever_bore_it_first() {
    check(
        "[P:Walt Okafor] looked for his brother, [P:George Okafor]. [P:Okafor] wept; [P:George] did not.",
        &[0, 1, 0, 1],
    );
    check("His wife [P:Ana Ruiz] left. [P:Ruiz] waved.", &[0, 0]);
}

#[test]
fn slips_of_the_pen_and_short_names() {
    check(
        "[P:Lydia Buchtmann] left. [P:Bauchtman] waved, as [P:Buchtman] does.",
        &[0, 0, 0],
    );
    check("[P:Ana Maurer] left. [P:Mauer] waved.", &[0, 0]);
    check("[P:Ana Miller] met [P:Mueller].", &[0, 1]);
    check("[P:Jo Lopez] left. [P:J-Lo] waved.", &[0, 0]);
    check(
        "The [O:United Harbours] met; the [O:Untied Harbours] agreed.",
        &[0, 0],
    );
}

#[test]
fn a_domain_and_news_are_no_other_body() {
    check("[O:PSB.com], [O:PSB] and [O:PSB News]", &[0, 0, 0]);
    check("[O:PSB] and [O:PSB Port]", &[0, 1]);
}

#[test]
fn initials_alone_keep_namesakes_apart() {
    check("[P:George H. W.] was before [P:George W.] in it.", &[0, 1]);
}
