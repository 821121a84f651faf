//! What goes to a terminal is read back as it would, and is the picture.

use super::*;

/// A picture in which every pixel is another one.
fn picture(width: u32, height: u32) -> Picture {
    let pixels = (0..width * height).flat_map(|at| [at as u8, (at / 7) as u8, (at * 3) as u8]);
    Picture {
        full: (width, height),
        width,
        height,
        rgb: pixels.collect(),
        ..Picture::default()
    }
}

fn decoded(png: &[u8]) -> Picture {
    crate::ingest::picture(png).unwrap()
}

/// The pixels that a terminal makes of the bytes that show one picture, row by row, with how many columns there are.
pub(in crate::tui) fn seen(way: Way, bytes: &[u8]) -> (u32, Vec<u8>) {
    let text = std::str::from_utf8(bytes).unwrap();
    let png = |data: &str| {
        let picture = decoded(&BASE64_STANDARD.decode(data).unwrap());
        (picture.width, picture.rgb)
    };
    match way {
        Way::Kitty => {
            let pieces = text.split_terminator("\x1b\\");
            png(&pieces
                .map(|it| it.split_once(';').unwrap().1)
                .collect::<String>())
        }
        Way::Inline => png(text
            .strip_suffix('\x07')
            .unwrap()
            .split_once(':')
            .unwrap()
            .1),
        Way::Sixel => {
            let rows = sixels(bytes);
            let width = rows.first().map_or(0, Vec::len) as u32;
            (width, rows.into_iter().flatten().flatten().collect())
        }
    }
}

#[test]
fn kitty_gets_the_picture_in_pieces() {
    let picture = picture(90, 70);
    let text = String::from_utf8(shown(Way::Kitty, 0, &picture, (40, 12), (0, 0))).unwrap();
    let pieces: Vec<&str> = text
        .split("\x1b\\")
        .filter(|piece| !piece.is_empty())
        .collect();
    assert!(pieces.len() > 1, "{} pieces", pieces.len());
    let mut all = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        let (keys, data) = piece
            .strip_prefix("\x1b_G")
            .unwrap()
            .split_once(';')
            .unwrap();
        assert!(data.len() <= CHUNK && keys.contains("q=2"));
        assert_eq!(keys.contains("m=1"), at + 1 < pieces.len());
        assert_eq!(keys.contains("a=T,f=100,q=2,C=1,i=7117,c=40,r=12"), at == 0);
        all.push_str(data);
    }
    let back = decoded(&BASE64_STANDARD.decode(all).unwrap());
    assert_eq!((back.full, back.rgb), ((90, 70), picture.rgb));
}

#[test]
fn inline_images_are_the_picture() {
    let picture = picture(9, 7);
    let text = String::from_utf8(shown(Way::Inline, 0, &picture, (4, 2), (0, 0))).unwrap();
    let inside = text.strip_prefix("\x1b]1337;File=").unwrap();
    let (keys, data) = inside
        .strip_suffix('\x07')
        .unwrap()
        .split_once(':')
        .unwrap();
    assert!(keys.contains("inline=1;") && keys.contains(";width=4;height=2;"));
    let png = BASE64_STANDARD.decode(data).unwrap();
    assert!(keys.contains(&format!("size={};", png.len())));
    assert_eq!(decoded(&png).rgb, picture.rgb);
}

/// Sixels to pixels, as DEC's manual of the VT330 says (chapter 14).
fn sixels(bytes: &[u8]) -> Vec<Vec<[u8; 3]>> {
    let text = std::str::from_utf8(bytes).unwrap();
    let inside = text.strip_prefix("\x1bP0;1;0q").unwrap();
    let inside = inside.strip_suffix("\x1b\\").unwrap();
    let mut colours = std::collections::HashMap::new();
    let mut rows: Vec<Vec<[u8; 3]>> = Vec::new();
    let (mut x, mut top, mut colour) = (0, 0, [0; 3]);
    let mut rest = inside.as_bytes();
    let numbers = |rest: &mut &[u8]| -> Vec<usize> {
        let is_part = |byte: &&u8| byte.is_ascii_digit() || **byte == b';';
        let count = rest.iter().take_while(is_part).count();
        let (digits, after) = rest.split_at(count);
        *rest = after;
        let digits = std::str::from_utf8(digits).unwrap();
        digits.split(';').map(|it| it.parse().unwrap()).collect()
    };
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        let mut run = 1;
        let mut sign = *first;
        match sign {
            b'"' => {
                let size = numbers(&mut rest);
                rows = vec![vec![[1; 3]; size[2]]; size[3]];
                continue;
            }
            b'#' => {
                let parts = numbers(&mut rest);
                if let [number, 2, red, green, blue] = parts[..] {
                    let level = |of_100: usize| (of_100 * 255).div_ceil(100) as u8;
                    colours.insert(number, [level(red), level(green), level(blue)]);
                } else {
                    colour = colours[&parts[0]];
                }
                continue;
            }
            b'$' => x = 0,
            b'-' => (x, top) = (0, top + 6),
            b'!' => {
                run = numbers(&mut rest)[0];
                sign = rest[0];
                rest = &rest[1..];
            }
            _ => {}
        }
        if matches!(sign, b'$' | b'-') {
            continue;
        }
        assert!((b'?'..=b'~').contains(&sign), "{sign}");
        for _ in 0..run {
            for bit in (0..6).filter(|bit| (sign - b'?') >> bit & 1 == 1) {
                rows[top + bit][x] = colour;
            }
            x += 1;
        }
    }
    rows
}

#[test]
fn sixels_are_the_picture_in_few_colours() {
    let size = (20, 15);
    let mut picture = picture(size.0, size.1);
    // Four colours that are among the few, in quarters; each is drawn as it is.
    for (at, pixel) in picture.rgb.chunks_exact_mut(3).enumerate() {
        let (x, y) = (at % 20, at / 20);
        pixel.copy_from_slice(match (x < 10, y < 7) {
            (true, true) => &[255, 0, 0],
            (false, true) => &[0, 255, 0],
            (true, false) => &[0, 0, 255],
            (false, false) => &[255, 255, 255],
        });
    }
    let rows = sixels(&shown(Way::Sixel, 0, &picture, (0, 0), size));
    let back: Vec<u8> = rows.into_iter().flatten().flatten().collect();
    assert_eq!(back, picture.rgb);
}

#[test]
fn a_colour_between_two_is_mixed_of_them() {
    let grey = Picture {
        width: 40,
        height: 40,
        rgb: vec![110; 40 * 40 * 3],
        ..Picture::default()
    };
    let rows = sixels(&shown(Way::Sixel, 0, &grey, (0, 0), (40, 40)));
    for channel in 0..3 {
        let values = rows.iter().flatten().map(|pixel| u32::from(pixel[channel]));
        let mean = values.sum::<u32>() / 1600;
        assert!((100..=120).contains(&mean), "{mean}");
    }
}

#[test]
fn of_another_size_every_pixel_is_painted() {
    let rows = sixels(&shown(Way::Sixel, 0, &picture(30, 20), (0, 0), (61, 37)));
    assert_eq!((rows.len(), rows[0].len()), (37, 61));
    assert!(rows.iter().flatten().all(|pixel| *pixel != [1; 3]));
}
