//! Dialects, damage and ids of feeds.

use super::*;
use crate::ingest::builder::ArticleBuilder;

fn read(source: &str, hint: Hint<'_>) -> Feed {
    let mut items = Vec::new();
    let mut feed = read_each(source, hint, &mut |item| items.push(item));
    feed.items = items;
    feed
}

#[track_caller]
fn feed(source: &str) -> Feed {
    let hint = Hint {
        url: Some("https://almery.example/feed"),
        ..Hint::default()
    };
    read(source, hint)
}

#[test]
fn rss_without_version_and_with_a_default_namespace() {
    let feed = feed(
        "<rss xmlns='http://backend.userland.com/rss2'><channel><title>Almery</title><link>/</link><ttl>60</ttl>
         <item><title>New &lt;i&gt;quay&lt;/i&gt; &amp;amp; bridge</title><link>/quay</link><guid isPermaLink='false'>q1</guid>
         <pubDate>Sun, 12 May 2024 10:00:00 +0200</pubDate><dc:creator>Ana Ruiz</dc:creator><category>Harbour</category>
         <description>Short.</description><content:encoded><![CDATA[<p>One &amp; <a href='two'>two</a></p><p>Three]]></content:encoded>
         <enclosure url='/a.mp3'/></item></channel></rss>",
    );
    assert_eq!(
        (feed.title.as_str(), feed.home.as_deref(), feed.ttl),
        ("Almery", Some("https://almery.example/"), Some(60))
    );
    assert_eq!(feed.damage, None);
    let item = &feed.items[0];
    let meta = &item.article.meta;
    assert_eq!(
        (item.id.as_str(), meta.title.as_str()),
        ("q1", "New quay & bridge")
    );
    assert_eq!(meta.published.as_deref(), Some("2024-05-12T08:00:00Z"));
    assert_eq!(
        (meta.byline.as_deref(), meta.excerpt.as_deref()),
        (Some("Ana Ruiz"), Some("Short."))
    );
    assert_eq!(item.article.text, "One & two\n\nThree");
    assert_eq!(item.enclosures, ["https://almery.example/a.mp3"]);
}

#[test]
fn atom_with_xml_base_and_xhtml() {
    let feed = feed(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://b.example/x/'><title type='html'>A &amp;amp; B</title>
         <link rel='self' href='self.xml'/><link href='.'/><author><name>Ana</name></author>
         <entry><id>urn:1</id><title>T</title><link rel='alternate' href='t.html'/><updated>2024-05-12T10:00:00Z</updated>
         <content type='xhtml'><x:div xmlns:x='http://www.w3.org/1999/xhtml'><x:p>Words <x:em>here</x:em></x:p></x:div></content></entry></feed>",
    );
    assert_eq!(feed.title, "A & B");
    assert_eq!(
        feed.address.as_deref(),
        Some("https://b.example/x/self.xml")
    );
    let article = &feed.items[0].article;
    assert_eq!(
        article.meta.url.as_deref(),
        Some("https://b.example/x/t.html")
    );
    assert_eq!(article.meta.byline.as_deref(), Some("Ana"));
    assert_eq!(
        (article.text.as_str(), article.marks.len()),
        ("Words here", 1)
    );
}

#[test]
fn rdf_items_stand_beside_the_channel() {
    let feed = feed(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>
         <channel rdf:about='x'><title>C</title></channel><item rdf:about='https://a.example/1'><title>One</title></item></rdf:RDF>",
    );
    assert_eq!(
        (feed.title.as_str(), feed.items[0].id.as_str()),
        ("C", "https://a.example/1")
    );
}

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
fn ids_are_stable_and_apart() {
    let two = "<rss><channel><item><guid>x</guid><title>One</title></item><item><guid>x</guid><title>Two</title></item>
        <item><title>Three</title></item></channel></rss>";
    let (a, b) = (feed(two), feed(two));
    let ids = |feed: &Feed| {
        feed.items
            .iter()
            .map(|item| item.id.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&a), ids(&b));
    assert_eq!(ids(&a)[0], "x");
    assert_ne!(ids(&a)[0], ids(&a)[1]);
    assert_eq!(ids(&a)[2].len(), 32);
}

#[test]
fn json_feeds_whole_and_cut() {
    let whole = r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[
        {"id":1,"url":"/1","title":"One","content_html":"<p>Words","authors":[{"name":"Ana"}],"date_published":"2024-05-12T10:00:00+02:00"},
        {"id":"2","content_text":"a\n\nb"}]}"#;
    let hint = Hint {
        url: Some("https://almery.example/feed.json"),
        ..Hint::default()
    };
    let feed = read_json(whole, hint);
    assert_eq!(
        (
            feed.items[0].id.as_str(),
            feed.items[0].article.meta.byline.as_deref()
        ),
        ("1", Some("Ana"))
    );
    assert_eq!(
        feed.items[0].article.meta.url.as_deref(),
        Some("https://almery.example/1")
    );
    assert_eq!(feed.items[1].article.text, "a\n\nb");
    let cut = read_json(&whole[..whole.len() - 12], hint);
    assert_eq!(cut.items.len(), 1);
    assert!(cut.damage.is_some());
}

#[test]
fn podcasts_languages_and_enclosures() {
    let feed = feed(
        "<rss xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>
         <language>en</language><item><guid>1</guid><description>A ferry.</description>
         <itunes:summary>A ferry, a quay and the man who lit the lamps.</itunes:summary><dc:language>pt_BR</dc:language>
         <enclosure url='/a.mp3'/><enclosure url='/b.mp3'/></item>
         <item><guid>2</guid><description>A long talk about the ferry.</description><itunes:summary>A talk.</itunes:summary></item>
         </channel></rss>",
    );
    let (one, two) = (&feed.items[0], &feed.items[1]);
    assert_eq!(
        one.article.text,
        "A ferry, a quay and the man who lit the lamps."
    );
    assert_eq!(one.article.meta.lang.as_deref(), Some("pt-BR"));
    assert_eq!(one.enclosures.len(), 2);
    assert_eq!(two.article.text, "A long talk about the ferry.");
    let atom = self::feed(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><title xml:lang='de'>Kai</title>
         <link rel='enclosure' href='/a.ogg'/><link rel='enclosure' href='/b.ogg'/></entry></feed>",
    );
    let entry = &atom.items[0];
    assert_eq!(entry.article.meta.lang.as_deref(), Some("de"));
    assert_eq!(
        entry.enclosures,
        [
            "https://almery.example/a.ogg",
            "https://almery.example/b.ogg"
        ]
    );
}

#[test]
fn titles_keep_their_words_and_are_made_where_there_is_none() {
    let feed = feed(
        "<rss><channel><title>A &lt;b&gt;quay&lt;/b&gt; &amp;amp; &lt;lamp&gt;</title>
         <item><title><![CDATA[Use <section> & <b>more</b>]]></title><guid>1</guid></item>
         <item><description>&lt;p&gt;No rye before noon. The oven is cold.&lt;/p&gt;</description></item>
         <item><title/><description>Warm again</description></item></channel></rss>",
    );
    assert_eq!(feed.title, "A quay & <lamp>");
    let titles: Vec<_> = feed
        .items
        .iter()
        .map(|item| item.article.meta.title.as_str())
        .collect();
    assert_eq!(
        titles,
        ["Use <section> & more", "No rye before noon", "Warm again"]
    );
    // The title that was made is no part of the id.
    let mut bare = ArticleBuilder::new(Meta::default());
    bare.words("Warm again");
    assert_eq!(feed.items[2].id, fingerprint(&bare.finish()));
}

#[test]
fn an_item_of_a_gathered_feed_is_from_its_source() {
    let feed = feed(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>All of Almery</title><entry xml:lang='en'><id>/quay</id>
         <source><title>Harbour &amp;amp; Quay</title><author><name>Ana Ruiz</name></author></source>
         <content xml:lang='pt_BR'>O cais abre.</content></entry>
         <entry><id>urn:x</id><source url='https://b.example/'>Lamps</source></entry><entry><id>3</id></entry></feed>",
    );
    let facts: Vec<_> = feed
        .items
        .iter()
        .map(|item| (item.id.as_str(), item.article.meta.site.as_deref()))
        .collect();
    assert_eq!(
        facts,
        [
            ("https://almery.example/quay", Some("Harbour & Quay")),
            ("urn:x", Some("Lamps")),
            ("3", Some("All of Almery"))
        ]
    );
    let meta = &feed.items[0].article.meta;
    assert_eq!(
        (meta.byline.as_deref(), meta.lang.as_deref()),
        (Some("Ana Ruiz"), Some("pt-BR"))
    );
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
fn a_file_takes_its_addresses_from_what_it_says_of_its_place() {
    let feed = read(
        "<rss><channel><title>A</title><link>https://almery.example/news/</link>
         <item><title>Use <T> in Vec<T></title><link>quay.html</link><enclosure url='/a.mp3'/></item></channel></rss>",
        Hint::default(),
    );
    let item = &feed.items[0];
    assert_eq!(
        item.article.meta.url.as_deref(),
        Some("https://almery.example/news/quay.html")
    );
    assert_eq!(item.enclosures, ["https://almery.example/a.mp3"]);
    assert_eq!(item.article.meta.title, "Use <T> in Vec<T>");
}

#[test]
fn an_item_said_twice_is_one_and_one_of_nothing_is_called_by_its_address() {
    let feed = feed(
        "<rss><channel><title>A</title><item><guid>1</guid><title>A</title></item><item><guid>1</guid><title>B</title></item>
         <item><guid>1</guid><title>A</title></item><item><guid>1</guid><title>B</title></item>
         <item><link>/2024/quay-open.html?x=1</link></item><item><enclosure url='/talk.mp3'/></item></channel></rss>",
    );
    let titles: Vec<&str> = feed
        .items
        .iter()
        .map(|item| item.article.meta.title.as_str())
        .collect();
    assert_eq!(titles, ["A", "B", "quay-open.html", "talk.mp3"]);
}

#[test]
fn a_number_is_no_title_and_markup_may_be_escaped_again() {
    let feed = feed(
        "<rss><channel><title>A</title><item><title>12</title><itunes:title>The long rain</itunes:title>
         <description>&amp;lt;p&amp;gt;It rained &amp;amp;amp; blew.&amp;lt;/p&amp;gt;</description></item>
         <item><title>13</title><description>Write &amp;lt;p&amp;gt; first.</description></item></channel></rss>",
    );
    let items = feed.items.iter();
    let items: Vec<(&str, &str)> = items
        .map(|item| (item.article.meta.title.as_str(), item.article.text.as_str()))
        .collect();
    assert_eq!(
        items,
        [
            ("The long rain", "It rained & blew."),
            ("13", "Write <p> first.")
        ]
    );
}

#[test]
fn json_feeds_hold_items_alone_and_know_their_place() {
    let feed = read_json(
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"A","home_page_url":"https://almery.example/",
        "items":[null,"x",{"id":7,"url":"/seven","content_text":"Words.","attachments":[{"url":"a.mp3"}]}]}"#,
        Hint::default(),
    );
    let [item] = feed.items.as_slice() else {
        panic!("{:?}", feed.items)
    };
    assert_eq!(
        (item.id.as_str(), item.article.meta.url.as_deref()),
        ("7", Some("https://almery.example/seven"))
    );
    assert_eq!(item.enclosures, ["https://almery.example/a.mp3"]);
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
}
