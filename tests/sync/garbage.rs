//! Servers of news that answer with garbage in one field: a sync takes the rest or says why not, harms nobody, and the next
//! one that is answered well finds all as it was.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::web::desk::Desk;
use crate::web::news::{Kind, News};

/// What stands in the field instead.
fn garbage() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!(i64::MAX),
        json!(""),
        json!("\u{1b}]0;x\u{7}\u{9b}2J\u{202e}"),
        json!("x".repeat(100_000)),
        json!("1,".repeat(20_000)),
        json!([]),
        json!({ "": [[[{}]]] }),
        json!("javascript:alert(1)"),
    ]
}

/// Does `act` to each field of an answer, with its name.
fn each_field(value: &mut Value, act: &mut impl FnMut(&str, &mut Value)) {
    match value {
        Value::Object(map) => map.iter_mut().for_each(|(name, value)| {
            act(name, value);
            each_field(value, act);
        }),
        Value::Array(list) => list.iter_mut().for_each(|value| each_field(value, act)),
        _ => {}
    }
}

/// The fields that a server answers with to a sync.
fn fields(desk: &Desk) -> BTreeSet<String> {
    let seen = Arc::new(Mutex::new(BTreeSet::new()));
    let names = Arc::clone(&seen);
    desk.news().spoils = Some(Box::new(move |answer| {
        each_field(answer, &mut |name, _| {
            names.lock().unwrap().insert(name.to_owned());
        });
    }));
    // One more, so that articles are asked for.
    let more = News::new(desk.news().kind, 13..=13).items;
    desk.news().items.extend(more);
    desk.says(&["sync"]);
    seen.lock().unwrap().clone()
}

fn check(name: &str, kind: Kind) {
    let desk = Desk::new(name, News::new(kind, 1..=12));
    desk.log_in();
    desk.mark("starred", "Story 5");
    desk.mark("read", "Story 7");
    desk.says(&["sync"]);
    let fields = fields(&desk);
    assert!(fields.len() > 5, "{fields:?}");
    let all = garbage();
    for (number, field) in fields.iter().enumerate() {
        // Another for each, so that it takes no time.
        let with = all[number * 5 % all.len()].clone();
        let (spoilt, what) = (field.clone(), with.clone());
        desk.news().spoils = Some(Box::new(move |answer| {
            each_field(answer, &mut |name, value| {
                if name == spoilt {
                    value.clone_from(&what);
                }
            });
        }));
        let got = desk.run(&["sync"], "");
        let told = String::from_utf8(got.stdout).unwrap() + &String::from_utf8(got.stderr).unwrap();
        let short: String = with.to_string().chars().take(40).collect();
        let case = format!(
            "{field} = {short}: {:.300}",
            told.escape_debug().to_string()
        );
        assert!(matches!(got.status.code(), Some(0 | 1)), "{case}");
        assert!(!told.contains("fault of pullquote"), "{case}");
        let harm = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!told.contains(harm) && told.len() < 20_000, "{case}");
        desk.news().spoils = None;
        desk.says(&["sync"]);
        assert_eq!(desk.titles("").len(), 13, "{field}");
    }
    assert_eq!(desk.titles("starred"), ["Story 5"]);
    assert_eq!(desk.titles("is:read"), ["Story 7"]);
    assert_eq!(desk.news().starred(), ["Story 5"]);
    assert_eq!(desk.news().unread().len(), 12);
    assert_eq!(desk.feeds().len(), 2);
}

#[test]
fn garbage_in_a_field_of_miniflux_loses_nothing() {
    check("garbage-miniflux", Kind::Miniflux);
}

#[test]
fn garbage_in_a_field_of_freshrss_loses_nothing() {
    check("garbage-fresh", Kind::FreshRss);
}

#[test]
fn garbage_in_a_field_of_fever_loses_nothing() {
    check("garbage-fever", Kind::Fever);
}

#[test]
fn garbage_in_a_field_of_nextcloud_loses_nothing() {
    check("garbage-next", Kind::Nextcloud);
}

#[test]
fn half_a_letter_in_an_answer_costs_that_letter() {
    for (name, kind) in [
        ("half-miniflux", Kind::Miniflux),
        ("half-fever", Kind::Fever),
        ("half-next", Kind::Nextcloud),
    ] {
        let mut news = News::new(kind, 1..=3);
        news.story("Story 2").title = "Cut HALF".to_owned();
        news.rewrites = Some(("HALF", "\\ud83d"));
        let desk = Desk::new(name, news);
        desk.log_in();
        assert_eq!(desk.titles("").len(), 3, "{name}");
        assert_eq!(desk.titles("title:cut"), ["Cut \u{fffd}"], "{name}");
    }
}
