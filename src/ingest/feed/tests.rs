//! Dialects of feeds, their items and ids.

mod damage;

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
fn what_a_feed_says_of_itself_is_no_longer_in_its_items_than_a_name_is() {
    let long = "Herald of the Quay ".repeat(10_000);
    let items = "<item><title>One</title><link>a</link></item>".repeat(2);
    let rss = feed(&format!(
        "<rss><channel><title>{long}</title><language>{long}</language><dc:creator>{long}</dc:creator>{items}</channel></rss>"
    ));
    let json = read_json(
        &format!(
            r#"{{"title":"{long}","authors":[{{"name":"{long}"}}],"items":[{{"id":"a","content_text":"Words."}}]}}"#
        ),
        Hint::default(),
    );
    for feed in [rss, json] {
        let meta = &feed.items[0].article.meta;
        let all = [
            Some(&meta.title),
            meta.site.as_ref(),
            meta.byline.as_ref(),
            meta.lang.as_ref(),
        ];
        let longest = all.into_iter().flatten().map(String::len).max();
        assert!(longest < Some(1100), "{longest:?}");
        assert!(meta.site.as_ref().is_some_and(|site| site.ends_with(" …")));
    }
}

#[test]
fn a_title_that_says_nothing_is_none() {
    let titles = |title: &str| {
        let read = feed(&format!(
            "<rss><channel><item><title>{title}</title><guid>1</guid><description>The ferry is late. Again.</description></item></channel></rss>"
        ));
        read.items[0].article.meta.title.clone()
    };
    for none in [
        "",
        " - ",
        "…",
        "(no title)",
        "Untitled",
        "[Ohne Titel]",
        "无标题",
    ] {
        let expected = if none == "…" {
            "…"
        } else {
            "The ferry is late"
        };
        assert_eq!(titles(none), expected, "{none}");
    }
    for title in ["C++", "1984", "Untitled no longer", "❤"] {
        assert_eq!(titles(title), title);
    }
}
