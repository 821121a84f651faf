//! What is tried: everything that reads bytes from outside, and what is made of them.

use pullquote::annotate::{annotate, annotate_text, blocks_of};
use pullquote::config::Config;
use pullquote::export::{
    ArticleFormat, EntityFormat, Named, QuoteFormat, annotated, quotes_of, render_article,
    render_entities, render_quotes, to_line,
};
use pullquote::ingest::{Hint, Ingested, discover, ingest, later, opml, picture};
use pullquote::layout::layout;
use pullquote::library::{Library, Query, Ranking};
use pullquote::model::{Article, Notes, Span, is_unsafe};
use pullquote::world::newsboat::read_urls;

/// The target of that name.
pub fn named(name: &str) -> fn(&[u8]) {
    match name {
        "html" => |bytes| read(bytes, "a.html", Some("text/html")),
        "markdown" => |bytes| read(bytes, "a.md", Some("text/markdown")),
        "text" => |bytes| read(bytes, "a.txt", Some("text/plain")),
        "feed" => |bytes| read(bytes, "a.xml", Some("application/rss+xml")),
        "json" => |bytes| read(bytes, "a.json", Some("application/feed+json")),
        "mail" => |bytes| read(bytes, "a.eml", Some("message/rfc822")),
        "pdf" => |bytes| read(bytes, "a.pdf", Some("application/pdf")),
        "picture" => |bytes| match picture(bytes) {
            Ok(picture) => assert!(picture.is_whole()),
            Err(why) => assert!(!why.is_empty()),
        },
        "any" => |bytes| read(bytes, "a", None),
        "opml" => |bytes| {
            if let Ok(list) = opml::read(bytes) {
                let again = opml::read(opml::write(&list.feeds).as_bytes());
                assert!(list.feeds.is_empty() || again.is_ok());
            }
        },
        "annotate" => |bytes| {
            let text = String::from_utf8_lossy(bytes);
            let notes = annotate_text(&text, &blocks_of(&text));
            check_notes(&text, &notes);
            to_line(&annotated("a", &text, None, &notes));
        },
        "tongues" => tongues,
        "book" => |bytes| read(&crate::books::zipped(bytes), "a.epub", None),
        "later" => |bytes| {
            // Every second list lies beside a file.
            let beside = |_: &str| bytes.last().filter(|it| *it % 2 == 0).map(|_| bytes.to_vec());
            if let Ok(list) = later::read(bytes, None, &beside) {
                list.items.iter().take(20).for_each(|item| check(&item.article));
                assert!(list.left_out.iter().all(|it| !it.contains(is_unsafe)));
            }
        },
        "layout" => layout_target,
        "query" => |bytes| {
            let text = String::from_utf8_lossy(bytes);
            if let (Ok(query), Ok(library)) =
                (Query::parse(&text, 1_794_000_000), Library::in_memory())
            {
                library
                    .search(&query, Ranking::Best, 10)
                    .expect("a query that was read is answered");
            }
        },
        "config" => |bytes| drop(Config::read(&String::from_utf8_lossy(bytes), "config.toml")),
        "newsboat" => |bytes| drop(read_urls(&String::from_utf8_lossy(bytes))),
        "app" => crate::app::target,
        other => panic!("FUZZ_TARGET: there is no target {other:?}"),
    }
}

/// How an article of each language begins, so that its pack reads the rest, too.
const TONGUES: [&str; 11] = [
    "Der Rat der Stadt sagte, dass er und die Bürgermeisterin nach dem Sturm nicht mehr auf die Fähre warten.",
    "Le maire a dit que la ville et les habitants de l'île ne sont pas contre le port, selon le conseil.",
    "El alcalde dijo que la ciudad y los vecinos de la isla no están en contra del puerto, según el consejo.",
    "O presidente da câmara disse que a cidade e os moradores da ilha não são contra o porto, segundo o conselho.",
    "Il sindaco ha detto che la città e gli abitanti dell'isola non sono contrari al porto, secondo il consiglio.",
    "De burgemeester zei dat de stad en de bewoners van het eiland niet tegen de haven zijn, volgens de raad.",
    "Мэр города сказал, что он и жители острова не будут ждать паром, который не пришёл после шторма.",
    "Starosta řekl, že město a obyvatelé ostrova nejsou proti přístavu, který podle rady nikdo nechtěl.",
    "Borgmästaren sade att staden och öns invånare inte är emot hamnen, som enligt rådet ingen ville ha.",
    "Burmistrz powiedział, że miasto i mieszkańcy wyspy nie są przeciwko portowi, którego według rady nikt nie chciał.",
    "The mayor said that the town and the people of the island are not against the harbour, according to the council.",
];

/// The first byte is the language.
fn tongues(bytes: &[u8]) {
    let Some((tongue, rest)) = bytes.split_first() else {
        return;
    };
    let begins = TONGUES[usize::from(*tongue) % TONGUES.len()];
    let text = format!("{begins}\n\n{}", String::from_utf8_lossy(rest));
    let notes = annotate_text(&text, &blocks_of(&text));
    check_notes(&text, &notes);
    to_line(&annotated("a", &text, None, &notes));
}

/// Reads, checks what came of it, and gives it out in every format.
fn read(bytes: &[u8], name: &str, content_type: Option<&str>) {
    let hint = Hint {
        name,
        content_type,
        url: bytes
            .first()
            .filter(|byte| **byte % 2 == 0)
            .map(|_| "https://a.example/b/c"),
    };
    discover(&String::from_utf8_lossy(bytes), hint.url);
    match ingest(bytes, hint) {
        Ok(Ingested::Article(article)) => check(&article),
        Ok(Ingested::Feed(feed)) => feed
            .items
            .iter()
            .take(20)
            .for_each(|item| check(&item.article)),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

fn check(article: &Article) {
    let text = &article.text;
    assert!(
        !text.chars().any(|c| c != '\n' && is_unsafe(c)),
        "an unsafe character"
    );
    let mut end = 0;
    for block in &article.blocks {
        assert!(
            end <= block.span.start
                && block.span.start <= block.span.end
                && block.span.end <= text.len()
        );
        assert!(text.is_char_boundary(block.span.start) && text.is_char_boundary(block.span.end));
        end = block.span.end;
    }
    for mark in &article.marks {
        assert!(text.get(mark.span.start..mark.span.end).is_some());
    }
    // The largest are for the readers; those of every day go all the way.
    if text.len() > 4000 {
        return;
    }
    let notes = annotate(article);
    check_notes(text, &notes);
    for format in [
        ArticleFormat::Text,
        ArticleFormat::Markdown,
        ArticleFormat::Html,
        ArticleFormat::Json,
    ] {
        let given = render_article(article, format);
        assert!(
            !given.chars().any(|c| c != '\n' && is_unsafe(c)),
            "an unsafe character in {format:?}"
        );
    }
    let quotes = quotes_of(article, &notes, None, 0.0);
    use QuoteFormat::{Bibtex, CslJson, Csv, Json, JsonLines, Markdown, Text, W3c};
    for format in [Text, Markdown, Csv, Json, JsonLines, Bibtex, CslJson, W3c] {
        let given = render_quotes(&quotes, format);
        assert!(
            !given.chars().any(|c| c != '\n' && is_unsafe(c)),
            "an unsafe character in {format:?}"
        );
    }
    render_entities(&Named::all(article, &notes), EntityFormat::Csv);
}

fn check_notes(text: &str, notes: &Notes) {
    let whole = |span: Span| {
        assert!(
            !span.is_empty() && text.get(span.start..span.end).is_some(),
            "{span:?}"
        )
    };
    let mut end = 0;
    for sentence in &notes.sentences {
        assert!(end <= sentence.start);
        end = sentence.end;
    }
    for quote in &notes.quotes {
        assert!(
            !quote.parts.is_empty()
                && quote
                    .parts
                    .windows(2)
                    .all(|pair| pair[0].end <= pair[1].start)
        );
        quote.parts.iter().copied().for_each(whole);
        quote.cue.into_iter().for_each(whole);
        notes.speaker_name(text, quote);
    }
    notes
        .entities
        .iter()
        .flat_map(|entity| &entity.mentions)
        .copied()
        .for_each(whole);
    assert!(
        notes
            .entities
            .iter()
            .all(|entity| !entity.name.contains('\n'))
    );
}

/// The first byte is the width, the rest a page; every character has a cell, and the cell that character.
fn layout_target(bytes: &[u8]) {
    let Some((width, page)) = bytes.split_first() else {
        return;
    };
    let width = u16::from(*width % 130) + 1;
    let Ok(Ingested::Article(article)) = ingest(
        page,
        Hint {
            name: "a.html",
            content_type: Some("text/html"),
            url: None,
        },
    ) else {
        return;
    };
    let text = &article.text;
    let lines = layout(&article, width);
    for (offset, _) in text.char_indices().take(2000) {
        let (row, column) = lines.cell_of(text, offset);
        assert!(row < lines.lines.len().max(1));
        let back = lines.offset_at(text, row, column);
        assert!(text.is_char_boundary(back) && back <= text.len());
    }
}
