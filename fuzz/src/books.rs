//! Books whose parts are random: the archive around them is well made, so that what is tried is not the checksums.

/// A book of parts that a zero byte ends: its contents (`.opf`), its table (`.xhtml`), then its chapters.
pub fn zipped(bytes: &[u8]) -> Vec<u8> {
    let container: &[u8] =
        b"<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>";
    let mut files: Vec<(String, &[u8])> = vec![
        ("mimetype".into(), b"application/epub+zip"),
        ("META-INF/container.xml".into(), container),
    ];
    for (n, part) in bytes.split(|byte| *byte == 0).take(20).enumerate() {
        let name = match n {
            0 => "a.opf".to_owned(),
            1 => "nav.xhtml".to_owned(),
            n => format!("{n}.xhtml"),
        };
        files.push((name, part));
    }
    stored(&files)
}

/// An archive of files as they are (APPNOTE.TXT, 4.3: local headers, central directory, its end).
fn stored(files: &[(String, &[u8])]) -> Vec<u8> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for (name, bytes) in files {
        let at = archive.len() as u32;
        let mut facts = Vec::new();
        facts.extend([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]);
        facts.extend(crc32(bytes).to_le_bytes());
        facts.extend((bytes.len() as u32).to_le_bytes());
        facts.extend((bytes.len() as u32).to_le_bytes());
        facts.extend((name.len() as u16).to_le_bytes());
        facts.extend([0, 0]);
        archive.extend(b"PK\x03\x04");
        archive.extend(&facts);
        archive.extend(name.as_bytes());
        archive.extend(*bytes);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&facts);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let count = (files.len() as u16).to_le_bytes();
    let (length, at) = (directory.len() as u32, archive.len() as u32);
    archive.extend(directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend(count);
    archive.extend(count);
    archive.extend(length.to_le_bytes());
    archive.extend(at.to_le_bytes());
    archive.extend([0, 0]);
    archive
}

/// The checksum of ZIP, bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    let of = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 & 0u32.wrapping_sub(crc & 1))
        })
    };
    !bytes.iter().fold(!0, of)
}
