//! Lines of plain text that begin with who speaks: interviews, transcripts, the logs of chats; and those that a mail quotes.

/// The longest label in words: "Sam Orr, keeper of the bees at the Old Mill:".
const LONGEST: usize = 8;

/// Whether a line of an interview begins with who speaks: "ANA RUIZ: …", "Q. …", "[00:12] Sam Orr, beekeeper: …".
pub fn is_labelled(line: &str) -> bool {
    let line = past_stamp(line.trim());
    if is_letter(line) {
        return true;
    }
    let label = line.split_once(": ").map(|(label, _)| label);
    let Some(label) = label.or_else(|| line.strip_suffix(':')) else {
        return false;
    };
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || "([&".contains(c));
    let name = label.split(", ").next().unwrap_or_default();
    let mut words = name.split_whitespace();
    // "Head teacher Tom Kell:"
    let outer = words.next().is_some_and(capital) && words.next_back().is_none_or(capital);
    outer && label.split_whitespace().count() <= LONGEST
}

/// Whether a line begins with "Q." or "A:", as records of hearings do; "Q   Did you see it?"
fn is_letter(line: &str) -> bool {
    let Some(rest) = line.strip_prefix(['Q', 'A']) else {
        return false;
    };
    let signed = rest
        .strip_prefix(['.', ':'])
        .is_some_and(|rest| rest.starts_with([' ', '\t']));
    let asks = line.starts_with("Q ") && rest.trim_start().starts_with(char::is_uppercase);
    signed || asks || rest.starts_with("  ") || rest.starts_with('\t')
}

/// Whether a line alone shows that people talk in turns, which no title does: one of a log, "Q. …".
pub fn talks(line: &str) -> bool {
    is_logged(line) || line.starts_with("Q. ") || line.starts_with("Q: ")
}

/// What stands behind a day and a time: "[10:15] ", "00:12 ", "12/03/2024, 10:14 - ".
fn past_stamp(line: &str) -> &str {
    let stamp = |c: char| c.is_ascii_digit() || "[]():/.,- ".contains(c);
    let rest = line.trim_start_matches(stamp);
    let before = &line[..line.len() - rest.len()];
    match before.contains(':') && before.ends_with(' ') {
        true => rest,
        false => line,
    }
}

/// Whether most lines are those of a chat's log; between them it tells who came and went.
pub fn is_log(group: &[&str]) -> bool {
    group.iter().filter(|line| is_logged(line)).count() * 4 >= group.len() * 3
}

/// Whether a line is one of a chat's log: "12:03 <ana> …", "[10:15] Ana: …", "12/03/2024, 10:14 - Ana Ruiz: …".
pub fn is_logged(line: &str) -> bool {
    let line = line.trim();
    let rest = past_stamp(line);
    let nick = rest
        .strip_prefix('<')
        .and_then(|rest| rest.split_once("> "));
    let label = nick.or_else(|| rest.split_once(": ").filter(|_| rest.len() < line.len()));
    label.is_some_and(|(name, _)| !name.is_empty() && name.split(' ').count() <= 3)
}

/// Cuts the lines of an interview where another speaks: at labels, and where a line that ends a sentence is short.
pub fn at_labels<'a>(group: &[&'a str]) -> Vec<Vec<&'a str>> {
    let length = |line: &str| line.trim().chars().count();
    let longest = group.iter().map(|line| length(line)).max().unwrap_or(0);
    let mut turns: Vec<Vec<&str>> = Vec::new();
    for line in group {
        let goes_on = |turn: &&mut Vec<&str>| {
            let short = |last: &&str| ends_sentence(last) && length(last) * 10 < longest * 7;
            !is_labelled(line) && !turn.last().is_some_and(short)
        };
        match turns.last_mut().filter(goes_on) {
            Some(turn) => turn.push(line.trim()),
            None => turns.push(vec![line.trim()]),
        }
    }
    turns
}

/// How deep a line is quoted, as in a mail or a post, and its words: "> > Is it open?"
pub fn quoted(line: &str) -> (usize, &str) {
    let (mut depth, mut rest) = (0, line);
    while let Some(inner) = rest.trim_start().strip_prefix('>') {
        if !inner.is_empty() && !inner.starts_with([' ', '>']) {
            break;
        }
        (depth, rest) = (depth + 1, inner);
    }
    // ">>> print(x)" is a prompt.
    match line.starts_with(">>> ") {
        true => (0, line),
        false => (depth, rest),
    }
}

/// Whether a line ends as a sentence or its announcement does.
pub fn ends_sentence(line: &str) -> bool {
    line.trim_end()
        .ends_with(['.', '!', '?', '”', '"', '…', '。', '！', '？', '»', ':'])
}
