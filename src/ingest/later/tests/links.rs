//! Small lists of those who keep links rather than articles: services, browsers, readers of feeds.

use super::{list, rows};
use crate::ingest::later::{Service, read};

#[track_caller]
fn check(text: &str, service: Service, expected: &[&str]) {
    let later = list(text);
    assert_eq!(later.service, service);
    assert_eq!(rows(&later), expected);
    assert_eq!(later.left_out, [""; 0]);
}

const FERRY: &str = "Ferry | https://lamp.example/1 | 2023-11-14T22:13:20Z |  | sea+boats";

#[test]
fn raindrops_table() {
    let table = "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n\
        1,Ferry,,,https://lamp.example/1,Unsorted,\"sea, boats\",2023-11-14T22:13:20.000Z,,,false\n\
        2,Quay,\"Ask Bo.\",It is old.,https://lamp.example/2,News / World,,2023-11-14T22:13:20.000Z,,\"It is old.\nNo lamps.\",true\n\
        3,Pier,,,https://lamp.example/3,A/B,,,,\"Highlight:Not\nopen.\nNote:Why?\nHighlight:Yet.\",\n";
    check(
        table,
        Service::Raindrop,
        &[
            FERRY,
            "Quay | https://lamp.example/2 | 2023-11-14T22:13:20Z | starred | News/World",
            "Pier | https://lamp.example/3 |  |  | A/B",
        ],
    );
    let later = list(table);
    assert_eq!(
        later.items[1].article.text,
        "It is old.\n\nAsk Bo.\n\nNo lamps."
    );
    let marked = |words: &str, note: &str| (words.to_owned(), note.to_owned());
    assert_eq!(
        later.items[2].highlights,
        [marked("Not open.", "Why?"), marked("Yet.", "")]
    );
}

#[test]
fn matters_table() {
    let table = "Title,Author,Publisher,URL,Tags,Word Count,In Queue,Favorited,Read,Highlight_Count,Last Interaction Date,File Id\n\
        Ferry,Ana Ruiz,Almery Post,https://lamp.example/1,sea;boats,300,True,False,False,0,2023-11-14 22:13:20,7\n\
        Quay,,,https://lamp.example/2,,300,False,True,False,0,2023-11-14 22:13:20,8\n";
    let quay = "Quay | https://lamp.example/2 | 2023-11-14T22:13:20Z | starred read | ";
    check(table, Service::Matter, &[FERRY, quay]);
    let meta = list(table).items[0].article.meta.clone();
    assert_eq!(meta.byline.as_deref(), Some("Ana Ruiz"));
    assert_eq!(meta.site.as_deref(), Some("Almery Post"));
}

#[test]
fn pinboards_three_forms() {
    let expected = [
        FERRY,
        "Quay | https://lamp.example/2 | 2023-11-14T22:13:20Z | read | ",
    ];
    let json = r#"[{"href":"https://lamp.example/1","description":"Ferry","extended":"About it.","meta":"a","hash":"b",
        "time":"2023-11-14T22:13:20Z","shared":"no","toread":"yes","tags":"sea boats"},
        {"href":"https://lamp.example/2","description":"Quay","extended":"","time":"2023-11-14T22:13:20Z","toread":"no","tags":""}]"#;
    check(json, Service::Pinboard, &expected);
    assert_eq!(list(json).items[0].article.text, "About it.");
    check(
        &format!("{{\"user\":\"ana\",\"posts\":{json}}}"),
        Service::Pinboard,
        &expected,
    );
    let xml = r#"<?xml version="1.0" encoding="UTF-8"?><posts user="ana">
        <post href="https://lamp.example/1" time="2023-11-14T22:13:20Z" description="Ferry" extended="About it." tag="sea boats" toread="yes"/>
        <post href="https://lamp.example/2" time="2023-11-14T22:13:20Z" description="Quay" extended="" tag="" /></posts>"#;
    check(xml, Service::Pinboard, &expected);
    let html = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Pinboard Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\
        <DT><A HREF='https://lamp.example/1' ADD_DATE='1700000000' PRIVATE='1' TOREAD='1' TAGS='sea,boats'>Ferry</A>\n<DD>About it.\n\
        <DT><A HREF='https://lamp.example/2' ADD_DATE='1700000000' PRIVATE='0' TOREAD='0' TAGS=''>Quay</A>\n</DL></p>";
    check(html, Service::Pinboard, &expected);
    assert_eq!(list(html).items[0].article.text, "About it.");
}

#[test]
fn goodlinks_json() {
    let json = r#"[{"url":"https://lamp.example/1","title":"Ferry","summary":"About it.","tags":["sea","boats"],"starred":false,
        "addedAt":1700000000.25},
        {"url":"https://lamp.example/2","title":"Quay","tags":[],"starred":true,"addedAt":1700000000.0,"readAt":1700000001.5}]"#;
    let quay = "Quay | https://lamp.example/2 | 2023-11-14T22:13:20Z | starred read | ";
    check(json, Service::GoodLinks, &[FERRY, quay]);
}

#[test]
fn a_browsers_file() {
    let file = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=UTF-8'>\n\
        <TITLE>Bookmarks</TITLE>\n<H1>Bookmarks Menu</H1>\n<DL><p>\n\
        <DT><H3 ADD_DATE='1700000000' PERSONAL_TOOLBAR_FOLDER='true'>Bookmarks Toolbar</H3>\n<DD>Shown above.\n<DL><p>\n\
          <DT><A HREF='https://lamp.example/1' ADD_DATE='1700000000' ICON='data:image/png;base64,AAAA' TAGS='sea,boats'>Ferry</A>\n\
          <DT><H3>News</H3>\n<DL><p>\n<DT><H3>World</H3>\n<DL><p>\n<DT><A HREF='https://lamp.example/2' ADD_DATE='0'>Quay &amp; pier</A>\n\
            <DD>How it was\n          </DL><p>\n<HR>\n<DT><A HREF='https://lamp.example/3'>Mole</A>\n</DL><p>\n</DL><p>\n\
        <DT><A HREF='https://lamp.example/4'>Lamp</A>\n</DL>\n";
    check(
        file,
        Service::Browser,
        &[
            FERRY,
            "Quay & pier | https://lamp.example/2 |  |  | News/World",
            "Mole | https://lamp.example/3 |  |  | News",
            "Lamp | https://lamp.example/4 |  |  | ",
        ],
    );
    assert_eq!(list(file).items[1].article.text, "How it was");
    assert!(list(file).items[0].article.text.is_empty());
    assert!(read(file.as_bytes(), Some(Service::Raindrop), &|_| None).is_ok());
    let later = list(&format!(
        "{file}<DL><DT><A HREF='javascript:{}'>Read aloud</A><DT><A HREF='place:sort=8'>Most visited</A>\
         <DT><A HREF='https://lamp.example' FEEDURL='https://lamp.example/feed'>Lamps</A></DL>",
        "x".repeat(5000)
    ));
    assert_eq!(later.items.len(), 4);
    let cut = format!(
        "link 5: javascript:{}…: left out; it has no http or https address",
        "x".repeat(109)
    );
    assert_eq!(
        later.left_out,
        [
            "https://lamp.example/feed: left out; it is a feed, which `pullquote add` follows",
            &cut,
            "link 6: place:sort=8: left out; it has no http or https address",
        ]
    );
}

#[test]
fn a_browsers_own_json() {
    let expected = [
        FERRY,
        "Quay | https://lamp.example/2 | 2023-11-14T22:13:20Z |  | News/World",
    ];
    let firefox = r#"{"guid":"root________","title":"","type":"text/x-moz-place-container","root":"placesRoot","children":[
        {"title":"toolbar","root":"toolbarFolder","children":[
          {"title":"Ferry","dateAdded":1700000000000000,"type":"text/x-moz-place","uri":"https://lamp.example/1","tags":"sea,boats"},
          {"title":"News","children":[{"title":"World","children":[
            {"title":"Quay","dateAdded":1700000000000000,"uri":"https://lamp.example/2"}]}]},
          {"type":"text/x-moz-place-separator"}]},
        {"title":"unfiled","root":"unfiledBookmarksFolder"}]}"#;
    check(firefox, Service::Browser, &expected);
    let chrome = r#"{"checksum":"0","roots":{"bookmark_bar":{"name":"Bookmarks bar","type":"folder","children":[
          {"name":"News","type":"folder","children":[{"name":"World","type":"folder","children":[
            {"name":"Quay","type":"url","url":"https://lamp.example/2","date_added":"13344473600000000"}]}]}]},
        "other":{"name":"Other bookmarks","type":"folder","children":[]},"sync_transaction_version":"1"},"version":1}"#;
    check(chrome, Service::Browser, &expected[1..]);
    let packed = read(b"mozLz40\0abc", None, &|_| None)
        .unwrap_err()
        .to_string();
    assert!(packed.contains("Export Bookmarks to HTML"), "{packed}");
}

#[test]
fn what_readers_of_feeds_export() {
    let json = r#"{"id":"user/1/state/com.google/starred","title":"Starred","items":[
        {"id":"tag:google.com,2005:reader/item/1","title":"Ferry","crawlTimeMsec":"1700000000000","published":1699999999,
         "alternate":[{"href":"https://lamp.example/1","type":"text/html"}],"author":"Ana Ruiz","origin":{"title":"Almery Post"},
         "categories":["user/1/label/sea","user/1/label/boats","user/1/state/com.google/reading-list"],
         "summary":{"direction":"ltr","content":"<p>The ferry is <b>late</b>.</p>"}},
        {"title":"Quay &amp; lamps","canonical":[{"href":"https://lamp.example/2"}],"alternate":[],"categories":["user/1/state/com.google/read"]}]}"#;
    check(
        json,
        Service::Reader,
        &[
            "Ferry | https://lamp.example/1 | 2023-11-14T22:13:20Z | starred | sea+boats",
            "Quay & lamps | https://lamp.example/2 |  | starred read | ",
        ],
    );
    let article = list(json).items[0].article.clone();
    assert_eq!(article.text, "The ferry is late.");
    assert_eq!(article.meta.site.as_deref(), Some("Almery Post"));
    assert_eq!(
        article.meta.published.as_deref(),
        Some("2023-11-14T22:13:19Z")
    );
}
