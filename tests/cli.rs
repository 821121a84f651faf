//! The program as scripts use it: data on stdout, sentences on stderr, honest exit codes.

#![allow(clippy::unwrap_used, reason = "tests say what they expect")]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const ARTICLE: &str = "Council votes to keep harbour ferry\n\n\
    The city council voted eight to one on Tuesday to keep the harbour ferry running.\n\n\
    “The ferry is a lifeline for the island,” said Sean Okafor, the harbour master. “We will not lose it.”\n";

/// Runs the program off a terminal with `input` on stdin.
fn pullquote(args: &[&str], input: &[u8]) -> Output {
    run(&mut program(args), input)
}

fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pullquote"));
    command.args(args).env("SOURCE_DATE_EPOCH", "1793955600");
    command
}

fn run(command: &mut Command, input: &[u8]) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // It may answer before it has read all. One that ends early closes the pipe; that is for the test to judge.
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().unwrap()
    })
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A file of that name and content in a folder of the test's own.
fn file(test: &str, name: &str, content: &[u8]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("pullquote-cli-{test}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    path
}

fn json(bytes: &[u8]) -> serde_json::Value {
    serde_json::from_slice(bytes).unwrap()
}

#[test]
fn off_a_terminal_the_article_is_printed_linear_and_without_escapes() {
    let output = pullquote(&["-"], ARTICLE.as_bytes());
    assert_eq!(text(&output.stdout), ARTICLE);
    assert_eq!(text(&output.stderr), "");
    assert!(output.status.success());
}

#[test]
fn quotes_come_with_parts_speaker_and_source() {
    let output = pullquote(&["quotes", "--format", "json", "-"], ARTICLE.as_bytes());
    let quotes = json(&output.stdout);
    let quote = &quotes[0];
    assert_eq!(
        quote["parts"][0],
        "“The ferry is a lifeline for the island,”"
    );
    assert_eq!(quote["parts"][1], "“We will not lose it.”");
    assert_eq!(quote["kind"], "direct");
    assert_eq!(quote["speaker"], "Sean Okafor");
    assert_eq!(quote["cue"], "said");
    assert_eq!(
        quote["article"]["title"],
        "Council votes to keep harbour ferry"
    );
    assert_eq!(quote["article"]["retrieved"], "2026-11-06T09:00:00Z");
}

#[test]
fn json_lines_are_annotated_exactly_as_given() {
    let line = "{\"id\":7,\"text\":\"Déjà vu.\\n“We are going,” said\\u009b Ana Ruiz.\\tNo\"}\n";
    let output = pullquote(&["annotate"], line.as_bytes());
    assert!(!output.stdout.contains(&b'\t'));
    assert!(!text(&output.stdout).contains('\u{9b}'));
    let value = json(&output.stdout);
    assert_eq!(value["id"], "7");
    assert_eq!(
        value["text"],
        "Déjà vu.\n“We are going,” said\u{9b} Ana Ruiz.\tNo"
    );
    assert_eq!(value["quotes"][0]["content"][0], serde_json::json!([9, 24]));
}

/// What is remembered from text to text changes no answer, in whatever order they come and on however many threads.
#[test]
fn json_lines_are_annotated_alike_in_any_order() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/annotate");
    // A folder in it holds the articles of a language.
    let entries = |folder: PathBuf| {
        let entries = std::fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().path())
    };
    let mut texts: Vec<String> = entries(folder)
        .flat_map(|path| match path.is_dir() {
            true => entries(path).collect(),
            false => vec![path],
        })
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    texts.sort();
    // A word of one letter is another word in a line of capitals.
    texts.push("PRINCE A SIGNS DEAL\n\nA crew saw I and a O in a box.".to_owned());
    texts.push("“i saw a boat,” said a crew.\n\nA MAN AND A PLAN".to_owned());
    let mut lines: Vec<String> = (texts.iter().enumerate())
        .map(|(id, text)| serde_json::json!({"id": id, "text": text}).to_string())
        .collect();
    let annotated = |lines: &[String], threads: &str| {
        let input = lines.join("\n");
        let mut command = program(&["annotate"]);
        let output = run(command.env("RAYON_NUM_THREADS", threads), input.as_bytes());
        let mut answers: Vec<String> = text(&output.stdout).lines().map(str::to_owned).collect();
        answers.sort();
        answers
    };
    let first = annotated(&lines, "1");
    assert_eq!(first.len(), lines.len());
    assert_eq!(first, annotated(&lines, "4"));
    lines.reverse();
    assert_eq!(first, annotated(&lines, "1"));
    assert_eq!(first, annotated(&lines, "4"));
}

#[test]
fn a_line_that_is_no_json_costs_a_sentence_not_the_others() {
    let output = pullquote(
        &["annotate"],
        b"nonsense\n{\"id\":\"b\",\"text\":\"Fine.\"}\n",
    );
    assert_eq!(json(&output.stdout)["id"], "b");
    assert!(text(&output.stderr).starts_with("pullquote: standard input: line 1 is not JSON"));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_missing_file_is_named_and_the_others_are_served() {
    let good = file("missing", "good.txt", ARTICLE.as_bytes());
    let output = pullquote(
        &["extract", "no\u{1b}[31msuch.txt", good.to_str().unwrap()],
        b"",
    );
    assert_eq!(text(&output.stdout), ARTICLE);
    assert_eq!(
        text(&output.stderr),
        "pullquote: nosuch.txt: there is no such file; check the name\n"
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_folder_without_articles_is_said_so() {
    let picture = file(
        "folder",
        "picture.png",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06",
    );
    let output = pullquote(
        &["extract", picture.parent().unwrap().to_str().unwrap()],
        b"",
    );
    assert_eq!(text(&output.stdout), "");
    assert!(
        text(&output.stderr).contains("no article among its 1 file"),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_bad_input_has_its_line_of_json() {
    let output = pullquote(&["extract", "--format", "jsonl", "-"], b"");
    let value = json(&output.stdout);
    assert_eq!(
        (value["id"].as_str(), value["ok"].as_bool()),
        (Some("-"), Some(false))
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn the_items_of_a_feed_keep_what_else_they_say() {
    let feed = "<rss version='2.0'><channel><title>T</title>\
        <item><guid>a-1</guid><title>One</title><description>First words.</description>\
        <category>sea</category><enclosure url='https://almery.example/one.mp3'/></item>\
        <item><guid>a-2</guid><title>Two</title><description>More words.</description></item>\
        </channel></rss>";
    let output = pullquote(&["extract", "--format", "jsonl", "-"], feed.as_bytes());
    let lines = text(&output.stdout);
    let items: Vec<_> = lines.lines().map(|line| json(line.as_bytes())).collect();
    let [one, two] = items.as_slice() else {
        panic!("{lines}");
    };
    assert_eq!(one["id"], "-");
    assert_eq!(one["item"], "a-1");
    assert_eq!(one["tags"], serde_json::json!(["sea"]));
    let enclosures = serde_json::json!(["https://almery.example/one.mp3"]);
    assert_eq!(one["enclosures"], enclosures);
    assert_eq!(two["updated"], serde_json::Value::Null);
    assert_eq!(two["enclosures"], serde_json::json!([]));
}

#[test]
fn a_slip_in_a_command_is_told() {
    let check = |args: &[&str], said: &str| {
        let output = pullquote(args, b"");
        assert_eq!(text(&output.stderr), format!("pullquote: {said}\n"));
        assert_eq!(text(&output.stdout), "");
        assert_eq!(output.status.code(), Some(1));
    };
    let slip = |word: &str, name: &str| {
        format!("{word}: there is no such file or command; did you mean `pullquote {name}`?")
    };
    check(&["quots", "-"], &slip("quots", "quotes"));
    check(&["serach", "ferry"], &slip("serach", "search"));
    check(
        &["frobnicate"],
        "frobnicate: there is no such file or command; check the name, or see `pullquote --help`",
    );
}

#[test]
fn a_full_disk_is_no_success() {
    let Ok(full) = std::fs::File::options().write(true).open("/dev/full") else {
        return;
    };
    for data in ["--help", "--version", "help", "keys", "man"] {
        let run = Command::new(env!("CARGO_BIN_EXE_pullquote"))
            .arg(data)
            .stdout(full.try_clone().unwrap())
            .output()
            .unwrap();
        let said = text(&run.stderr);
        assert_eq!(run.status.code(), Some(1), "{data}: {said}");
        assert!(said.contains("the disk is full"), "{data}: {said}");
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_pullquote"))
        .args(["quotes", "-"])
        .stdin(Stdio::piped())
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(ARTICLE.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let said = text(&output.stderr);
    assert!(said.contains("the disk is full"), "{said}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn the_manual_has_every_command_with_its_options() {
    let page = text(&pullquote(&["man"], b"").stdout);
    for words in [
        "PULLQUOTE IMPORT NEWSBOAT",
        "PULLQUOTE QUOTES",
        "Take it off",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn licences_are_those_of_the_program_and_of_what_is_built_in() {
    let page = text(&pullquote(&["licences"], b"").stdout);
    for words in [
        "MIT or Apache-2.0",
        "SQLite",
        "\nratatui ",
        "GeoNames",
        "---- MPL-2.0 ----",
    ] {
        assert!(page.contains(words), "{words} is not told");
    }
}

#[test]
fn wrong_usage_ends_with_two() {
    let output = pullquote(&["extract", "--format", "sideways", "-"], b"");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn what_is_too_large_is_refused_and_the_others_served() {
    let good = file("large", "good.txt", ARTICLE.as_bytes());
    let large = file("large", "large.txt", b"");
    // Without a byte on the disk.
    let sparse = std::fs::File::options().write(true).open(&large).unwrap();
    sparse.set_len(300 << 30).unwrap();
    let paths = [large.to_str().unwrap(), "/dev/zero", good.to_str().unwrap()];
    let output = pullquote(&["extract", paths[0], paths[1], paths[2]], b"");
    assert_eq!(text(&output.stdout), ARTICLE);
    let refused =
        |name: &str| format!("pullquote: {name}: larger than 128 MB; give a part of it\n");
    let sentences = [paths[0], paths[1]].map(refused).concat();
    assert_eq!(text(&output.stderr), sentences);
    assert_eq!(output.status.code(), Some(1));
    std::fs::remove_dir_all(large.parent().unwrap()).unwrap();
}

#[test]
fn what_is_wrong_with_arguments_is_said_without_what_they_do_to_a_terminal() {
    for args in [["--\u{1b}[2J\u{202e}x"], ["extract\u{9b}5n"]] {
        let output = pullquote(&args, b"");
        let words = text(&output.stderr);
        assert!(
            !output.status.success() && words.contains("pullquote"),
            "{words}"
        );
        assert!(
            !words.contains(['\u{1b}', '\u{9b}', '\u{202e}']),
            "{words:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_need_not_be_text() {
    use std::os::unix::ffi::OsStrExt;
    let path = file("names", "plain.txt", ARTICLE.as_bytes());
    let name = path.with_file_name(std::ffi::OsStr::from_bytes(b"caf\xe9.txt"));
    // Some file systems have no such names.
    if std::fs::rename(&path, &name).is_ok() {
        let output = run(program(&["extract"]).arg(&name), b"");
        assert!(output.status.success(), "{}", text(&output.stderr));
        assert!(text(&output.stdout).contains("harbour ferry"));
    }
    std::fs::remove_dir_all(path.parent().unwrap()).unwrap();
}

#[cfg(unix)]
#[test]
fn a_file_that_may_grow_no_more_is_a_sentence() {
    let path = file("limit", "out", b"");
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -f 1; exec \"$0\" keys >\"$1\""]);
    shell.args([env!("CARGO_BIN_EXE_pullquote"), &path.display().to_string()]);
    let output = run(&mut shell, b"");
    let words = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{words}");
    assert!(words.starts_with("pullquote: standard output: "), "{words}");
    std::fs::remove_dir_all(path.parent().unwrap()).unwrap();
}

#[test]
fn a_log_has_what_was_done_and_no_words_of_it() {
    let path = file("log", "log", b"");
    let mut command = program(&["--plain=lines", "-"]);
    command.env("PULLQUOTE_LOG", &path);
    run(&mut command, ARTICLE.as_bytes());
    let log = std::fs::read_to_string(&path).unwrap();
    assert!(log.contains("begins") && log.contains("Loaded"), "{log}");
    assert!(!log.contains("ferry") && !log.contains("Okafor"), "{log}");
    std::fs::remove_dir_all(path.parent().unwrap()).unwrap();
}
