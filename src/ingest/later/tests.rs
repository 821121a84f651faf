//! Small lists after the documented columns of each service.

use super::*;

mod links;

fn list(bytes: &str) -> Later {
    read(bytes.as_bytes(), None, &|_| None).unwrap()
}

/// Each article as `title | url | when | state | tags`.
fn rows(later: &Later) -> Vec<String> {
    let row = |it: &Kept| {
        let state = match (it.starred, it.read) {
            (true, true) => "starred read",
            (true, false) => "starred",
            (false, true) => "read",
            (false, false) => "",
        };
        let meta = &it.article.meta;
        format!(
            "{} | {} | {} | {state} | {}",
            meta.title,
            meta.url.as_deref().unwrap_or_default(),
            it.saved.as_deref().unwrap_or_default(),
            it.tags.join("+")
        )
    };
    later.items.iter().map(row).collect()
}

#[test]
fn pockets_page_and_table() {
    let page = "<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>\
        <li><a href='https://lamp.example/1' time_added='1700000000' tags='sea,boats'>The ferry &amp; we</a></li></ul>\
        <h1>Read Archive</h1><ul><li><a href='https://lamp.example/2' time_added='1700000100' tags=''>Old quay</a></li></ul>";
    let expected = [
        "The ferry & we | https://lamp.example/1 | 2023-11-14T22:13:20Z |  | sea+boats",
        "Old quay | https://lamp.example/2 | 2023-11-14T22:15:00Z | read | ",
    ];
    assert_eq!(list(page).service, Service::Pocket);
    assert_eq!(rows(&list(page)), expected);
    let table = "title,url,time_added,tags,status\r\nThe ferry & we,https://lamp.example/1,1700000000,sea|boats,unread\r\n\
        Old quay,https://lamp.example/2,1700000100,,archive\r\n";
    assert_eq!(rows(&list(table)), expected);
    let marked = list(
        r#"[{"url": "https://lamp.example/1", "title": "The ferry", "highlights": [{"quote": "a fine  boat", "created_at": 1}, {"quote": "a fine boat"}]}]"#,
    );
    assert_eq!(marked.service, Service::Pocket);
    assert_eq!(
        marked.items[0].highlights,
        [("a fine boat".to_owned(), String::new())]
    );
    assert_eq!(marked.items[0].article.text, "a fine boat");
}

#[test]
fn instapapers_table() {
    let table = "URL,Title,Selection,Folder,Timestamp,Tags\n\
        https://lamp.example/1,\"Ferry, again\",\"Two lines\nof a passage\",Unread,1700000000,\"[\"\"sea\"\"]\"\n\
        https://lamp.example/2,Quay,,Starred,1700000000,[]\n\
        https://lamp.example/3,Pier,,Archive,1700000000,\n\
        https://lamp.example/4,Mole,,To cook,1700000000,\n\
        not an address,Nothing,,Unread,1700000000,\n";
    let later = list(table);
    assert_eq!(
        rows(&later),
        [
            "Ferry, again | https://lamp.example/1 | 2023-11-14T22:13:20Z |  | sea",
            "Quay | https://lamp.example/2 | 2023-11-14T22:13:20Z | starred | ",
            "Pier | https://lamp.example/3 | 2023-11-14T22:13:20Z | read | ",
            "Mole | https://lamp.example/4 | 2023-11-14T22:13:20Z |  | To cook",
        ]
    );
    assert_eq!(later.items[0].article.text, "Two lines of a passage");
    assert_eq!(
        later.left_out,
        ["line 7: not an address: left out; it has no http or https address"]
    );
}

#[test]
fn omnivores_json_with_its_files() {
    let json = r#"[{"id": "1", "slug": "ferry-1", "title": "Ferry", "description": "About it", "author": "Ana Ruiz",
        "url": "https://lamp.example/1", "state": "Archived", "readingProgress": 40, "labels": ["sea", {"name": "boats"}],
        "savedAt": "2023-11-14T22:13:20.000Z", "publishedAt": "2023-11-01T00:00:00.000Z"},
       {"id": "2", "slug": "../../secret", "title": "Quay", "url": "https://lamp.example/2", "state": "Active",
        "readingProgress": 100, "labels": [], "savedAt": "2023-11-14T22:13:20.000Z"}]"#;
    let beside = |name: &str| match name {
        "content/ferry-1.html" => Some(b"<p>The ferry is <b>late</b> again.</p>".to_vec()),
        "highlights/ferry-1.md" => Some(b"> ferry is late\n\nAs ever.\n\n> gone\n".to_vec()),
        "content/../../secret.html" => Some(b"<p>secret</p>".to_vec()),
        _ => None,
    };
    let later = read(json.as_bytes(), Some(Service::Omnivore), &beside).unwrap();
    assert_eq!(
        rows(&later),
        [
            "Ferry | https://lamp.example/1 | 2023-11-14T22:13:20Z | read | sea+boats",
            "Quay | https://lamp.example/2 | 2023-11-14T22:13:20Z | read | ",
        ]
    );
    let ferry = &later.items[0];
    assert_eq!(ferry.article.meta.byline.as_deref(), Some("Ana Ruiz"));
    assert_eq!(
        ferry.article.meta.published.as_deref(),
        Some("2023-11-01T00:00:00Z")
    );
    assert_eq!(ferry.article.text, "The ferry is late again.\n\ngone");
    assert_eq!(
        ferry.highlights,
        [
            ("ferry is late".to_owned(), "As ever.".to_owned()),
            ("gone".to_owned(), String::new())
        ]
    );
    assert!(later.items[1].article.text.is_empty());
}

#[test]
fn wallabags_json() {
    let json = r#"[{"is_archived": 1, "is_starred": 1, "tags": ["sea"], "id": 7, "title": "Ferry", "url": "https://lamp.example/1",
        "content": "<p>The ferry is late.</p>", "created_at": "2023-11-14T22:13:20+00:00", "published_by": ["Ana Ruiz", ""],
        "published_at": null, "language": "en", "annotations": [{"text": "Ha", "quote": "is late", "ranges": []}]},
       {"is_archived": false, "is_starred": 0, "tags": [{"id": 1, "label": "x"}], "title": null, "url": "ftp://x"}]"#;
    let later = list(json);
    assert_eq!(later.service, Service::Wallabag);
    assert_eq!(
        rows(&later),
        ["Ferry | https://lamp.example/1 | 2023-11-14T22:13:20Z | starred read | sea"]
    );
    assert_eq!(later.items[0].article.text, "The ferry is late.");
    assert_eq!(
        later.items[0].highlights,
        [("is late".to_owned(), "Ha".to_owned())]
    );
    assert_eq!(later.left_out.len(), 1);
}

#[test]
fn readwises_tables() {
    let table = "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n\
        Ferry,https://lamp.example/1,01h,\"['sea', 'boats']\",2023-11-14 22:13:20+00:00,0.2,shortlist,True\n\
        Quay,https://lamp.example/2,01h,[],2023-11-14 22:13:20+00:00,0,archive,False\n";
    assert_eq!(
        rows(&list(table)),
        [
            "Ferry | https://lamp.example/1 | 2023-11-14T22:13:20Z |  | sea+boats+shortlist",
            "Quay | https://lamp.example/2 | 2023-11-14T22:13:20Z | read | ",
        ]
    );
    let marks = "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags\n\
        A fine boat.,On Ferries,Ana Ruiz,,True,,,page,1,2023-11-14 22:13:20+00:00,sea\n\
        No bridge.,On Ferries,Ana Ruiz,,,,,page,2,2023-11-14 22:14:20+00:00,\n";
    let later = list(marks);
    assert_eq!(
        rows(&later),
        ["On Ferries |  | 2023-11-14T22:13:20Z |  | sea"]
    );
    assert_eq!(later.items[0].article.text, "A fine boat.\n\nNo bridge.");
    assert_eq!(later.items[0].highlights.len(), 2);
}

#[test]
fn what_is_no_list_gets_a_sentence() {
    let why = |text: &str, service| {
        let error = read(text.as_bytes(), service, &|_| None).unwrap_err();
        error.to_string()
    };
    assert!(why("PK\u{3}\u{4}…", None).contains("unpack it"));
    for text in ["", "a,b\n1,2\n", "<p>words", "{}", "[]", "[1, 2", "words"] {
        assert!(
            why(text, None).starts_with("is no list to read later"),
            "{text}"
        );
    }
    let pocket = "title,url,time_added,tags,status\n";
    // No list is so wide, and each cell costs a word of memory.
    for wide in [
        format!("title,url,time_added,tags,status{}\n", ",".repeat(1001)),
        format!("{pocket}T,https://lamp.example/1{}\n", ",".repeat(300_000)),
    ] {
        assert!(why(&wide, None).starts_with("is no list to read later"));
    }
    assert_eq!(
        why(pocket, Some(Service::Wallabag)),
        "is not wallabag's; it looks like a list of Pocket's"
    );
}

#[test]
fn tables_with_columns_of_their_own() {
    // Of a service that changed its columns, of one that is not known, and of a spreadsheet.
    for (table, expected) in [
        (
            "URL,Title,Selection,Folder\nhttps://lamp.example/1,The ferry,,Starred\n",
            "The ferry | https://lamp.example/1 |  | starred | ",
        ),
        (
            "url,title,time_added\nhttps://lamp.example/1,The ferry,1700000000\n",
            "The ferry | https://lamp.example/1 | 2023-11-14T22:13:20Z |  | ",
        ),
        (
            "Name;Link;Labels;Date Added;Archived\r\nThe ferry;https://lamp.example/1;sea|boats;2024-05-12 10:00:00;yes\r\n",
            "The ferry | https://lamp.example/1 | 2024-05-12T10:00:00Z | read | sea+boats",
        ),
        (
            "Titel;Adresse;Schlagwörter\nDie Fähre;https://lamp.example/1;See|Kai\n",
            "Die Fähre | https://lamp.example/1 |  |  | See+Kai",
        ),
    ] {
        let later = list(table);
        assert_eq!(later.service, Service::Table);
        assert_eq!(rows(&later), [expected]);
    }
    let named = read(
        b"url,title\nhttps://lamp.example/1,T\n",
        Some(Service::Pocket),
        &|_| None,
    );
    assert_eq!(named.unwrap().service, Service::Pocket);
}

#[test]
fn wallabags_table() {
    let table = "Title;URL;Content;Tags;\"MIME Type\";Language;\"Creation date\"\n\
        \"The ferry; again\";https://lamp.example/1;\"<p>Two <b>boats</b>.</p>\";\"sea, boats\";text/html;en;\"2024-05-12 10:00:00\"\n";
    let later = list(table);
    assert_eq!(later.service, Service::Wallabag);
    assert_eq!(
        rows(&later),
        ["The ferry; again | https://lamp.example/1 | 2024-05-12T10:00:00Z |  | sea+boats"]
    );
    assert_eq!(later.items[0].article.text, "Two boats.");
}

#[test]
fn of_many_tags_the_first_are_taken_over_and_that_is_told() {
    let tags: String = (0..600).map(|number| format!("t{number}|")).collect();
    let table = format!(
        "title,url,time_added,tags,status\nFerry,https://lamp.example/1,1700000000,{tags},unread\n"
    );
    let later = read(table.as_bytes(), None, &|_| None).unwrap();
    assert_eq!(later.items[0].tags.len(), 500);
    assert_eq!(
        later.left_out,
        ["line 2: of 601 tags the first 500 are taken over"]
    );
}

#[test]
fn a_quotation_mark_that_is_never_closed_takes_no_other_row_with_it() {
    let table = "URL,Title,Selection,Folder,Timestamp\n\
        https://lamp.example/1,\"Ferry,,Unread,1700000000\n\
        https://lamp.example/2,A 12\" quay,,Unread,1700000000\n\
        https://lamp.example/3,Pier,\"Two lines,\nsaid \"\"Ana\"\"\",Unread,1700000000\n\
        https://lamp.example/4,Mole,,Unread,1700000000\n\
        https://lamp.example/5,\"Last,,Unread,1700000000\n";
    let later = list(table);
    let titles: Vec<&str> = later
        .items
        .iter()
        .map(|it| it.article.meta.title.as_str())
        .collect();
    assert_eq!(titles, ["Ferry", "A 12\" quay", "Pier", "Mole", "Last"]);
    assert_eq!(later.items[2].article.text, "Two lines, said \"Ana\"");
    assert_eq!(
        later.left_out,
        [2, 7]
            .map(|line| format!("line {line}: a quotation mark is never closed; read without it"))
    );
}

#[test]
fn tags_with_commas_in_quotation_marks_are_whole() {
    let table = "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n\
        Ferry,https://lamp.example/1,01h,\"['sea', \"\"Ana's, and more\"\", 'it\\'s']\",2023-11-14 22:13:20+00:00,0,new,True\n";
    assert_eq!(
        list(table).items[0].tags,
        ["sea", "Ana's, and more", "it's"]
    );
}

#[test]
fn a_list_is_known_by_the_first_entry_that_is_whole() {
    let json = r#"[{}, 7, {"title": "No address"}, {"is_archived": 0, "url": "https://lamp.example/1", "title": "Ferry"}]"#;
    let later = list(json);
    assert_eq!((later.service, later.items.len()), (Service::Wallabag, 1));
    assert_eq!(later.left_out.len(), 3, "{:?}", later.left_out);
}

#[test]
fn a_list_that_breaks_off_or_has_an_entry_a_line_keeps_what_is_whole() {
    let entry = |number: u8| {
        format!(
            r#"{{"is_archived": 0, "url": "https://lamp.example/{number}", "title": "A }} in [ {number}", "tags": ["x"]}}"#
        )
    };
    let (one, two) = (entry(1), entry(2));
    for text in [
        format!("[{one}, {two}, {{\"url\": \"htt"),
        format!("{{\"items\": [{one}, {two}, {{\"tags\": ["),
    ] {
        let later = list(&text);
        assert_eq!(later.items.len(), 2, "{text}");
        assert_eq!(
            later.left_out,
            ["the list breaks off; its whole entries are kept"]
        );
    }
    let later = list(&format!("{one}\n{two}\n"));
    assert_eq!((later.items.len(), later.left_out.len()), (2, 0));
}

#[test]
fn lines_are_counted_as_they_stand_in_the_file() {
    for end in ["\n", "\r\n", "\r"] {
        let table = "\n\ntitle,url,time_added,tags,status\n\nFerry,https://lamp.example/1,1,,unread\n\n,,,,\n\"Two\nlines\",x,1,,unread\n";
        let later = list(&table.replace('\n', end));
        let lines: Vec<&str> = later
            .left_out
            .iter()
            .filter_map(|it| it.split(':').next())
            .collect();
        assert_eq!(lines, ["line 7", "line 8"], "{end:?}: {:?}", later.left_out);
    }
}

#[test]
fn of_what_is_left_out_of_a_long_list_the_first_is_told_and_the_rest_counted() {
    let rows = "Ferry,sea,1,,unread\n".repeat(1200);
    let later = list(&format!("title,url,time_added,tags,status\n{rows}"));
    assert_eq!((later.items.len(), later.left_out.len()), (0, 1001));
    assert_eq!(
        later.left_out[1000],
        "200 more like these; they are not told one by one"
    );
}

#[test]
fn a_list_that_is_packed_with_gzip_is_read() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(
        &mut packer,
        b"title,url,time_added,tags,status\nFerry,https://lamp.example/1,1,,unread\n",
    )
    .unwrap();
    let packed = packer.finish().unwrap();
    let later = read(&packed, None, &|_| None).unwrap();
    assert_eq!(later.items.len(), 1);
}
