//! Bytes in, keys out: whole, in pieces, and cut off at every byte.

use super::*;

/// An input for which no time passes but what is told.
struct Typed {
    input: Input,
    now: Instant,
}

impl Typed {
    fn new() -> Self {
        let (input, now) = (Input::default(), Instant::now());
        Typed { input, now }
    }

    fn feed(&mut self, bytes: &[u8]) -> Vec<Heard> {
        self.input.feed(bytes, self.now)
    }

    fn give_up(&mut self) -> Option<Heard> {
        self.input.give_up(self.now)
    }
}

/// What is heard of pieces that come one after another; after each there is time to give up.
fn hear(pieces: &[&[u8]]) -> Vec<Heard> {
    let mut typed = Typed::new();
    let mut heard = Vec::new();
    for piece in pieces {
        heard.extend(typed.feed(piece));
        heard.extend(typed.give_up());
    }
    heard
}

/// The keys as they are written in the settings.
fn keys(heard: &[Heard]) -> String {
    // What is told of pictures and of the mouse is taken where it was asked for, and nowhere else.
    let heard = heard
        .iter()
        .filter(|it| !matches!(it, Heard::Told(_) | Heard::Mouse(..)));
    let one = |heard: &Heard| match heard {
        Heard::Key { chord, alt } => {
            let name = crate::command::chord::shown(&[*chord]);
            if *alt { format!("A-{name}") } else { name }
        }
        other => format!("{other:?}"),
    };
    heard.map(one).collect::<Vec<_>>().join(" ")
}

fn check(bytes: &[u8], expected: &str) {
    assert_eq!(
        keys(&hear(&[bytes])),
        expected,
        "{:?}",
        bytes.escape_ascii().to_string()
    );
    // The same, a byte at a time and without a pause.
    let mut input = Typed::new();
    let mut heard: Vec<Heard> = bytes.iter().flat_map(|byte| input.feed(&[*byte])).collect();
    heard.extend(input.give_up());
    assert_eq!(
        keys(&heard),
        expected,
        "{:?}",
        bytes.escape_ascii().to_string()
    );
}

#[test]
fn keys_of_all_terminals() {
    let esc = keys(&hear(&[b"\x1b"]));
    check(b"jQ", "j Q");
    check("é“😀".as_bytes(), "é “ 😀");
    check(b"\x1b", &esc);
    check(b"\x1b\x1b", &format!("{esc} {esc}"));
    check(b"\x1bx", "A-x");
    let arrow = |last: u8| keys(&hear(&[&[0x1b, b'[', last]]));
    for (bytes, last) in [
        (b"\x1bOA" as &[u8], b'A'),
        (b"\x1b[1;1B", b'B'),
        (b"\x1b[1;1:2C", b'C'),
        (b"\x1b[7~", b'H'),
        (b"\x1b[8~", b'F'),
        (b"\x9bD", b'D'),
    ] {
        check(bytes, &arrow(last));
    }
    let ctrl = keys(&hear(&[b"\x1b[1;5A"]));
    assert_ne!(ctrl, arrow(b'A'));
    check(b"\x1b[5A", &ctrl);
    for (bytes, same) in [
        (b"\x1b[[A" as &[u8], b"\x1bOP" as &[u8]),
        (b"\x1b[11~", b"\x1bOP"),
        (b"\x1b[106u", b"j"),
        (b"\x1b[99;5u", b"\x03"),
        (b"\x1b[27;5;99~", b"\x03"),
        (b"\x1b[9;2u", b"\x1b[Z"),
        (b"\x1b[106;2u", b"J"),
        (b"\x1b[127u", b"\x7f"),
        (b"\x1b[13u", b"\r"),
        // Enter, before the terminal was ours.
        (b"\n", b"\r"),
    ] {
        check(bytes, &keys(&hear(&[same])));
    }
    // A key that is let go.
    check(b"\x1b[106;1:3u", "");
}

/// What terminals answer, asked or not, and what else is no key.
const ANSWERS: &[&[u8]] = &[
    b"\x1b[?2026;2$y",
    b"\x1b[?1;0S",
    b"\x1b[?62;22c",
    b"\x1b[>41;354;0c",
    b"\x1b[=0c",
    b"\x1b[?1u",
    b"\x1b[?997;1n",
    b"\x1b[0n",
    b"\x1b[24;80R",
    b"\x1b[8;24;80t",
    b"\x1b[4;2$y",
    b"\x1b[<35;20;10M",
    b"\x1b[M !!",
    b"\x1b[I",
    b"\x1b[O",
    b"\x1b]4;1;rgb:ffff/0000/0000\x07",
    b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1b]52;c;c2VjcmV0\x1b\\",
    b"\x1b]lquit\x1b\\",
    b"\x1bP>|XTerm(390)\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1bP1$r0m\x1b\\",
    b"\x1bP!|00000000\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b^quit\x1b\\",
    b"\x1bXquit\x1b\\",
    b"\x9b?2026;2$y",
];

#[test]
fn answers_of_terminals_are_no_keys() {
    for answer in ANSWERS {
        check(answer, "");
        check(&[b"j", *answer, b"Q"].concat(), "j Q");
    }
}

#[test]
fn an_answer_cut_anywhere_neither_acts_nor_holds_the_next_key_back() {
    for answer in ANSWERS {
        for at in 1..answer.len() {
            let (first, rest) = answer.split_at(at);
            // An Esc alone is one.
            let esc = if first == b"\x1b" { "Esc " } else { "" };
            for key in [
                b"j" as &[u8],
                b"Q",
                b"\x03",
                b"\r",
                b"\x1b[A",
                "é".as_bytes(),
            ] {
                let expected = format!("{esc}{}", keys(&hear(&[key])));
                let heard = keys(&hear(&[first, key]));
                assert_eq!(heard, expected, "{:?}", first.escape_ascii().to_string());
            }
            // What comes late is still no key, but for a single byte, which somebody may have typed.
            if rest.len() > 1 && first.len() > 1 && !first.starts_with(b"\x1b[M") {
                let heard = keys(&hear(&[first, rest, b"j"]));
                assert_eq!(heard, "j", "{:?}", first.escape_ascii().to_string());
            }
        }
    }
}

#[test]
fn keys_behind_an_answer_without_an_end_count_after_a_moment() {
    let mut input = Typed::new();
    assert_eq!(input.feed(b"\x1b]52;c;"), []);
    assert_eq!(input.input.patience(), Some(ANSWER));
    assert_eq!(keys(&input.feed(b"\x03")), keys(&hear(&[b"\x03"])));
    // Somebody holds a key down.
    input.feed(b"\x1b[?");
    input.now += WHOLE * 2;
    assert_eq!(keys(&input.feed(b"j")), "j");
    // Much longer than any answer.
    for _ in 0..100 {
        assert_eq!(input.feed(b"\x1b]52;"), []);
        assert_eq!(input.feed(&[b'x'; 1000]), []);
        assert!(input.input.held.len() <= MOST + 1000);
    }
    assert_eq!(keys(&input.feed(b"\x07j")), "j");
}

#[test]
fn what_is_typed_in_one_go_stays_what_it_is() {
    // As programs type it.
    check(b"\x1b]q\x1b]", "A-] q");
    check(b"\x1bPj\x1bOj", "A-P j A-O j");
    assert_eq!(keys(&hear(&[b"\x1b", b"[q", b"]q"])), "Esc [ q ] q");
    check(b"\xff\xc3(j", "( j");
    check(b"\xe2\x80", "");
}

#[test]
fn the_background_is_told() {
    let check = |answer: &[u8], light| {
        assert_eq!(hear(&[answer]), [Heard::Background(light)]);
    };
    check(b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\", Some(true));
    check(b"\x1b]11;rgb:00/2b/36\x07", Some(false));
    check(b"\x1b]11;\x07", None);
}

#[test]
fn pasted_text_comes_in_one_piece_and_does_not_swallow_what_follows() {
    let paste = |text: &str| Heard::Paste(text.to_owned());
    let bytes = "\x1b[200~Q é\x1b[201~".as_bytes();
    for at in 6..bytes.len() {
        let mut input = Typed::new();
        let mut heard = input.feed(&bytes[..at]);
        heard.extend(input.feed(&bytes[at..]));
        heard.extend(input.feed(b"j"));
        assert_eq!(heard[0], paste("Q é"), "cut at {at}");
        assert_eq!(keys(&heard[1..]), "j");
    }
    assert_eq!(hear(&[b"\x1b[200~never", b"j"])[0], paste("never"));
    assert_eq!(keys(&hear(&[b"\x1b[200~never", b"j"])[1..]), "j");
}

#[test]
fn the_mouse_is_told_from_keys() {
    let heard = |bytes: &[u8]| hear(&[bytes]);
    let click = |x, y| vec![Heard::Mouse(Mouse::Click, x, y)];
    assert_eq!(heard(b"\x1b[<0;1;1M"), click(0, 0));
    assert_eq!(heard(b"\x1b[<0;300;2M"), click(299, 1));
    assert_eq!(
        heard(b"\x1b[<65;7;9M"),
        [Heard::Mouse(Mouse::WheelDown, 6, 8)]
    );
    // Letting go, another button, a key held, moving, no place.
    for bytes in [
        "0;1;1m",
        "2;1;1M",
        "4;1;1M",
        "35;1;1M",
        "0;0;1M",
        "0;1M",
        "0;99999;1M",
        "",
    ] {
        let bytes = format!("\x1b[<{bytes}");
        let bytes = if bytes.ends_with(['M', 'm']) {
            bytes
        } else {
            format!("{bytes}M")
        };
        assert_eq!(heard(bytes.as_bytes()), [], "{bytes:?}");
    }
}
