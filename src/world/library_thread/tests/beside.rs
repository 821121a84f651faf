//! What comes from beside the list: another program at the same library, the chapters and pictures of a book.

use super::*;

#[test]
#[cfg(target_os = "linux")]
fn what_another_program_does_is_noticed_and_nothing_jumps() {
    let folder = std::env::temp_dir().join(format!("pullquote-notice-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("library.db");
    let story = |number| format!("Story {number}\n\n“Words,” said Ana Ruiz of number{number}.");
    let mut other = filled(Library::open(&path).unwrap(), (0..5).map(story));
    let (effects, messages) = LibraryThread::new(Library::open(&path).unwrap())
        .serve()
        .unwrap();
    effects.send(ask("unread", 0)).unwrap();
    let second = loop {
        if let Msg::Rows { ask: 1, rows, .. } = messages.recv().unwrap() {
            break rows[1].id;
        }
    };
    let mark = |library: &mut Library, id| {
        let which = Which::These(vec![id]);
        library.mark(&which, &Mark::Read(true), 3_000_000).unwrap();
    };
    mark(&mut other, second);
    // What was read stays in its row, shown as read.
    let unread_left = loop {
        let (total, unread, _, rows) = rows(&messages);
        if rows.get(1).is_some_and(|row| row.read) {
            break (total, unread, rows[1].id);
        }
    };
    assert_eq!((unread_left.0, unread_left.2), (5, second));
    // What came is there, and the rows before it have moved down together.
    let mut article = other.article(second).unwrap().unwrap().article;
    article.meta.title = "Storm".to_owned();
    article.meta.published = Some(clock::iso(2_000_000));
    let incoming = Incoming {
        feed: FeedId::KEPT,
        item: "new".to_owned(),
        hash: text_hash(&article),
        notes: Default::default(),
        article,
        page: true,
        tags: Vec::new(),
    };
    other.save(&[incoming], 3_000_000).unwrap();
    let (total, _, from, _) = loop {
        let seen = rows(&messages);
        if seen.0 > 5 {
            break seen;
        }
    };
    assert_eq!((total, from), (6, 1));
    // What was hidden leaves, here with what was read.
    let which = Which::All(Query::default());
    other.mark(&which, &Mark::Hidden(true), 3_000_000).unwrap();
    while rows(&messages).0 > 0 {}
    std::fs::remove_dir_all(&folder).unwrap();
}

/// A book of two chapters, the first with a link to the second and a picture.
fn book() -> Vec<u8> {
    let picture = include_bytes!("../../../../tests/pictures/quarters.png");
    let files: [(&str, &[u8]); 5] = [
        (
            "META-INF/container.xml",
            b"<container><rootfiles><rootfile full-path='OPS/b.opf'/></rootfiles></container>",
        ),
        (
            "OPS/b.opf",
            b"<package><metadata><title>Tide</title><identifier>urn:tide</identifier></metadata><manifest>\
              <item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>\
              <item id='b' href='b.xhtml' media-type='application/xhtml+xml'/></manifest>\
              <spine><itemref idref='a'/><itemref idref='b'/></spine></package>",
        ),
        (
            "OPS/a.xhtml",
            b"<html><body><h1>Low</h1><p>See <a href='b.xhtml'>there</a>.</p><img src='p.png' alt='A boat'/></body></html>",
        ),
        ("OPS/b.xhtml", b"<html><body><h1>High</h1><p>The tide came.</p></body></html>"),
        ("OPS/p.png", picture),
    ];
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name, options).unwrap();
        std::io::Write::write_all(&mut archive, bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn the_chapters_of_a_book_lead_to_each_other_and_its_pictures_stay_when_it_goes() {
    use crate::world::add::{Wish, add};
    use crate::world::fetch::{Limits, Net};

    let folder = std::env::temp_dir().join(format!("pullquote-book-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (file, path) = (folder.join("tide.epub"), folder.join("library.db"));
    std::fs::write(&file, book()).unwrap();
    let mut library = Library::open(&path).unwrap();
    let net = Net::new(Limits::default());
    let added = add(&mut library, &net, &Wish::default(), &file);
    assert!(added.iter().all(std::result::Result::is_ok), "{added:?}");
    std::fs::remove_file(&file).unwrap();
    let (effects, messages) = LibraryThread::new(library).serve().unwrap();
    let (.., all) = rows(&messages);
    let of = |title: &str| all.iter().find(|row| row.title == title).unwrap().id;
    let follow = |address: &str| Effect::Follow {
        ask: 1,
        of: of("Low"),
        address: address.to_owned(),
        sure: false,
    };
    let page = |effect: Effect| {
        effects.send(effect).unwrap();
        loop {
            match next(&messages).unwrap() {
                Msg::Followed { page, .. } => return page,
                Msg::Picture { picture, .. } => return picture.map(|_| ArticleId(0)),
                _ => {}
            }
        }
    };
    assert_eq!(page(follow("OPS/b.xhtml")), Ok(of("High")));
    assert!(page(follow("OPS/c.xhtml")).is_err());
    let picture = |address: &str| Effect::Picture {
        ask: 1,
        of: of("Low"),
        address: address.to_owned(),
    };
    assert_eq!(page(picture("OPS/p.png")), Ok(ArticleId(0)));
    assert!(page(picture("OPS/q.png")).is_err());
    std::fs::remove_dir_all(&folder).unwrap();
}
