//! Pictures of each kind, whole and damaged, and what says that it is one and is not.

use super::*;

/// Red and green above blue and yellow, 32 by 24 pixels.
const PICTURES: [(&str, &[u8]); 6] = [
    (
        "quarters.png",
        include_bytes!("../../../tests/pictures/quarters.png"),
    ),
    (
        "palette.png",
        include_bytes!("../../../tests/pictures/palette.png"),
    ),
    (
        "quarters.jpg",
        include_bytes!("../../../tests/pictures/quarters.jpg"),
    ),
    (
        "progressive.jpg",
        include_bytes!("../../../tests/pictures/progressive.jpg"),
    ),
    (
        "quarters.webp",
        include_bytes!("../../../tests/pictures/quarters.webp"),
    ),
    (
        "lossy.webp",
        include_bytes!("../../../tests/pictures/lossy.webp"),
    ),
];
const MOVING: &[u8] = include_bytes!("../../../tests/pictures/moving.gif");
const GREY: &[u8] = include_bytes!("../../../tests/pictures/grey.jpg");

/// The colour in the middle of each quarter is about the one that was painted.
fn check(name: &str, bytes: &[u8]) -> Picture {
    let picture = picture(bytes).unwrap_or_else(|why| panic!("{name}: {why}"));
    assert!(picture.is_whole(), "{name}");
    assert_eq!(picture.full, (32, 24), "{name}");
    let painted = [
        ((8, 6), [220, 40, 40]),
        ((24, 6), [40, 200, 60]),
        ((8, 18), [40, 60, 210]),
        ((24, 18), [240, 240, 80]),
    ];
    for ((x, y), colour) in painted {
        let at = (y * 32 + x) * 3;
        let off = picture.rgb[at..at + 3].iter().zip(colour);
        let off = off.map(|(is, was)| is.abs_diff(was)).max().unwrap_or(255);
        assert!(
            off < 16,
            "{name}: {:?} for {colour:?}",
            &picture.rgb[at..at + 3]
        );
    }
    picture
}

#[test]
fn pictures_of_each_kind_are_decoded() {
    for (name, bytes) in PICTURES {
        assert!(!check(name, bytes).moves, "{name}");
    }
    assert!(check("moving.gif", MOVING).moves);
    assert_eq!(picture(GREY).map(|it| it.full), Ok((32, 24)));
}

#[test]
fn a_photograph_is_turned_as_the_camera_was_held() {
    let (_, upright) = PICTURES[2];
    // Exif right behind the beginning: held so that what was above is at the right.
    let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let mut held = upright[..2].to_vec();
    held.extend_from_slice(&[0xff, 0xe1, 0, exif.len() as u8 + 2]);
    held.extend_from_slice(exif);
    held.extend_from_slice(&upright[2..]);
    let (before, after) = (picture(upright).unwrap(), picture(&held).unwrap());
    assert_eq!((after.full, after.width, after.height), ((24, 32), 24, 32));
    let pixel = |picture: &Picture, x: usize, y: usize| {
        let at = (y * picture.width as usize + x) * 3;
        picture.rgb[at..at + 3].to_vec()
    };
    for (x, y) in [(3, 5), (28, 4), (9, 20)] {
        assert_eq!(pixel(&after, 23 - y, x), pixel(&before, x, y));
    }
}

/// A whole picture, or one line without anything that a terminal would obey.
#[track_caller]
fn whole_or_told(bytes: &[u8], name: &str) {
    match picture(bytes) {
        Ok(picture) => assert!(picture.is_whole(), "{name}"),
        Err(why) => assert!(!why.contains(char::is_control), "{name}: {why:?}"),
    }
}

#[test]
fn whatever_is_cut_or_changed_is_a_picture_or_a_sentence() {
    let all = PICTURES.into_iter().chain([("moving.gif", MOVING)]);
    for (name, bytes) in all {
        for at in (0..bytes.len()).step_by(3) {
            whole_or_told(&bytes[..at], name);
            let mut changed = bytes.to_vec();
            changed[at] ^= 0x55;
            whole_or_told(&changed, name);
            // Among them the names of parts, which sentences may repeat.
            let end = (at + 4).min(bytes.len());
            changed[at..end].copy_from_slice(&b"\x1b[2J"[..end - at]);
            whole_or_told(&changed, name);
        }
    }
}

/// A PNG that says that it is so large, with these bytes as its pixels.
fn lying(width: u32, height: u32, pixels: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut deflated = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    deflated.write_all(pixels).unwrap();
    let deflated = deflated.finish().unwrap();
    let mut head = Vec::new();
    head.extend_from_slice(&width.to_be_bytes());
    head.extend_from_slice(&height.to_be_bytes());
    head.extend_from_slice(&[8, 2, 0, 0, 0]);
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", head), (b"IDAT", deflated), (b"IEND", Vec::new())] {
        png.extend_from_slice(&chunk(kind, &data));
    }
    png
}

/// A part of a PNG.
fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(kind);
    crc.update(data);
    let length = (data.len() as u32).to_be_bytes();
    [&length, kind.as_slice(), data, &crc.sum().to_be_bytes()].concat()
}

#[test]
fn fifty_thousand_parts_that_nobody_needs_are_passed_over() {
    let with = |bytes: &[u8], at: usize, part: &[u8]| {
        let many = part.repeat(50_000);
        [&bytes[..at], &many, &bytes[at..]].concat()
    };
    let text = chunk(b"tEXt", b"x\0\x1b[2J");
    check("parts.png", &with(PICTURES[0].1, 33, &text));
    check(
        "parts.jpg",
        &with(PICTURES[2].1, 2, b"\xff\xfe\0\x06\x1b[2J"),
    );
    // Behind the colours of the whole, whose number the head says.
    let colours = 3 * (2 << (MOVING[10] & 7));
    check(
        "parts.gif",
        &with(MOVING, 13 + colours, b"\x21\xfe\x04\x1b[2J\0"),
    );
    let mut webp = with(PICTURES[4].1, PICTURES[4].1.len(), b"\x1b[2J\0\0\0\0");
    let length = (webp.len() as u32 - 8).to_le_bytes();
    webp[4..8].copy_from_slice(&length);
    check("parts.webp", &webp);
    // Lengths of parts that lie.
    for (name, bytes, at) in [
        ("quarters.png", PICTURES[0].1, 33),
        ("quarters.jpg", PICTURES[2].1, 4),
        ("moving.gif", MOVING, 13 + colours + 2),
        ("quarters.webp", PICTURES[4].1, 4),
        ("quarters.webp", PICTURES[4].1, 16),
    ] {
        for lie in [[0; 4], [0xff; 4], [0x7f, 0xff, 0xff, 0xff]] {
            let mut lying = bytes.to_vec();
            lying[at..at + 4].copy_from_slice(&lie);
            whole_or_told(&lying, name);
        }
    }
}

#[test]
fn what_says_that_it_is_too_large_is_not_decoded() {
    for (width, height) in [(100_000, 100_000), (1_000_000, 1), (20_000, 20_000)] {
        let why = picture(&lying(width, height, &[0; 100])).unwrap_err();
        let said = format!("has {width} by {height} pixels, which is too large to be shown");
        assert_eq!(why, said);
    }
    assert!(picture(&lying(0, 7, &[])).is_err());
    // A JPEG and a GIF whose heads say the most that they can.
    let mut jpeg = PICTURES[2].1.to_vec();
    let frame = jpeg.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].fill(0xff);
    assert!(picture(&jpeg).is_err());
    let mut gif = MOVING.to_vec();
    gif[6..10].fill(0xff);
    assert!(picture(&gif).is_err());
}

#[test]
fn more_pixels_than_were_said_take_no_room() {
    // Ten megabytes behind the three pixels that it says that it has.
    let bomb = picture(&lying(3, 1, &vec![0; 10 << 20]));
    assert!(
        bomb.as_ref().map_or(true, |it| it.rgb.len() == 9),
        "{bomb:?}"
    );
    // Fewer.
    assert!(picture(&lying(300, 300, &[0; 10])).is_err());
}

#[test]
fn large_pictures_are_made_small() {
    let (width, height) = (4000, 100);
    let row = [[0; 1].as_slice(), &[200; 4000 * 3]].concat();
    let small = picture(&lying(width, height, &row.repeat(height as usize))).unwrap();
    assert_eq!(
        (small.full, small.width, small.height),
        ((4000, 100), 1280, 32)
    );
    assert!(small.is_whole() && small.rgb.iter().all(|value| *value == 200));
}

#[test]
fn what_is_no_picture_is_told() {
    let svg = "\n<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>";
    for (bytes, part) in [
        (b"".as_slice(), "is empty"),
        (svg.as_bytes(), "a page or a drawing"),
        (b"\xef\xbb\xbf<!doctype html><p>404", "a page or a drawing"),
        (b"\0\0\0\x1cftypavif", "is no PNG, JPEG, GIF or WebP"),
        (b"\x89PNG\r\n\x1a\n", "is damaged"),
    ] {
        let why = picture(bytes).unwrap_err();
        assert!(why.contains(part), "{why}");
    }
}
