//! Feeds that are cut, mended, bombs or not closed: nothing is swallowed, nothing takes long.

use super::*;

#[test]
fn items_before_the_damage_are_kept() {
    let feed = feed(
        "<rss><channel><title>C &nbsp; & D</title><item><title>One</title></item><item><title>Two</ti",
    );
    assert_eq!(feed.title, "C & D");
    let titles: Vec<_> = feed
        .items
        .iter()
        .map(|item| item.article.meta.title.as_str())
        .collect();
    assert_eq!(titles, ["One", "Two"]);
    assert!(feed.damage.is_some_and(|damage| damage.contains("line 1")));
}

#[test]
fn tags_left_open_are_mended() {
    let feed = feed(
        "<rss><channel><item><description>a<br>b<b>c</description><title>T</title></item><item/></channel></rss>",
    );
    assert_eq!(feed.items.len(), 2);
    assert_eq!(feed.items[0].article.text, "a\nbc");
    assert_eq!(feed.items[0].article.meta.title, "T");
    assert!(feed.damage.is_some());
}

#[test]
fn an_entity_that_is_named_again_and_again_stays_small() {
    let feed = format!(
        "<!DOCTYPE r [<!ENTITY e '{}'>]><rss><channel><item><description>{}</description></item></channel></rss>",
        "x".repeat(1000),
        "&e;".repeat(100_000)
    );
    let read = read(&feed, Hint::default());
    assert!(read.items[0].article.text.len() < 2 << 20);
}

#[test]
fn an_entity_bomb_stays_small() {
    let bomb = "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'><!ENTITY c '&b;&b;&b;']><rss><channel><title>&a; &c;</title></channel></rss>";
    assert_eq!(feed(bomb).title, "ha &b;&b;&b;");
}

#[test]
fn what_is_left_open_swallows_no_item() {
    let items = "<item><title>One</title><guid>1</guid></item><item><title>Two</title><guid>2</guid></item>";
    let titles = |inside: &str, items: &str| {
        let source = format!("<rss><channel><title>Lamp</title>{inside}{items}</channel></rss>");
        let feed = feed(&source);
        let titles: Vec<String> = (feed.items.iter())
            .map(|item| item.article.meta.title.clone())
            .collect();
        (titles.join(" "), feed.damage.is_some())
    };
    assert_eq!(titles("", items), ("One Two".into(), false));
    for open in [
        "<image><url>x</url>",
        "<itunes:owner><itunes:name>Ann</itunes:name>",
        "<textInput><title>Search</title><name>q",
        "<cloud domain='x'>",
        "<description>All about the lamp",
        "<itunes:category text='A'><itunes:category text='B'/>",
        "<anything><of><this>",
    ] {
        assert_eq!(titles(open, items), ("One Two".into(), true), "{open}");
    }
    // The first item is open, or something in it.
    let open =
        "<item><title>One</title><guid>1</guid><item><title>Two<item><title>Three</title></item>";
    assert_eq!(titles("", open), ("One Two Three".into(), true));
    // Content may show how a feed is written.
    let shown = "<item><title>One</title><content:encoded><p>So: <item>words</item></p></content:encoded></item>";
    assert_eq!(titles("", shown), ("One".into(), false));
}

#[test]
fn bombs_are_read_in_linear_time() {
    // Each of these took minutes, or gigabytes, when work grew with the square.
    let many = |piece: &str| piece.repeat((1 << 17) / piece.len());
    let within = |before: &str, piece: &str, after: &str| {
        feed(&format!(
            "<rss><channel><title>Lamp</title><item><title>One</title><description>{before}{}{after}</description></item></channel></rss>",
            many(piece)
        ))
    };
    for (before, piece, after) in [
        ("<![CDATA[", "<A", "]]>"),
        ("<![CDATA[", "</A ", "]]>"),
        ("<![CDATA[", "<////", "]]>"),
        ("<![CDATA[", "&am", "]]>"),
        ("<![CDATA[", "<svg>", "]]>"),
        ("", "&lt;a", ""),
        ("", "<a>", ""),
        ("", "<a xmlns:b='c'>", ""),
        ("", "<a xmlns:b='c'/>", ""),
    ] {
        assert_eq!(within(before, piece, after).items.len(), 1, "{piece}");
    }
    let spaces: String = (0..20_000).map(|n| format!(" xmlns:n{n}='u{n}'")).collect();
    let feed = feed(&format!(
        "<rss{spaces}><channel><item>{}</item></channel></rss>",
        many("<n1:a/>")
    ));
    assert_eq!(feed.items.len(), 1);
}

#[test]
fn an_element_left_open_ends_where_another_begins() {
    let feed = feed(
        "<rss><channel><title>Almery<link>https://almery.example/</link><description>Of the port<language>de
         <item><title>One<description>First &lt;i>words&lt;/i>.</description><guid>1<pubDate>Sun, 12 May 2024 10:00:00 GMT</item>
         <item><title>Two<link>/two<guid isPermaLink='false'>2</guid></item></channel></rss>",
    );
    assert_eq!(
        (feed.title.as_str(), feed.home.as_deref()),
        ("Almery", Some("https://almery.example/"))
    );
    assert_eq!(feed.description.as_deref(), Some("Of the port"));
    assert_eq!(feed.lang.as_deref(), Some("de"));
    let [one, two] = feed.items.as_slice() else {
        panic!("{:?}", feed.items)
    };
    assert_eq!(
        (one.id.as_str(), one.article.meta.title.as_str()),
        ("1", "One")
    );
    assert_eq!(one.article.text, "First words.");
    assert_eq!(
        one.article.meta.published.as_deref(),
        Some("2024-05-12T10:00:00Z")
    );
    assert_eq!(
        (two.id.as_str(), two.article.meta.url.as_deref()),
        ("2", Some("https://almery.example/two"))
    );
    assert!(feed.damage.is_some());
}

#[test]
fn warnings_before_the_declaration_are_no_part_of_the_feed() {
    let feed = feed(
        "<br />\n<b>Warning</b>: include() in <b>/feed.php</b><br />\n<?xml version='1.0'?><rss><channel>
         <title>Almery</title><item><title>One</title><description>Use &lt;?xml version='1.0'?> first</description></item></channel></rss>",
    );
    assert_eq!((feed.title.as_str(), feed.items.len()), ("Almery", 1));
}

#[test]
fn raw_text_that_nobody_closed_swallows_no_other_item() {
    let raw = |n: usize, end: &str| {
        format!(
            "<item><title>Story {n}</title><guid>{n}</guid><description><![CDATA[<p>Boat {n}</p>{end}</description></item>"
        )
    };
    for last in [
        raw(3, "]]>"),
        "<item><title>Story 3</title><description>Boat 3</description></item>".to_owned(),
    ] {
        let source = [raw(1, "]]>"), raw(2, ""), last].concat();
        let feed = feed(&format!(
            "<rss><channel><title>Lamp</title>{source}</channel></rss>"
        ));
        let titles: Vec<&str> = feed
            .items
            .iter()
            .map(|item| item.article.meta.title.as_str())
            .collect();
        assert_eq!(titles, ["Story 1", "Story 2", "Story 3"]);
        assert_eq!(feed.items[1].article.text, "Boat 2");
        assert!(feed.damage.is_some());
    }
    // For each of them all that follows was looked through.
    let open: String = (0..20_000).map(|n| raw(n, "")).collect();
    let read = feed(&format!("<rss><channel><title>Lamp</title>{open}"));
    assert_eq!(read.items.len(), 20_000);
}

#[test]
fn a_remark_that_is_never_closed_swallows_nothing() {
    let read = feed(
        "<rss><channel><item><title>One</title></item><!-- old <item><title>Two</title></item></channel></rss>",
    );
    assert_eq!(read.items.len(), 2);
    assert!(read.damage.is_some());
    let many = format!(
        "<rss><channel>{}<item><title>One</title></item>",
        "<!--".repeat(200_000)
    );
    assert!(feed(&many).damage.is_some());
}
