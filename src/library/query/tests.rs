//! What queries are read as.

use super::*;

/// 2026-08-10, noon UTC.
const NOW: i64 = 1_786_363_200;

fn check(text: &str, expected: &[&[What]]) {
    let query = Query::parse(text, NOW).unwrap();
    let found: Vec<Vec<What>> = query
        .any
        .iter()
        .map(|all| all.iter().map(|term| term.what.clone()).collect())
        .collect();
    let expected: Vec<Vec<What>> = expected.iter().map(|all| all.to_vec()).collect();
    assert_eq!(found, expected, "{text}");
}

fn error(text: &str) -> String {
    Query::parse(text, NOW).unwrap_err().to_string()
}

#[test]
fn words_phrases_and_keys() {
    let words = |text: &str| What::Words(text.into());
    check("", &[]);
    check(
        "ferry \"new quay\"",
        &[&[words("ferry"), words("new quay")]],
    );
    check(
        "said:“Ana Ruiz” ferry",
        &[&[words("ferry"), What::Said("Ana Ruiz".into())]],
    );
    check("quote: ferry", &[&[What::Quote("ferry".into())]]);
    check("at 12:30", &[&[words("at"), words("12:30")]]);
    check("\"never closed", &[&[words("never closed")]]);
    check("ferry\0 quay", &[&[words("ferry"), words("quay")]]);
    check("a b OR c", &[&[words("a"), words("b")], &[words("c")]]);
    check("OR a OR", &[&[words("a")]]);
    check(
        "Unread \"unread\"",
        &[&[What::Is(State::Unread), words("unread")]],
    );
}

#[test]
fn minus_turns_a_term_round() {
    let query = Query::parse("-ferry -tag:sea - --", NOW).unwrap();
    let not: Vec<bool> = query.any[0].iter().map(|term| term.not).collect();
    assert_eq!(not, [true, true]);
    assert_eq!(parsed("-ferry"), parsed("NOT ferry"));
    assert_eq!(parsed("−ferry"), parsed("-ferry"));
    assert_eq!(parsed("- ferry"), parsed("ferry"));
    let words = |text: &str| What::Words(text.into());
    check("do NOT", &[&[words("do"), words("NOT")]]);
}

#[test]
fn signs_alone_are_no_words() {
    let both = parsed("storm quay");
    for sign in [
        "&", "–", "/", "|", "-", "…", ":", "(", ")", "()", "\"-\"", "AND", "+ &",
    ] {
        assert_eq!(parsed(&format!("storm {sign} quay")), both, "{sign}");
    }
    assert!(error("&").starts_with("&: there is no word in it"));
    assert!(error(" – / ").starts_with("– /: there is no word"));
    for text in ["(", ")", "( )", "OR", "(OR)", "- ("] {
        assert!(
            error(text).ends_with("there is no word in it to look for"),
            "{text}"
        );
    }
    assert_eq!(parsed(""), Query::default());
    let words = |text: &str| What::Words(text.into());
    check("c++ #1", &[&[words("c++"), words("#1")]]);
    check("tag:☆", &[&[What::Tag("☆".into())]]);
}

#[test]
fn parentheses_group() {
    let words = |text: &str| What::Words(text.into());
    check(
        "(storm OR boat) quay",
        &[
            &[words("quay"), words("storm")],
            &[words("quay"), words("boat")],
        ],
    );
    assert_eq!(parsed("-(a OR b)"), parsed("-a -b"));
    assert_eq!(parsed("NOT (a b)"), parsed("-a OR -b"));
    assert_eq!(parsed("-(a -b)"), parsed("-a OR NOT -b"));
    assert_eq!(
        parsed("title:(a OR \"b c\")"),
        parsed("title:a OR title:\"b c\"")
    );
    assert_eq!(parsed("((a) OR (b"), parsed("a OR b"));
    assert_eq!(parsed("a ) OR b"), parsed("a OR b"));
    assert_eq!(parsed("f(x) (sic)"), parsed("\"f(x)\" \"sic\""));
    assert!(error(&"(".repeat(100_000)).len() < 200);
}

#[test]
fn unknown_keys_get_the_nearest_right_one() {
    assert!(error("autor:Ruiz").contains("did you mean by:?"));
    assert!(error("ferry titel:\"two words\"").contains("did you mean title:?"));
    assert!(error("(colour:red)").contains("pullquote help search"));
    let words = |text: &str| What::Words(text.into());
    check("Breaking: storm", &[&[words("Breaking:"), words("storm")]]);
    // From an article, and for somebody's words.
    check(
        "Ruiz said: gone",
        &[&[words("Ruiz"), words("said:"), words("gone")]],
    );
    check("said: Ruiz", &[&[What::Said("Ruiz".into())]]);
    // A part of a name that is written without blanks.
    check("said:山田", &[&[What::Said("*山田".into())]]);
    check(
        "gone said:Ruiz",
        &[&[words("gone"), What::Said("Ruiz".into())]],
    );
    check("https://a.example/x", &[&[words("https://a.example/x")]]);
    check("\"autor:Ruiz\"", &[&[words("autor:Ruiz")]]);
}

#[test]
fn long_queries_are_bounded() {
    let passage: Vec<String> = (0..400).map(|n| format!("word{}", n % 90)).collect();
    let query = parsed(&passage.join(" "));
    assert_eq!((query.any.len(), query.any[0].len()), (1, 16));
    assert!(query.caution().is_some());
    assert!(parsed("storm quay").caution().is_none());
    let phrase = parsed(&format!("\"{}\"", passage.join(" ")));
    assert!(phrase.caution().is_some());
    let minus = passage.iter().map(|word| format!("-{word} "));
    assert!(error(&minus.collect::<String>()).contains("at most 200 terms"));
    let groups = "(a OR b) ".repeat(40);
    assert!(error(&groups).contains("64 alternatives"));
}

fn parsed(text: &str) -> Query {
    Query::parse(text, NOW).unwrap()
}

#[test]
fn dates_and_spans_of_time() {
    check("after:2026-08-10", &[&[What::After(NOW - 43_200)]]);
    check("after:1970", &[&[What::After(0)]]);
    check("after:1970-02", &[&[What::After(31 * 86_400)]]);
    check("before:7d", &[&[What::Before(NOW - 7 * 86_400)]]);
    check("after:today", &[&[What::After(NOW - 43_200)]]);
    assert_eq!(seconds("1970-01-02T00:00:05Z"), Some(86_405));
    assert_eq!(seconds("soon"), None);
    assert_eq!(seconds("äääääääää"), None);
}

#[test]
fn mistakes_get_a_sentence() {
    assert!(error("after:soon").starts_with("soon: not a date"));
    assert!(error("is:green").starts_with("is:green: unknown"));
    assert!(error("tag:").starts_with("tag: what should"));
}

#[test]
fn two_queries_hold_together() {
    let left = Query::parse("a OR b", NOW).unwrap();
    let both = left.and(&Query::parse("c", NOW).unwrap());
    assert_eq!(both, Query::parse("a c OR b c", NOW).unwrap());
    assert_eq!(both, Query::default().and(&both));
}
