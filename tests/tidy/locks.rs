//! The fuzz targets have a lock file of their own, which no build of the program reads: it has to follow by itself.

use super::read;

#[test]
fn the_lock_of_the_fuzz_targets_knows_what_the_program_needs() {
    let manifest = read("Cargo.toml".as_ref());
    let missing = missing_of(&manifest, &read("fuzz/Cargo.lock".as_ref()));
    assert!(
        missing.is_empty(),
        "`fuzz/run` builds --locked; run `cargo update --workspace` in fuzz/ for {missing:?}"
    );
    let manifest = "[dependencies]\n# Rye.\ngrain = \"1\"\nmeal = { version = \"1\", optional = true }\nhusk = \"2\"\n\n[dev-dependencies]\nbread = \"1\"\n";
    let lock = "name = \"mill\"\ndependencies = [\n \"bread\",\n]\n\n[[package]]\nname = \"pullquote\"\ndependencies = [\n \"grain 1.0\",\n]\n";
    assert_eq!(missing_of(manifest, lock), ["husk"]);
}

/// What a manifest needs in every build and a lock file does not give to the program.
fn missing_of<'a>(manifest: &'a str, lock: &str) -> Vec<&'a str> {
    let needs = section(manifest, "[dependencies]\n", "\n[");
    let needs = needs
        .lines()
        .filter(|line| !line.contains("optional = true"));
    let names = needs
        .filter_map(|line| Some(line.split_once(" = ")?.0).filter(|name| !name.starts_with('#')));
    let given = section(lock, "name = \"pullquote\"\n", "]");
    let given: Vec<&str> = given
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.split(['"', ' ']).next())
        .collect();
    names.filter(|name| !given.contains(name)).collect()
}

/// What stands between the first `from` and the next `to`.
fn section<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let behind = text.split_once(from).map_or("", |(_, behind)| behind);
    behind.split(to).next().unwrap_or_default()
}
