//! PDFs that are written here: columns, running heads, parted words, facts, and files that hurt.

use super::*;

/// Words at a place of a page: from the left, from the bottom, their size.
type At<'a> = (f64, f64, f64, &'a str);

/// A PDF with these objects from the third on, the first page's number being 3; `more` goes into the trailer.
fn file(objects: &[String], pages: usize, more: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages).map(|n| format!("{} 0 R", 3 + 2 * n)).collect();
    let mut all = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {pages} /Kids [{}] >>",
            kids.join(" ")
        ),
    ];
    all.extend_from_slice(objects);
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&all) {
        places.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", all.len() + 1).bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = all.len() + 1;
    bytes.extend(
        format!("trailer\n<< /Size {size} /Root 1 0 R {more} >>\nstartxref\n{start}\n%%EOF\n")
            .bytes(),
    );
    bytes
}

/// A page and its content.
fn page(content: &str, number: usize) -> [String; 2] {
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
    [
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R \
             /Resources << /Font << /F1 {font} >> >> >>",
            4 + 2 * number
        ),
        format!(
            "<< /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ),
    ]
}

fn painted(words: &[At]) -> String {
    let one = |(x, y, size, text): &At| {
        let text = text
            .replace('\\', "\\\\")
            .replace('(', "\\(")
            .replace(')', "\\)");
        format!("BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n")
    };
    words.iter().map(one).collect()
}

fn pdf(pages: &[Vec<At>], more: &str) -> Vec<u8> {
    let pages: Vec<String> = pages.iter().map(|words| painted(words)).collect();
    let objects: Vec<String> = pages
        .iter()
        .enumerate()
        .flat_map(|(number, content)| page(content, number))
        .collect();
    file(&objects, pages.len(), more)
}

fn hint() -> Hint<'static> {
    Hint {
        name: "report.pdf",
        ..Hint::default()
    }
}

fn article(bytes: &[u8]) -> Article {
    match crate::ingest::ingest(bytes, hint()) {
        Ok(Ingested::Article(article)) => *article,
        other => panic!("{other:?}"),
    }
}

fn refused(bytes: &[u8]) -> String {
    match crate::ingest::ingest(bytes, hint()) {
        Err(error) => error.to_string(),
        Ok(found) => panic!("{found:?}"),
    }
}

/// Lines below one another.
fn column<'a>(x: f64, top: f64, lines: &[&'a str]) -> Vec<At<'a>> {
    let at = (0..).map(|n| top - 14.0 * f64::from(n));
    at.zip(lines).map(|(y, text)| (x, y, 11.0, *text)).collect()
}

#[test]
fn columns_are_read_one_after_the_other_and_parted_words_are_whole() {
    let left = [
        "The ferry of Lower Quay ran again on",
        "Monday, after a storm had kept it in the",
        "harbour for nine days. Many had been wait-",
        "ing for it since the first of the month,",
        "and the school was closed for want of",
    ];
    let right = [
        "teachers, who live on the mainland. That",
        "had not happened for twenty years.",
        "\u{93}It was a well-",
        "known risk,\u{94} said Ana Ruiz, the mayor.",
    ];
    let mut words = vec![(50.0, 700.0, 24.0, "Ferry runs again")];
    words.extend(column(50.0, 650.0, &left));
    words.extend(column(310.0, 650.0, &right));
    // The order of painting is any.
    words.reverse();
    let article = article(&pdf_latin(&words));
    assert_eq!(article.meta.title, "Ferry runs again");
    let expected = "The ferry of Lower Quay ran again on Monday, after a storm had kept it in the harbour for nine \
                    days. Many had been waiting for it since the first of the month, and the school was closed for \
                    want of teachers, who live on the mainland. That had not happened for twenty years.";
    assert!(article.text.starts_with(expected), "{}", article.text);
    let said = "“It was a well-known risk,” said Ana Ruiz, the mayor.";
    assert!(article.text.contains(said), "{}", article.text);
}

/// The same where the words have bytes of Windows' Latin.
fn pdf_latin(words: &[At]) -> Vec<u8> {
    let utf8 = pdf(&[words.to_vec()], "");
    let text = String::from_utf8(utf8).unwrap();
    let bytes = text.chars().map(|c| c as u8);
    bytes.collect()
}

#[test]
fn running_heads_and_numbers_of_pages_are_left_out() {
    let words = [
        "Boats came first.",
        "Then the tides.",
        "Of the wind nothing is known.",
        "All end well.",
    ];
    let pages: Vec<(String, &str, String)> = (1..)
        .zip(words)
        .map(|(n, words)| (format!("Harbour Report {n}"), words, format!("- {n} -")))
        .collect();
    let pages: Vec<Vec<At>> = pages
        .iter()
        .map(|(head, words, foot)| {
            vec![
                (50.0, 780.0, 9.0, head.as_str()),
                (50.0, 760.0, 16.0, "Chapter"),
                (50.0, 600.0, 11.0, words),
                (
                    50.0,
                    570.0,
                    11.0,
                    "Nobody had asked for more than that, or for less.",
                ),
                (50.0, 540.0, 11.0, words),
                (300.0, 20.0, 9.0, foot.as_str()),
            ]
        })
        .collect();
    let article = article(&pdf(&pages, ""));
    let text = article.text;
    // The first heading is the title, which stands above the text.
    assert_eq!(article.meta.title, "Chapter");
    assert_eq!(text.matches("Chapter").count(), 3, "{text}");
    assert!(text.contains("Of the wind nothing is known."), "{text}");
    assert!(
        !text.contains("Harbour Report") && !text.contains("- 3 -"),
        "{text}"
    );
}

#[test]
fn what_the_file_says_of_itself_is_known() {
    let words = vec![(50.0, 700.0, 11.0, "It ran.")];
    let title = "/Title (Tides of the year) /Author (Ana Ruiz) /CreationDate (D:20260131120000Z)";
    let known = article(&pdf(
        std::slice::from_ref(&words),
        &format!("/Info << {title} >>"),
    ))
    .meta;
    assert_eq!(known.title, "Tides of the year");
    assert_eq!(known.byline.as_deref(), Some("Ana Ruiz"));
    assert_eq!(known.published.as_deref(), Some("2026-01-31"));
    // A program's title is none; nor is a date that is none.
    let title = "/Title (Microsoft Word - final.doc) /Author (\x1b[31m) /CreationDate (D:20269931)";
    let unknown = article(&pdf(&[words], &format!("/Info << {title} >>"))).meta;
    assert_eq!(unknown.title, "report");
    assert_eq!(unknown.published, None);
    assert!(unknown.byline.is_none_or(|it| !it.contains('\x1b')));
}

#[test]
fn words_that_are_painted_in_parts_are_one() {
    let content =
        "BT /F1 10 Tf 50 700 Td [(Ha) 20 (rbour) -300 (master)] TJ 0 -12 Td (next line) Tj T* ET";
    let bytes = file(&page(content, 0), 1, "");
    assert_eq!(article(&bytes).text, "Harbour master next line");
    // Turned words stand at the margin.
    let content = format!("{content} BT /F1 10 Tf 0 1 -1 0 20 300 Tm (A stamp) Tj ET");
    let text = article(&file(&page(&content, 0), 1, "")).text;
    assert!(!text.contains("stamp"), "{text}");
}

#[test]
fn what_cannot_be_read_is_told() {
    let scanned = file(&page("q 600 0 0 800 0 0 cm /Im0 Do Q", 0), 1, "");
    assert!(refused(&scanned).contains("pictures without words"));
    let locked = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (12345678901234567890123456789012) \
                  /U (12345678901234567890123456789012) >> /ID [(a) (a)]";
    let locked = pdf(&[vec![(50.0, 700.0, 11.0, "It ran.")]], locked);
    assert!(refused(&locked).contains("with a password"));
    assert!(refused(b"%PDF-1.4\nnothing else").contains("damaged"));
}

#[test]
fn a_file_that_is_cut_or_lies_is_a_sentence_or_an_article() {
    let whole = pdf(
        &[vec![
            (50.0, 700.0, 11.0, "It ran (again)."),
            (50.0, 680.0, 11.0, "And on."),
        ]],
        "",
    );
    for at in (0..whole.len()).step_by(5) {
        let _ = crate::ingest::ingest(&whole[..at], hint());
        let mut changed = whole.clone();
        changed[at] ^= 0x15;
        let _ = crate::ingest::ingest(&changed, hint());
    }
    // Nested without an end, a page that is its own parent, sizes without bounds.
    let deep = format!("BT /F1 10 Tf {}(x) Tj ET", "[".repeat(50_000));
    let _ = crate::ingest::ingest(&file(&page(&deep, 0), 1, ""), hint());
    let many = format!(
        "BT /F1 10 Tf {} 50 700 Td (deep) Tj ET",
        "q ".repeat(50_000)
    );
    assert_eq!(article(&file(&page(&many, 0), 1, "")).text, "deep");
    let huge =
        "BT /F1 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (huge) Tj ET BT /F1 9 Tf 1 700 Td (small) Tj ET";
    assert_eq!(article(&file(&page(huge, 0), 1, "")).text, "small");
    let mut own = page("BT /F1 9 Tf 1 700 Td (own) Tj ET", 0);
    own[0] = own[0].replace("/Parent 2 0 R", "/Parent 3 0 R /Kids [3 0 R]");
    let _ = crate::ingest::ingest(&file(&own, 1, ""), hint());
}

#[test]
fn widths_that_are_said_again_and_again_end() {
    let ranges = "0 65535 500 ".repeat(2000);
    let font = format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts \
         [<< /Type /Font /Subtype /CIDFontType2 /W [{ranges} 65530 [1 1 1 1 1 1 1 1]] >>] >>"
    );
    let mut heavy = page("BT /F1 9 Tf 1 700 Td (x) Tj ET", 0);
    heavy[0] = heavy[0].replace("<< /F1 ", &format!("<< /F2 {font} /F1 "));
    assert_eq!(article(&file(&heavy, 1, "")).text, "x");
}

#[test]
fn what_is_packed_too_well_is_not_unpacked() {
    use std::io::Write;
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..70 {
        packer.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let packed = packer.finish().unwrap();
    let head = page("", 0)[0].clone();
    let length = packed.len();
    let hex: String = packed.iter().map(|byte| format!("{byte:02x}")).collect();
    let content = format!(
        "<< /Length {} /Filter [/ASCIIHexDecode /FlateDecode] >>\nstream\n{hex}>\nendstream",
        2 * length + 1
    );
    let bomb = file(&[head, content], 1, "");
    assert!(refused(&bomb).contains("pictures without words"));
}

#[test]
fn escapes_in_words_and_facts_reach_nobody() {
    let utf16: String = "\u{feff}Tides\u{1b}[31m\u{202e}"
        .encode_utf16()
        .fold(String::new(), |all, unit| format!("{all}{unit:04x}"));
    let facts = format!(
        "/Info << /Title <{utf16}> /Author (\\033]0;P\\007Ana\\2331m) /CreationDate (D:2026\\0330131) >>"
    );
    let map = "/CIDInit /ProcSet findresource begin 1 begincodespacerange <00> <ff> endcodespacerange \
               2 beginbfchar <41> <001b005b00330031006d> <42> <202e> endbfchar endcmap";
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 5 0 R >>";
    let words = "BT /F1 9 Tf 50 700 Td (It ran.) Tj 0 -12 Td (\\033[2J\\2331m\\000It stood.) Tj /F2 9 Tf 0 -12 Td (AB) Tj ET";
    let mut objects = page(words, 0).to_vec();
    objects[0] = objects[0].replace("<< /F1 ", &format!("<< /F2 {font} /F1 "));
    objects.push(format!(
        "<< /Length {} >>\nstream\n{map}\nendstream",
        map.len()
    ));
    let read = article(&file(&objects, 1, &facts));
    let all = format!("{read:?}");
    for sign in ["\\u{1b}", "\\u{7}", "\\u{9b}", "\\u{202e}", "\\0"] {
        assert!(!all.contains(sign), "{sign} in {all}");
    }
    assert!(
        read.text.contains("It ran.") && read.text.contains("It stood."),
        "{all}"
    );
}

#[test]
fn what_lies_50_000_deep_in_the_file_is_an_article_or_a_sentence() {
    const DEEP: usize = 50_000;
    let words = page("BT /F1 9 Tf 50 700 Td (It ran.) Tj ET", 0);
    let nested = |open: &str, close: &str| open.repeat(DEEP) + &close.repeat(DEEP);
    for deep in [
        nested("<< /A ", " >>"),
        nested("[ ", "] "),
        nested("(", ")"),
        "<< /A ".repeat(DEEP),
    ] {
        let mut objects = words.to_vec();
        objects.push(deep.clone());
        let _ = crate::ingest::ingest(&file(&objects, 1, ""), hint());
        let _ = crate::ingest::ingest(&file(&words, 1, &format!("/Info {deep}")), hint());
        let content = format!("BT /F1 9 Tf 50 700 Td (It ran.) Tj {deep} Tj ET");
        let _ = crate::ingest::ingest(&file(&page(&content, 0), 1, ""), hint());
    }
    // A page below 50,000 others, and forms that paint each other.
    let mut below: Vec<String> = (0..DEEP)
        .map(|n| {
            format!(
                "<< /Type /Pages /Count 1 /Parent {} 0 R /Kids [{} 0 R] >>",
                n + 2,
                n + 4
            )
        })
        .collect();
    below.extend(page("BT /F1 9 Tf 50 700 Td (It ran.) Tj ET", DEEP / 2 - 1));
    let _ = crate::ingest::ingest(&file(&below, 1, ""), hint());
    let mut forms = page("/X Do", 0).to_vec();
    forms[0] = forms[0].replace("/Resources <<", "/Resources << /XObject << /X 5 0 R >>");
    for n in 0..2000 {
        let next = if n == 1999 { 5 } else { n + 6 };
        forms.push(format!(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {next} 0 R >> >> /Length 11 >>\n\
             stream\n/X Do /X Do\nendstream"
        ));
    }
    let _ = crate::ingest::ingest(&file(&forms, 1, ""), hint());
}

#[test]
fn lengths_that_lie_are_an_article_or_a_sentence() {
    let whole = pdf(&[vec![(50.0, 700.0, 11.0, "It ran.")]], "");
    let whole = String::from_utf8(whole).unwrap();
    let length = whole
        .split("/Length ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next())
        .unwrap();
    let start = whole
        .split("startxref\n")
        .nth(1)
        .and_then(|rest| rest.split('\n').next())
        .unwrap();
    let lies = [
        "0",
        "-1",
        "2",
        "999999999",
        "99999999999999999999",
        "4 0 R",
        "(x)",
        "[[]]",
    ];
    for lie in lies {
        for (said, key) in [
            (length, "/Length "),
            ("1", "/Count "),
            ("5", "/Size "),
            (start, "startxref\n"),
        ] {
            let lying = whole.replace(&format!("{key}{said}"), &format!("{key}{lie}"));
            assert_ne!(lying, whole, "{key}");
            let _ = crate::ingest::ingest(lying.as_bytes(), hint());
        }
        // Tables and objects that are packed in streams, and say how wide they are and how many.
        for packed in [
            format!(
                "<< /Type /XRef /Size {lie} /W [1 {lie} 1] /Index [0 {lie}] /Root 1 0 R /Length 9 >>\nstream\n123456789\nendstream"
            ),
            format!(
                "<< /Type /ObjStm /N {lie} /First {lie} /Length 9 >>\nstream\n1 0 2 0 <<\nendstream"
            ),
            format!(
                "<< /Filter /ASCIIHexDecode /DecodeParms << /Predictor 12 /Columns {lie} /Colors {lie} >> /Length {lie} >>\nstream\n3132>\nendstream"
            ),
        ] {
            let mut objects = page("BT /F1 9 Tf 50 700 Td (It ran.) Tj ET", 0).to_vec();
            objects[0] = objects[0].replace("/Contents 4 0 R", "/Contents [4 0 R 5 0 R]");
            objects.push(packed);
            let mut bytes = file(&objects, 1, "");
            let _ = crate::ingest::ingest(&bytes, hint());
            // Named as the table of the file.
            let place = memchr::memmem::find(&bytes, b"5 0 obj").unwrap();
            let end = memchr::memmem::rfind(&bytes, b"xref").map_or(0, |at| at - 5);
            bytes.truncate(end);
            bytes.extend(format!("startxref\n{place}\n%%EOF\n").bytes());
            let _ = crate::ingest::ingest(&bytes, hint());
        }
    }
}

#[test]
fn words_of_forms_and_of_pages_on_their_side_are_read() {
    let content = "q 1 0 0 1 10 20 cm /X Do Q BT /F1 9 Tf 50 200 Td (It stood.) Tj ET";
    let mut objects = page(content, 0).to_vec();
    objects[0] = objects[0].replace("/Resources <<", "/Resources << /XObject << /X 5 0 R >>");
    let form = "BT /F1 9 Tf 50 700 Td (It ran.) Tj ET";
    objects.push(format!(
        "<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Length {} >>\nstream\n{form}\nendstream",
        form.len()
    ));
    assert_eq!(article(&file(&objects, 1, "")).text, "It ran. It stood.");
    let side = "BT /F1 9 Tf 0 1 -1 0 300 50 Tm (It ran on) Tj 0 -12 Td (its side.) Tj ET";
    let stamp = "BT /F1 9 Tf 50 50 Td (x) Tj ET";
    let content = format!("{side} {stamp}");
    assert_eq!(
        article(&file(&page(&content, 0), 1, "")).text,
        "It ran on its side."
    );
    let down = side.replace("0 1 -1 0", "0 -1 1 0");
    assert_eq!(
        article(&file(&page(&down, 0), 1, "")).text,
        "It ran on its side."
    );
}
