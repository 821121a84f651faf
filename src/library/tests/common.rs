//! What very many articles have is found another way than what few have; it must be the same that is found.

use super::*;

/// Articles by themselves in two words; most of them quote Ana Ruiz, some are hidden.
fn many() -> Library {
    let mut library = Library::in_memory().unwrap();
    let incoming: Vec<Incoming> = (0..3900)
        .map(|number| {
            // Dates go neither up nor down with the numbers.
            let day = format!("2026-{:02}-{:02}", 1 + number * 7 % 7, 1 + number * 11 % 28);
            let text = match number % 9 {
                0 => "quiet",
                1 => "harbour harbour",
                2..=4 => "“We wait,” she said at the harbour. “The harbour waits.”",
                _ => "“We wait at the harbour.”",
            };
            let (item, title) = (number.to_string(), format!("Number {number}"));
            incoming(FeedId::KEPT, &item, &day, &title, text, "Ana Ruiz")
        })
        .collect();
    library.save(&incoming, NOW).unwrap();
    let hidden = (1..20).map(|id| ArticleId(id * 3)).collect();
    library
        .mark(&Which::These(hidden), &Mark::Hidden(true), NOW)
        .unwrap();
    library
}

#[test]
fn by_date_and_by_what_is_to_the_point() {
    let library = many();
    for text in [
        "harbour",
        "harbour after:2026-07",
        "harbour before:2025",
        "harbour -title:1",
        "harbour is:hidden",
        "harbour quote:wait",
        "quiet",
    ] {
        let asked = query(text);
        let search = |ranking, count| library.search(&asked, ranking, count).unwrap();
        let listed = library.rows(&asked, Order::Newest, None, 30).unwrap();
        let newest = search(Ranking::Newest, 30).rows;
        assert_eq!(titles(&newest), titles(&listed), "{text}");
        let all = library.ids(&asked).unwrap().len();
        assert_eq!(library.count(&asked).unwrap(), all as u64, "{text}");
        // Ranked by SQLite itself.
        let rest = search::clause(&library.db, &asked.without_words()).unwrap();
        let sql = format!(
            "SELECT articles.id FROM article_text CROSS JOIN articles ON articles.id = article_text.rowid
              WHERE article_text MATCH '{}' AND {}
              ORDER BY bm25(article_text, 8.0, 4.0, 1.0), articles.at DESC, articles.id",
            asked.text().unwrap(),
            rest.sql
        );
        let mut ranked = Vec::new();
        library
            .each(&sql, &rest.values, |id| ranked.push(ArticleId(id)))
            .unwrap();
        for count in [0, 1, 40, 200] {
            let best = search(Ranking::Best, count);
            let ids: Vec<ArticleId> = best.rows.iter().map(|row| row.id).collect();
            assert_eq!(ids, ranked[..count.min(all)], "{count} of {text}");
            assert!(best.all.is_none_or(|it| it == all as u64), "{text}");
        }
    }
}

#[test]
fn what_somebody_said_in_very_many() {
    let library = many();
    for (name, text) in [
        ("Ruiz", ""),
        ("Ruiz", "quote:waits"),
        ("Ruiz", "before:2026-03"),
        ("Ruiz", "about:harbour"),
        ("Ruiz", "before:2025"),
        ("Okoye", ""),
    ] {
        let said = |count| library.said(name, &query(text), 0.5, count).unwrap();
        let all = said(usize::MAX >> 1);
        for count in [1, 2, 40, 500] {
            let first = &all[..count.min(all.len())];
            assert_eq!(said(count), first, "{count} of {name} {text}");
        }
    }
}

#[test]
fn the_newest_of_what_somebody_said_goes_by_the_list_that_is_held() {
    let library = many();
    let held = library.hold(None).unwrap();
    for (name, count) in [
        ("Ruiz", 1),
        ("ana", 500),
        ("Ana Ruiz", 2000),
        ("Ruiz", 9000),
        ("Okoye", 1),
    ] {
        let found = library.said_newest(name, count, &held).unwrap();
        let said = library.said(name, &query(""), 0.0, count).unwrap();
        let all = library.said_count(name, &query(""), 0.0).unwrap();
        let expected = (said.len() == count).then_some((said, all));
        assert_eq!(found, expected, "{count} of {name}");
    }
}

#[test]
fn the_same_words_in_very_many() {
    let library = many();
    let one = library.ids(&query("\"we wait at the harbour\"")).unwrap()[0];
    let same = library.same_words(one, "We wait at the harbour.").unwrap();
    assert_eq!(same.len(), 200);
    assert!(
        same.iter()
            .all(|(likeness, _)| *likeness == Likeness::Identical)
    );
}

#[test]
fn where_quotations_stand_is_known_as_long_as_none_are_stored() {
    let mut library = many();
    let ids = |library: &Library, held: &Held, text: &str| {
        let found = library.answer(&query(text), held).unwrap().unwrap();
        assert_eq!(found, library.ids(&query(text)).unwrap(), "{text}");
        found
    };
    let held = library.hold(None).unwrap();
    // Read to its end by who asks first, and before anybody asks.
    let before = ids(&library, &held, "said:ruiz");
    assert!(before.len() > 2900 && !library.read_ahead(&held).unwrap());
    // A mark changes the list and not where quotations stand.
    let one = Which::These(vec![before[7]]);
    library.mark(&one, &Mark::Hidden(true), NOW).unwrap();
    let held = library.hold(Some(held)).unwrap();
    assert_eq!(ids(&library, &held, "said:ruiz").len(), before.len() - 1);
    assert!(ids(&library, &held, "quote:nowhere").is_empty());
    // The quotations of an article in the middle are stored anew, behind all others.
    let stored = library.article(before[1000]).unwrap().unwrap();
    let done = [(before[1000], stored.article, stored.notes)];
    library.annotated(&done).unwrap();
    let text = "“Nowhere but here.”";
    let late = incoming(
        FeedId::KEPT,
        "late",
        "2026-01-15",
        "Late",
        text,
        "Jon Okoye",
    );
    library.save(&[late], NOW).unwrap();
    let held = library.hold(Some(held)).unwrap();
    assert_eq!(ids(&library, &held, "said:ruiz").len(), before.len() - 1);
    assert_eq!(ids(&library, &held, "quote:nowhere").len(), 1);
    assert_eq!(
        ids(&library, &held, "quote:wait OR said:okoye").len(),
        before.len()
    );
}

#[test]
fn what_is_stored_together_is_one_piece_of_each_index() {
    let mut library = many();
    let pieces = |library: &Library, index: &str| -> i64 {
        let sql = format!("SELECT count(DISTINCT segid) FROM {index}_idx");
        library.db.query_row(&sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(pieces(&library, "article_text"), 1);
    assert_eq!(pieces(&library, "quote_text"), 1);
    let said = library.ids(&query("said:ruiz")).unwrap();
    let again = said.iter().take(300).map(|id| {
        let stored = library.article(*id).unwrap().unwrap();
        (*id, stored.article, stored.notes)
    });
    let again: Vec<_> = again.collect();
    library.annotated(&again).unwrap();
    assert_eq!(pieces(&library, "quote_text"), 2);
    assert_eq!(library.ids(&query("said:ruiz")).unwrap(), said);
    assert_eq!(library.check(|_| ()).unwrap(), [""; 0]);
}
