#!/usr/bin/env python3
"""Compares pullquote with the programs that people read with now, and prints a table in Markdown.

    cargo build --release
    benches/peers.py                          # what is installed of less, w3m, lynx and newsboat
    benches/peers.py --feeds 100 --items 1000 --words 600 --rounds 3

Everything is made up here from one seed: a long article as text and as a page, and feeds. The programs take turns, round by
round, since machines are noisy: the ratio (theirs by ours) counts, not the single figure. A program that is not installed
is left out, and that is said. Linux; Python 3.9 or newer, nothing else.
"""
import argparse, html, os, shutil, statistics, subprocess, sys, tempfile, time

sys.dont_write_bytecode = True
from terminal import NAMES, WORDS, article, measure

FIGURES = ("first frame ms", "key p50 ms", "cpu ms a key", "bytes a key", "resize ms", "peak MB")


def page(words):
    """The article as a page."""
    title, *paragraphs = article(words).strip().split("\n\n")
    body = "".join(f"<p>{html.escape(text)}</p>\n" for text in paragraphs)
    return f"<!doctype html><meta charset=utf-8><title>{title}</title><article><h1>{title}</h1>\n{body}</article>\n"


def feed(number, items, words):
    """One feed of RSS."""
    out = [f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed {number}</title>']
    for item in range(items):
        seed = number * items + item
        title, *paragraphs = article(words, seed).strip().split("\n\n")
        body = html.escape("".join(f"<p>{html.escape(text)}</p>" for text in paragraphs))
        name = NAMES[seed % len(NAMES)]
        out.append(f"<item><title>{title} {WORDS[seed % len(WORDS)]} {seed}</title><author>{name}</author>"
                   f"<guid>{seed}</guid><description>{body}</description></item>")
    return "\n".join(out) + "</channel></rss>\n"


def take_in(argv, library):
    """Runs to the end: seconds, CPU seconds, peak MB, MB of the file."""
    begun = time.perf_counter()
    child = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             env=dict(os.environ, PULLQUOTE_LIBRARY=library, HOME=os.path.dirname(library)))
    _, _, used = os.wait4(child.pid, 0)
    child.returncode = 0
    return {"seconds": time.perf_counter() - begun, "CPU seconds": used.ru_utime + used.ru_stime,
            "peak MB": used.ru_maxrss / 1024, "MB of the file": os.path.getsize(library) / 1e6}


def table(what, ours, rounds):
    """Rows of one comparison: what, who, theirs, ours, ratio."""
    for name in rounds[0]:
        if name == ours:
            continue
        for figure in rounds[0][ours]:
            theirs, mine = (statistics.median(found[who][figure] for found in rounds) for who in (name, ours))
            ratio = f"{theirs / mine:.2f}" if mine else "–"
            print(f"| {what}, {figure} | {name} | {theirs:.2f} | {mine:.2f} | {ratio} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="target/release/pullquote")
    parser.add_argument("--long", type=int, default=100_000, help="words of the long article")
    parser.add_argument("--keys", type=int, default=100, help="lines down in it")
    parser.add_argument("--feeds", type=int, default=10)
    parser.add_argument("--items", type=int, default=200, help="articles of a feed")
    parser.add_argument("--words", type=int, default=600, help="words of one of them")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    program = os.path.abspath(args.program)
    peers = {name: shutil.which(name) for name in ("less", "w3m", "lynx", "newsboat")}
    print("| what | beside | theirs | ours | ratio |\n|---|---|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        def write(name, text):
            path = os.path.join(folder, name)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            return path

        readers = {"text": (write("long.txt", article(args.long)), ("less",)),
                   "page": (write("long.html", page(args.long)), ("w3m", "lynx"))}
        for kind, (path, names) in readers.items():
            jobs = {"pullquote": [program, path], **{name: [peers[name], path] for name in names if peers[name]}}
            if len(jobs) > 1:
                rounds = [{name: {figure: value for figure, value in measure(argv, args.keys).items() if figure in FIGURES}
                           for name, argv in jobs.items()} for _ in range(args.rounds)]
                table(f"{kind} of {args.long} words", "pullquote", rounds)
        if peers["newsboat"]:
            paths = [write(f"feed{n}.xml", feed(n, args.items, args.words)) for n in range(args.feeds)]
            urls = write("urls", "".join(f"file://{path}\n" for path in paths))
            rounds = []
            for number in range(args.rounds):
                ours, theirs = (os.path.join(folder, f"{who}{number}.db") for who in ("ours", "theirs"))
                rounds.append({
                    "pullquote": take_in([program, "add", *(f"file:{path}" for path in paths)], ours),
                    "newsboat": take_in([peers["newsboat"], "-u", urls, "-c", theirs, "-x", "reload"], theirs)})
            table(f"taking in {args.feeds * args.items} articles", "pullquote", rounds)
    for name in (name for name, path in peers.items() if not path):
        print(f"\n{name} is not installed and was left out.")


if __name__ == "__main__":
    main()
