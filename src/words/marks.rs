//! Quotation marks as words, or as plain ones.

/// "end quote" after the words, or the end `of` something else, with the pauses that the marks around it make.
pub fn end(rest: &str, of: &str, out: &mut String) {
    out.truncate(out.trim_end().len());
    let next = rest.chars().find(|c| !c.is_whitespace());
    let follows = rest.chars().next().is_some_and(char::is_alphanumeric);
    if out.ends_with(['.', '?', '!', '…']) && next.is_none_or(|c| c.is_uppercase() || is_mark(c))
    {
        out.push_str(&format!(" End {of}."));
    } else {
        if !out.ends_with([',', '.', '?', '!', '…', ';', ':', '–', '—']) {
            out.push(',');
        }
        out.push_str(&format!(" end {of}"));
        if next.is_none() {
            out.push('.');
        } else if !rest.starts_with([',', '.', '?', '!', ';', ':', ')', ']']) {
            out.push(',');
        }
    }
    if follows {
        out.push(' ');
    }
}

/// Whether `c` is a double quotation mark.
pub fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

/// Whether a mark opens: the same characters open in one language and close in another, so what
/// stands around it decides.
pub fn opens(before: Option<char>, mark: char, after: Option<char>) -> bool {
    let open = before.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '‘' | '\'')
    });
    let close = after.is_none_or(|c| c.is_whitespace());
    match (open, close) {
        (true, false) => true,
        (false, _) => false,
        (true, true) => matches!(mark, '«' | '„' | '“'),
    }
}

/// Curly marks as straight ones.
pub fn ascii(text: &str) -> String {
    let straight = |c| match c {
        '‘' | '’' | '‚' => '\'',
        '–' | '—' => '-',
        c if is_mark(c) => '"',
        c => c,
    };
    text.chars()
        .map(straight)
        .collect::<String>()
        .replace('…', "...")
}
