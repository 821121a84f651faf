//! How long it takes to find who said what: prose with quotations, and texts made to be slow.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use pullquote::annotate::{annotate_text, blocks_of};

fn main() {
    divan::main();
}

/// An article of about `bytes` bytes, as news has it.
fn news(bytes: usize) -> String {
    let paragraphs = [
        "Ana Ruiz, who chairs the fishermen's association, said on Tuesday that the old harbour would stay open \
         for at least ten years. “Nobody believed that we would win,” she told reporters. “But we won.”",
        "According to the ministry's own report, the land is worth four million crowns. Mr. Okafor, the harbour \
         master, called the report “a bad joke” and declined to say whether the cranes would be repaired.",
        "The town council has spent two winters on the plan. Its members want to see the figures before they vote, \
         and the mayor, Petra Holm, is confident that they will agree with her.",
    ];
    let mut text = String::new();
    for paragraph in paragraphs.iter().cycle() {
        if text.len() >= bytes {
            break;
        }
        text.push_str(paragraph);
        text.push_str("\n\n");
    }
    text
}

fn run(bencher: Bencher<'_, '_>, text: &str) {
    let blocks = blocks_of(text);
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| annotate_text(black_box(text), black_box(&blocks)));
}

#[divan::bench(args = [5_000, 100_000, 1_000_000])]
fn prose(bencher: Bencher<'_, '_>, bytes: usize) {
    run(bencher, &news(bytes));
}

/// Nothing but marks, in one block: the time for a byte must not grow with their number.
#[divan::bench(args = [10_000, 100_000, 1_000_000])]
fn quotation_marks(bencher: Bencher<'_, '_>, marks: usize) {
    run(bencher, &"\" a ".repeat(marks));
}

/// One sentence without an end, full of words that report.
#[divan::bench(args = [10_000, 100_000])]
fn endless_sentence(bencher: Bencher<'_, '_>, clauses: usize) {
    run(
        bencher,
        &"the mayor, who said that she wants to say, ".repeat(clauses),
    );
}
