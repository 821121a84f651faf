//! White space to one blank, or to none where a line was broken between signs that are written without
//! blanks.

/// The words on one line. A break between Chinese or Japanese signs leaves no blank behind, as in a
/// browser (CSS Text 3, "segment break transformation").
pub fn one_line(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let (mut blank, mut broken) = (false, false);
    for c in words.chars() {
        if c.is_whitespace() {
            blank = true;
            broken |= is_break(c);
            continue;
        }
        if std::mem::take(&mut blank)
            && let Some(last) = out.chars().next_back()
            && !(broken && joins(last, c))
        {
            out.push(' ');
        }
        broken = false;
        out.push(c);
    }
    out
}

/// Whether a white space ends a line of the source.
pub const fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// Whether a line that was broken between these two is joined without a blank.
pub fn joins(before: char, behind: char) -> bool {
    is_wide(before) && is_wide(behind)
        || is_wide(before) && is_shared(behind)
        || is_shared(before) && is_wide(behind)
}

/// Whether a sign is written without blanks beside it: Chinese, Japanese and their punctuation, not
/// Korean.
pub const fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fff}' | '\u{3001}'..='\u{312f}' | '\u{3190}'..='\u{31ff}'
        | '\u{3220}'..='\u{325f}' | '\u{3280}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff9f}' | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3fffd}')
}

/// Punctuation that Chinese shares with others.
const fn is_shared(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn breaks_leave_a_blank_only_where_blanks_are_written() {
        assert_eq!(one_line(" a\n b \t c "), "a b c");
        assert_eq!(one_line("港口的渡輪，\n  因為風"), "港口的渡輪，因為風");
        assert_eq!(one_line("港口 的\n渡輪"), "港口 的渡輪");
        assert_eq!(one_line("市長說：\n“不。”\n他走了"), "市長說：“不。”他走了");
        assert_eq!(one_line("the\n渡輪\nsails"), "the 渡輪 sails");
        assert_eq!(one_line("배는\n섬의"), "배는 섬의");
        assert_eq!(one_line("カタカナ\nﾊﾝｶｸ"), "カタカナﾊﾝｶｸ");
        assert_eq!(one_line("\n"), "");
    }
}
