//! What somebody said, counted and listed.

use crate::place::Place;

#[test]
fn from_adding_to_everything_that_somebody_said() {
    let place = Place::new("said");
    assert_eq!(
        place.says(&["add", "ferry.txt", "later.txt", "--tag", "sea"]),
        "1  kept  Council votes to keep harbour ferry\n2  kept  Island remembers the ferry vote\n"
    );
    assert_eq!(place.says(&["list", "--unread", "--count"]), "2\n");
    let listed = place.says(&["list", "--json", "--limit", "1"]);
    let row: serde_json::Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(row["title"], "Island remembers the ferry vote");
    assert_eq!(
        (&row["unread"], &row["tags"][0]),
        (&true.into(), &"sea".into())
    );
    assert_eq!(row["date"], "2026-11-06T09:00:00Z");
    assert!(
        place
            .says(&["search", "boats"])
            .contains("A year later the boats are full")
    );
    assert!(
        place
            .says(&["search", "quote:lifeline -island", "--newest"])
            .is_empty()
    );
    let one = place.says(&["search", "okafor", "--limit", "1", "--save", "Okafor"]);
    assert_eq!(
        one.lines().count(),
        2, // with the words that were found
        "options may stand behind words: {one}"
    );
    assert!(place.says(&["feeds"]).contains("Okafor · okafor"));
    let said = place.says(&["said", "okafor", "--format", "csv"]);
    assert_eq!(said.lines().count(), 3, "{said}");
    let about = place.says(&["said", "Okafor", "about:island", "title:council"]);
    assert!(about.contains("lifeline for the whole island"), "{about}");
    let elsewhere = place.says(&["show", "1", "--elsewhere"]);
    assert!(elsewhere.contains("shortened:      2"), "{elsewhere}");
    let sentence = place.fails(&["said", "Sean Okafer"], 1);
    assert!(sentence.contains("nobody of this name"), "{sentence}");
}

#[test]
fn who_speaks_how_much() {
    let place = Place::new("tally");
    place.says(&["add", "ferry.txt", "later.txt"]);
    let table = place.says(&["said", "--by", "speaker", "--format", "csv"]);
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows[0], "speaker,quotes,words,articles,feeds,first,last");
    let words = |row: &&str| row.split(',').nth(2).and_then(|words| words.parse().ok());
    let words: Vec<usize> = rows[1..].iter().filter_map(words).collect();
    assert_eq!(words.len(), rows.len() - 1, "{table}");
    assert!(
        words.is_sorted_by(|a, b| a >= b),
        "most words first: {table}"
    );
    let json = place.says(&[
        "said",
        "okafor",
        "--by",
        "speaker,month",
        "--format",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json[0]["speaker"], "Sean Okafor");
    let said = place.says(&["said", "okafor", "--format", "jsonl"]);
    let count = |row: &serde_json::Value| row["quotes"].as_u64();
    let counted: u64 = json.as_array().unwrap().iter().filter_map(count).sum();
    assert_eq!(counted, said.lines().count() as u64, "{json}");
    let none = place.says(&["said", "title:nowhere", "--by", "month", "--format", "csv"]);
    assert_eq!(none.lines().count(), 1, "{none}");
    let text = place.says(&["said", "--by", "speaker", "--limit", "1"]);
    assert!(
        text.contains("Sean Okafor") && !text.contains('█'),
        "{text}"
    );
    assert!(
        place
            .fails(&["said", "--by", "feed", "--format", "bibtex"], 1)
            .contains("--by prints")
    );
    assert!(
        place
            .fails(&["said", "Nemo", "--by", "feed"], 1)
            .contains("nobody of this name")
    );
}

#[test]
fn everything_is_everything_however_much_somebody_said() {
    let place = Place::new("everything");
    let many: Vec<String> = (0..130)
        .map(|nth| format!("“Boat {nth} of the fleet is late again,” said Sean Okafor.\n"))
        .collect();
    let long = format!("The fleet\n\n{}", many.join("\n"));
    std::fs::write(place.0.join("long.txt"), long).unwrap();
    place.says(&["add", "long.txt"]);
    let said = |more: &[&str]| {
        let all = place.says(&[&["said", "okafor", "--format", "jsonl"], more].concat());
        all.lines().count()
    };
    assert_eq!(said(&[]), 130);
    assert_eq!(said(&["--limit", "7"]), 7);
    let found = place.says(&["search", "boat", "--limit", "0", "--format", "jsonl"]);
    assert_eq!(found.lines().count(), 1);
}

#[test]
fn what_somebody_thinks_is_told_when_it_is_asked_for() {
    let place = Place::new("thoughts");
    std::fs::write(
        place.0.join("bridge.txt"),
        "Bridge stays shut\n\n“The bridge stays shut,” said Ana Ruiz, the engineer. Ruiz fears that the wind will not drop \
         this week. Sean Okafor thinks that the bridge is safe.\n",
    ).unwrap();
    place.says(&["add", "bridge.txt"]);
    let said = |more: &[&str]| place.says(&[&["said", "Ruiz"], more].concat());
    assert!(!said(&[]).contains("wind"), "{}", said(&[]));
    let told = said(&["--thoughts"]);
    assert!(
        told.contains("stays shut") && told.contains("the wind will not drop"),
        "{told}"
    );
    assert!(!told.contains("is safe"), "{told}");
    assert_eq!(
        said(&["--thoughts", "--limit", "1", "--format", "jsonl"])
            .lines()
            .count(),
        1
    );
}
