//! Comma-separated values after RFC 4180, safe to look at and to open in a spreadsheet.

use crate::model::clean_block;

/// A header row, then the rows; lines end with a line feed.
pub fn table(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut out = header.join(",");
    out.push('\n');
    for row in rows {
        let fields: Vec<String> = row.iter().map(|field| quoted(field)).collect();
        out.push_str(&fields.join(","));
        out.push('\n');
    }
    out
}

/// The field between quotation marks where it needs them. A first sign that a spreadsheet would take
/// for a formula gets an apostrophe before it.
fn quoted(field: &str) -> String {
    let field = clean_block(field);
    let number = field.parse::<f64>().is_ok();
    // Some take blanks off first, and wide signs for narrow ones.
    let first = field.trim_start().chars().next();
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let formula = !number && first.is_some_and(|first| signs.contains(&first));
    let field = if formula {
        format!("'{field}")
    } else {
        field.into_owned()
    };
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field
    }
}
