//! Names of articles in every form, signs, and items full of garbage.

use serde_json::json;

use super::*;

#[test]
fn names_are_read_in_all_forms() {
    let of = |id: Value| name(&id);
    let long = |digits: &str| json!(format!("{ITEM}{digits}"));
    for id in [
        long("000000000000001f"),
        long("000000000000001F"),
        long("1f"),
        json!(31),
        json!("31"),
        json!("000000000000001f"),
        json!("1f"),
    ] {
        assert_eq!(of(id.clone()).as_deref(), Some("000000000000001f"), "{id}");
    }
    let minus = Some("fffffffffffffffe".to_owned());
    assert_eq!(of(json!(-2)), minus);
    assert_eq!(of(json!("-2")), minus);
    assert_eq!(of(json!("18446744073709551614")), minus);
    assert_eq!(of(json!(18_446_744_073_709_551_614_u64)), minus);
    let object = Some("507f1f77bcf86cd799439011".to_owned());
    assert_eq!(of(json!("507f1f77bcf86cd799439011")), object);
    assert_eq!(of(long("507f1f77bcf86cd799439011")), object);
    for id in [
        json!("tag:x/item/"),
        json!(""),
        json!({}),
        json!(1.5),
        json!(null),
        json!("ferry"),
    ] {
        assert_eq!(of(id.clone()), None, "{id}");
    }
}

#[test]
fn signs_are_narrow_again_but_among_ideographs() {
    assert_eq!(narrow("Q ＆ A ＜now＞？"), "Q & A <now>?");
    assert_eq!(narrow("渡し船，今日？"), "渡し船，今日？");
}

#[test]
fn an_item_becomes_an_article() {
    let found = item(&json!({
        "id": "tag:google.com,2005:reader/item/000000000000001f",
        "title": "Storm &amp; quay",
        "author": "Ana Ruiz",
        "published": 1_786_363_200,
        "canonical": [{ "href": "https://lamp.example/storm" }],
        "summary": { "content": "<p>“Stay at home,” said <a href='/okafor'>Sean Okafor</a>.</p>" },
        "categories": ["user/1/state/com.google/reading-list", "user/1/state/com.google/read"],
        "origin": { "streamId": "feed/7", "title": "The Lamp" },
    }))
    .unwrap();
    let article = &found.item.article;
    assert_eq!(found.name, "000000000000001f");
    assert_eq!(found.stream, "feed/7");
    assert_eq!((found.state.read, found.state.starred), (true, false));
    assert_eq!(article.text, "“Stay at home,” said Sean Okafor.");
    assert_eq!(article.meta.title, "Storm & quay");
    assert_eq!(article.meta.byline.as_deref(), Some("Ana Ruiz"));
    assert_eq!(article.meta.site.as_deref(), Some("The Lamp"));
    assert_eq!(
        article.meta.published.as_deref(),
        Some("2026-08-10T12:00:00Z")
    );
    assert_eq!(item(&json!({ "id": [3] })), None);
}

#[test]
fn garbage_in_every_field_is_no_panic() {
    let good = json!({
        "id": 3, "title": "A", "author": "B", "published": 1,
        "canonical": [{ "href": "https://lamp.example/" }], "alternate": [],
        "summary": { "content": "C" }, "content": { "content": "D" },
        "categories": ["user/-/state/com.google/read"],
        "origin": { "streamId": "feed/7", "title": "E", "htmlUrl": "https://lamp.example" },
    });
    let bad = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1e308),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(""),
        json!("\u{1b}[2J"),
        json!("x".repeat(100_000)),
        json!([]),
        json!({}),
        json!([[]]),
        json!(["\u{0}"]),
        json!({ "content": [] }),
        json!([{ "href": 3 }]),
    ];
    for key in good.as_object().unwrap().keys() {
        for value in &bad {
            let mut item_json = good.clone();
            item_json[key] = value.clone();
            let _ = item(&item_json);
        }
    }
}
