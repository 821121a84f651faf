//! Plain mode as a dialogue: commands typed as lines and the words that answer them, against files in
//! `tests/plain`. The articles are those that the screen readers read in `tests/speech`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests say what they expect"
)]

use std::io::Write;
use std::process::{Command, Stdio};

mod golden;

/// Runs `pullquote --plain=lines` on articles and types the lines.
fn answers(articles: &[&str], lines: &str, env: &[(&str, &str)]) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pullquote"))
        .arg("--plain=lines")
        .args(articles.iter().map(|name| format!("articles/{name}.md")))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/speech"))
        .env("SOURCE_DATE_EPOCH", "1794355200")
        .env("HOME", std::env::temp_dir())
        .env_remove("XDG_CONFIG_HOME")
        .envs(env.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(lines.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

/// A dialogue, shown with what was typed before each answer. Answers are told apart by running the
/// program with one line more each time.
fn check(name: &str, articles: &[&str], lines: &[&str]) {
    let mut said = answers(articles, "", &[]);
    let mut dialogue = said.clone();
    for number in 1..=lines.len() {
        let typed: String = lines[..number].iter().map(|it| format!("{it}\n")).collect();
        let all = answers(articles, &typed, &[]);
        let new = all.strip_prefix(&said).unwrap();
        dialogue.push_str(&format!("> {}\n{new}", lines[number - 1]));
        said = all;
    }
    assert!(
        !said.contains('\x1b') && !said.contains('\r'),
        "no escapes, no redrawing"
    );
    golden::check(&format!("tests/plain/{name}.txt"), &dialogue);
}

#[test]
fn an_article_is_read_and_its_quotes_are_gone_through() {
    let lines = [
        "down",
        "up",
        "open",
        "",
        "next quote",
        ")",
        "next quote",
        "(",
        "gs",
        "back",
        "ge",
        "back",
        "search ferry",
        "next match",
        ".",
        "speaker berg",
        "speaker nobody",
        "paragraph 2",
        "3",
        "previous paragraph",
        "read on",
        "back",
        "quit",
    ];
    check("reading", &["ferry", "rain", "library"], &lines);
}

#[test]
fn lists_tables_headings_and_links_say_what_they_are() {
    let lines = [
        "open 2", "", "", "", "", "", "", "", "links", "open", "contents", "1", "top", "bottom",
    ];
    check("hard", &["rain", "hard"], &lines);
}

#[test]
fn what_is_not_understood_gets_a_sentence() {
    let lines = [
        "&",
        "copy",
        "dance",
        "open 7",
        "speaker berg",
        "search zebra",
        "all",
        "help undo",
    ];
    check("errors", &["ferry", "rain"], &lines);
}

#[test]
fn off_a_terminal_the_article_is_printed_once_without_a_word_more() {
    let output = Command::new(env!("CARGO_BIN_EXE_pullquote"))
        .args(["--plain", "articles/rain.md"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/speech"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    golden::check(
        "tests/plain/article.txt",
        &String::from_utf8(output.stdout).unwrap(),
    );
}
