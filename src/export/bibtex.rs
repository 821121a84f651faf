//! Quotes as BibTeX: an `@misc` entry for each, the words in `note`, for a bibliography of sources.

use super::Quoted;

/// One entry a quote, keys made of speaker, year and number.
pub fn render(quotes: &[Quoted]) -> String {
    quotes
        .iter()
        .enumerate()
        .map(|(i, quote)| entry(quote, i + 1))
        .collect::<Vec<_>>()
        .join("\n")
}

fn entry(quote: &Quoted, number: usize) -> String {
    let source = &quote.article;
    let date = source.published.as_deref().unwrap_or_default();
    let who = quote.who();
    let surname = who.split_whitespace().last().unwrap_or("unclear");
    let surname: String = surname
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let key = format!(
        "{}{}q{number}",
        surname.to_lowercase(),
        date.get(..4).unwrap_or_default()
    );
    let note = format!("{}: {}", quote.who(), quote.words());
    let fields = [
        ("author", source.byline.as_deref().unwrap_or_default()),
        ("title", &source.title),
        ("howpublished", source.site.as_deref().unwrap_or_default()),
        ("date", date.get(..10).unwrap_or(date)),
        ("year", date.get(..4).unwrap_or_default()),
        ("url", source.url.as_deref().unwrap_or_default()),
        (
            "urldate",
            source
                .retrieved
                .as_deref()
                .map_or("", |day| day.get(..10).unwrap_or(day)),
        ),
        ("note", &note),
    ];
    let mut out = format!("@misc{{{key},\n");
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        let value = if name.starts_with("url") {
            value.replace(['{', '}'], "")
        } else {
            escape(value)
        };
        out.push_str(&format!("  {name} = {{{value}}},\n"));
    }
    out.push_str("}\n");
    out
}

fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
