#!/usr/bin/env python3
"""Measures pullquote with very many articles and with very long ones, beside other programs, and prints a table in Markdown.

    cargo build --release
    benches/measures.py                                      # 10,000 articles of 300 words, some minutes
    benches/measures.py --articles 100000 --words 600        # the goals of taking in
    benches/measures.py --articles 1000000 --words 150       # an hour, and 12 GB in the folder
    benches/measures.py --beside /opt/old/pullquote          # an older pullquote in turn with this one
    benches/measures.py --only reader,pages                  # some parts: taking, network, lines, reader, pages

Everything is made up from one seed in `--folder` (target/measures) and used again by the next run: feeds, the library that
each program makes of them, long documents. The programs take turns, since machines are noisy: the ratio (theirs by ours)
counts, not the single figure. CPU seconds are less noisy than seconds. Peers that are not installed are left out, and that is
said. What a key costs is the time from the key to the last byte of its answer, in a pseudo-terminal of 120 columns, so the
process that answers on another thread is measured to its end. Linux; Python 3.9 or newer, nothing else.
"""
import argparse, http.server, os, random, re, select, shutil, sqlite3, statistics, subprocess, sys, threading, time

sys.dont_write_bytecode = True
from peers import page
from terminal import Program, article, WORDS

OF_A_FEED = 1000
SYLLABLES = "ber dal fen gar hol kas lin mor nor pel ros sel tor van wes zan".split()
FIRST = "Ana Sean Lena Omar Ruth Ivo Mira Jon Tess Karl Nadia Piet".split()
ACTS = "postponed opened questioned repaired sold measured flooded painted insured counted lost found".split()
WHEN = ("on Monday", "last week", "before the vote", "after the storm", "in March", "without notice", "for the third time")
SAID = ("said", "said", "told reporters", "added", "warned")
SETTLED = 0.35        # an answer has ended after this many seconds without a byte
RARE = "Quillbrook"   # a word that one article in a thousand has


class Writer:
    """Stories of so many words: common words, seldom ones, people who are quoted."""

    def __init__(self, seed=1):
        dice = random.Random(seed)
        seldom = ["".join(dice.choices(SYLLABLES, k=3)) for _ in range(4000)]
        self.names = ["Sean Okafor"] + [f"{dice.choice(FIRST)} {''.join(dice.choices(SYLLABLES, k=2)).capitalize()}"
                                        for _ in range(4000)]
        word = lambda: dice.choice(seldom) if dice.random() < 0.15 else dice.choice(WORDS)
        sentence = lambda: (f"the {word()} {word()} {dice.choice(ACTS)} the {word()} of a {word()} {dice.choice(WHEN)}"
                            + (f", but the {word()} was not in the {word()}" if dice.random() < 0.5 else ""))
        self.sentences = [sentence() for _ in range(20_000)]

    def story(self, number, words):
        dice = random.Random(number)
        title = " ".join(dice.choice(self.sentences).split()[:6]).capitalize() + f" {number}"
        if number % 1000 == 7:
            title += " at " + RARE
        out, count = [], 0
        while count < words:
            lines = []
            for _ in range(4):
                line = dice.choice(self.sentences)
                count += line.count(" ") + 1
                if dice.random() < 0.2:
                    # A few are heard often, most seldom.
                    name = self.names[int(len(self.names) * dice.random() ** 3)]
                    lines.append(f"“{line.capitalize()},” {name} {dice.choice(SAID)}.")
                else:
                    lines.append(line.capitalize() + ".")
            out.append(" ".join(lines))
        return title, out


def feeds(folder, articles, words):
    """The made-up feeds, as files and as a list of addresses for newsboat."""
    place = os.path.join(folder, f"feeds-{articles}-{words}")
    urls = os.path.join(place, "urls")
    if os.path.exists(urls):
        return place
    os.makedirs(place, exist_ok=True)
    writer, paths = Writer(), []
    for feed in range(-(-articles // OF_A_FEED)):
        path = os.path.join(place, f"feed{feed:04}.xml")
        paths.append(path)
        with open(path, "w", encoding="utf-8") as out:
            out.write(f'<?xml version="1.0"?><rss version="2.0"><channel><title>Paper {feed}</title>\n')
            for item in range(feed * OF_A_FEED, min((feed + 1) * OF_A_FEED, articles)):
                title, text = writer.story(item, words)
                # 2026-11-20 and backwards, twice a day; feeds overlap in time.
                at = time.gmtime(1_795_176_000 - item % OF_A_FEED * 43_200 - feed * 37 % 43_200)
                date = time.strftime("%a, %d %b %Y %H:%M:%S GMT", at)
                body = "&lt;/p&gt;&lt;p&gt;".join(text)
                out.write(f"<item><title>{title}</title><guid>story-{item}</guid><pubDate>{date}</pubDate>"
                          f"<description>&lt;p&gt;{body}&lt;/p&gt;</description></item>\n")
            out.write("</channel></rss>\n")
    with open(urls, "w", encoding="utf-8") as out:
        out.writelines(f"file://{path}\n" for path in paths)
    return place


def run(argv, env, into=subprocess.DEVNULL):
    """Runs to the end: seconds, CPU seconds, peak MB, MB written to files (what goes through pipes is none of it)."""
    begun, io = time.perf_counter(), ""
    child = subprocess.Popen(argv, stdout=into, stderr=subprocess.STDOUT, env=env)
    while True:
        try:
            with open(f"/proc/{child.pid}/io") as file:
                io = file.read() or io
        except OSError:
            pass
        pid, status, used = os.wait4(child.pid, os.WNOHANG)
        if pid:
            break
        time.sleep(0.005 if time.perf_counter() - begun < 2 else 0.1)
    child.returncode = os.waitstatus_to_exitcode(status)
    written = re.search(r"\nwrite_bytes: (\d+)", io)
    return {"s": time.perf_counter() - begun, "CPU s": used.ru_utime + used.ru_stime, "peak MB": used.ru_maxrss / 1024,
            "MB written": int(written[1]) / 1e6 if written else 0.0, "code": child.returncode}


def environment(library):
    home = library + ".home"
    os.makedirs(home, exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    return dict(kept, HOME=home, PULLQUOTE_LIBRARY=library, LANG="C.UTF-8", TERM="xterm-256color", COLORTERM="truecolor")


def size(library):
    return sum(os.path.getsize(library + end) for end in ("", "-wal") if os.path.exists(library + end)) / 1e6


def clear(library):
    for end in ("", "-wal", "-shm"):
        if os.path.exists(library + end):
            os.remove(library + end)


def newsboat(program, place, library):
    config = os.path.join(place, "config")
    settings = ["-C", config] if os.path.exists(config) else []
    return [program, *settings, "-u", os.path.join(place, "urls"), "-c", library, "-x", "reload"]


def take_in(name, program, place, library):
    """Takes all feeds in and gives what that cost."""
    clear(library)
    env = environment(library)
    if name == "newsboat":
        found = run(newsboat(program, place, library), env)
    else:
        subprocess.run([program, "list"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with sqlite3.connect(library) as db:
            for line in open(os.path.join(place, "urls"), encoding="utf-8"):
                db.execute("INSERT INTO feeds (url, title) VALUES (?, '')", (line.strip().replace("file://", "file:"),))
        db.close()
        found = run([program, "refresh"], env)
    found["file MB"] = size(library)
    return found


HOSTS = 200           # feeds over the network, each of a host of its own


class Answer(http.server.BaseHTTPRequestHandler):
    """A feed of a host that takes its time, as hosts do: 20 to 400 ms before it answers, the same each time."""
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        number = int(re.search(r"\d+", self.path)[0])
        time.sleep(random.Random(number).choice((0.02, 0.05, 0.1, 0.1, 0.2, 0.4)))
        known = self.headers.get("If-None-Match") == f'"{number}"'
        body = b"" if known else self.server.bodies[number]
        self.send_response(304 if known else 200)
        self.send_header("ETag", f'"{number}"')
        if not known:
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128


def network(folder):
    """A folder as `feeds` makes one, with the addresses of feeds that a server here answers: 20 stories of 300 words each."""
    place = os.path.join(folder, "network")
    os.makedirs(place, exist_ok=True)
    writer, bodies = Writer(), []
    for feed in range(HOSTS):
        items = []
        for item in range(feed * 20, feed * 20 + 20):
            title, text = writer.story(item, 300)
            items.append(f"<item><title>{title}</title><guid>story-{item}</guid>"
                         f"<description>{' '.join(text)}</description></item>")
        bodies.append(f'<?xml version="1.0"?><rss version="2.0"><channel><title>Paper {feed}</title>{"".join(items)}</channel></rss>'
                      .encode())
    server = Server(("0.0.0.0", 0), Answer)
    server.bodies = bodies
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with open(os.path.join(place, "urls"), "w", encoding="utf-8") as out:
        out.writelines(f"http://127.0.1.{feed + 1}:{server.server_port}/{feed}.xml\n" for feed in range(HOSTS))
    # newsboat asks one feed after the other unless it is told otherwise.
    with open(os.path.join(place, "config"), "w", encoding="utf-8") as out:
        out.write("reload-threads 16\n")
    return place


def again(name, program, place, library):
    """The same feeds once more, with nothing new."""
    env = environment(library)
    if name == "newsboat":
        return run(newsboat(program, place, library), env)
    return run([program, "refresh"], env)


# What is asked on the command line: name, arguments.
LINES = [
    ("search a surname", ["search", "okafor", "--limit", "40"]),
    ("search a common word", ["search", "harbour", "--limit", "40"]),
    ("search a common word, newest", ["search", "harbour", "--newest", "--limit", "40"]),
    ("search a phrase", ["search", '"harbour council"', "--limit", "40"]),
    ("search a beginning", ["search", "harb*", "--limit", "40"]),
    ("search NOT", ["search", "harbour NOT ferry", "--limit", "40"]),
    ("search a month", ["search", "harbour after:2026-10-01 before:2026-11-01", "--limit", "40"]),
    ("search said:", ["search", "said:okafor", "--limit", "40"]),
    ("said by somebody", ["said", "okafor", "--limit", "40"]),
    ("list", ["list", "--limit", "40"]),
    ("feeds", ["feeds"]),
    ("undo", ["undo"]),
    ("doctor", ["doctor"]),
]


def screen(program, keys):
    """Types keys into the list, one after the other; milliseconds of each to its first byte and to the end of its answer."""
    begun = time.perf_counter()
    os.write(program.fd, keys)
    first = last = None
    size = 0
    deadline = begun + 60
    while time.perf_counter() < deadline:
        ready, _, _ = select.select([program.fd], [], [], SETTLED if first else 8.0)
        if not ready:
            break
        data = os.read(program.fd, 1 << 16)
        last = time.perf_counter()
        first = first or last
        size += len(data)
    return ((first or begun) - begun) * 1e3, ((last or begun) - begun) * 1e3, size


def until(program, keys, sign):
    """The same to the first byte behind which `sign` was drawn: more comes after it, which nobody waits for."""
    begun = time.perf_counter()
    os.write(program.fd, keys)
    drawn, now = b"", begun
    while sign not in drawn and now - begun < 60:
        if select.select([program.fd], [], [], 1.0)[0]:
            drawn += os.read(program.fd, 1 << 16)
        now = time.perf_counter()
    screen(program, b"")
    return (now - begun) * 1e3


def reader(name, program, library, rounds):
    """The reader's list: start, keys, searches."""
    found = {}
    env = environment(library)
    os.environ.update(env)

    def add(what, value):
        found.setdefault(what, []).append(value)

    for _ in range(rounds):
        it = Program([program])
        try:
            last, _ = it.frame()
            add("first frame, ms", (last - it.begun) * 1e3)
            time.sleep(1.5)
            it.frame(0.2)
            for what, keys in (("G", b"G"), ("gg", b"gg"), ("line down", b"j"), ("page down", b" ")):
                add(f"{what}, ms", screen(it, keys)[1])
            for what, words in SEARCHES:
                os.write(it.fd, b"/")
                time.sleep(0.3)
                it.frame(0.3)
                slowest = 0.0
                for letter in words:
                    slowest = max(slowest, screen(it, letter.encode())[0])
                add(f"search {what}: a letter on the screen, at most, ms", slowest)
                add(f"search {what}: all found after Enter, ms", screen(it, b"\r")[1])
                os.write(it.fd, b"\x1b")
                time.sleep(0.3)
                screen(it, b"")
            for what, words in SEARCHES:
                # All of it at once, as one who types fast does: the whole answer.
                add(f"search {what}: typed at once, all found, ms", screen(it, b"/" + words.encode() + b"\r")[1])
                os.write(it.fd, b"\x1b")
                time.sleep(0.3)
                screen(it, b"")
            # The bar beside a quotation.
            add("gS somebody: the newest, ms", until(it, b"gSSean Okafor\r", "▎".encode()))
            os.write(it.fd, b"q")
            screen(it, b"")
            add("mark read, ms", screen(it, b"r")[1])
            add("undo, ms", screen(it, b"u")[1])
            add("peak MB", it.memory())
        finally:
            it.end()
    return {what: statistics.median(values) for what, values in found.items()}


SEARCHES = [
    ("a surname", "okafor"),
    ("a common word", "harbour"),
    ("a phrase", '"harbour council"'),
    ("NOT", "harbour NOT ferry"),
    ("a month", "harbour after:2026-10-01"),
    ("said:", "said:okafor"),
]


def pages(name, program, path, keys, rounds):
    """A long document: first frame, keys, memory."""
    found = {}

    def add(what, value):
        found.setdefault(what, []).append(value)

    for _ in range(rounds):
        it = Program([program, path])
        try:
            last, _ = it.frame(30.0)
            add("first frame, ms", ((last or it.begun) - it.begun) * 1e3)
            begun = time.perf_counter()
            time.sleep(0.3)
            cpu = -1.0
            while cpu != it.cpu() and time.perf_counter() - begun < 60:
                cpu = it.cpu()
                time.sleep(0.4)
                it.frame(0.1)
            add("all read, wrapped and annotated, CPU s", it.cpu())
            for what, typed in keys:
                screen(it, typed[0]) if len(typed) > 1 else None
                add(f"{what}, ms", min(it.key(typed[-1])[0] for _ in range(3)))
            add("peak MB", it.memory())
        finally:
            it.end()
    return {what: statistics.median(values) for what, values in found.items()}


KEYS = {
    "pullquote": [("G", [b"gg", b"G"]), ("next quote", [b"gg", b")"]), ("line down", [b"j"]), ("page down", [b" "]),
                  ("search a word that is nowhere", [b"/qqzzqq\r"])],
    "less": [("G", [b"g", b"G"]), ("line down", [b"j"]), ("page down", [b" "]), ("search a word that is nowhere", [b"/qqzzqq\r"])],
    "w3m": [("G", [b"g", b"G"]), ("line down", [b"J"]), ("page down", [b" "])],
    "lynx": [("page down", [b" "])],
}


def document(folder, kind, words):
    """A made-up document of that kind and so many words."""
    path = os.path.join(folder, f"long-{words}.{kind}")
    if not os.path.exists(path):
        text = article(words)
        if kind == "html":
            text = page(words)
        elif kind == "md":
            text = "# " + "\n\n".join(("## Part\n\n" + part) if n % 40 == 39 else part
                                      for n, part in enumerate(text.split("\n\n")))
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    return path


def tell(what, ours, others, figures):
    """Rows of the table: what, beside whom, theirs, ours, ratio."""
    mine = figures[ours]
    for figure, value in mine.items():
        if figure == "code":
            continue
        rows = [(name, figures[name][figure]) for name in others if name in figures and figure in figures[name]]
        for name, theirs in rows or [("", None)]:
            them = "" if theirs is None else f"{theirs:.1f}"
            ratio = f"{theirs / value:.2f}" if theirs is not None and value else ""
            print(f"| {what}, {figure} | {name} | {them} | {value:.1f} | {ratio} |", flush=True)


def median(rounds):
    return {name: {figure: statistics.median(found[name][figure] for found in rounds) for figure in rounds[0][name]}
            for name in rounds[0]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="target/release/pullquote")
    parser.add_argument("--beside", help="an older pullquote")
    parser.add_argument("--folder", default="target/measures")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=300, help="words of an article")
    parser.add_argument("--long", default="100000,1000000", help="words of the long documents")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="taking,network,lines,reader,pages")
    parser.add_argument("--no-peers", action="store_true", help="nothing but pullquote")
    args = parser.parse_args()
    folder = os.path.abspath(args.folder)
    os.makedirs(folder, exist_ok=True)
    programs = {"pullquote": os.path.abspath(args.program)}
    if args.beside:
        programs["older"] = os.path.abspath(args.beside)
    peers = {} if args.no_peers else {name: shutil.which(name) for name in ("newsboat", "less", "w3m", "lynx")}
    parts = args.only.split(",")
    library = lambda name: os.path.join(folder, f"{name}-{args.articles}-{args.words}.db")
    print("| what | beside | theirs | ours | ratio |\n|---|---|---:|---:|---:|", flush=True)
    if any(part in parts for part in ("taking", "lines", "reader")):
        place = feeds(folder, args.articles, args.words)
    if "taking" in parts:
        jobs = dict(programs, **({"newsboat": peers["newsboat"]} if peers.get("newsboat") else {}))
        rounds = [{name: take_in(name, program, place, library(name)) for name, program in jobs.items()}
                  for _ in range(1 if args.articles > 20_000 else args.rounds)]
        tell(f"taking in {args.articles} × {args.words} words", "pullquote", list(jobs)[1:], median(rounds))
        figures = {name: again(name, program, place, library(name)) for name, program in jobs.items()}
        tell("the same feeds again", "pullquote", list(jobs)[1:], figures)
    if "network" in parts:
        place = network(folder)
        jobs = dict(programs, **({"newsboat": peers["newsboat"]} if peers.get("newsboat") else {}))
        first, then = [], []
        for _ in range(args.rounds):
            kept = lambda name: os.path.join(folder, f"{name}-network.db")
            first.append({name: take_in(name, program, place, kept(name)) for name, program in jobs.items()})
            then.append({name: again(name, program, place, kept(name)) for name, program in jobs.items()})
        tell(f"{HOSTS} feeds over the network", "pullquote", list(jobs)[1:], median(first))
        tell("the same again", "pullquote", list(jobs)[1:], median(then))
    held = {name: program for name, program in programs.items() if os.path.exists(library(name))}
    if "lines" in parts:
        for what, line in LINES:
            rounds = [{name: {"CPU ms": 1e3 * found["CPU s"], "ms": 1e3 * found["s"], "peak MB": found["peak MB"]}
                       for name, found in ((name, run([program, *line], environment(library(name))))
                                           for name, program in held.items())} for _ in range(args.rounds)]
            tell(f"`pullquote {' '.join(line)}`", "pullquote", ["older"], median(rounds))
    if "reader" in parts:
        figures = {name: reader(name, program, library(name), args.rounds) for name, program in held.items()}
        tell(f"reader, {args.articles} articles", "pullquote", ["older"], figures)
    if "pages" in parts:
        for words in map(int, args.long.split(",")):
            for kind, names in (("txt", ["less"]), ("md", []), ("html", ["w3m", "lynx"])):
                path = document(folder, kind, words)
                jobs = dict(programs, **{name: peers[name] for name in names if peers.get(name)})
                figures = {name: pages(name, program, path, KEYS.get(name, KEYS["pullquote"]), args.rounds)
                           for name, program in jobs.items()}
                tell(f"{kind}, {words} words", "pullquote", list(jobs)[1:], figures)
    for name in (name for name, path in peers.items() if not path):
        print(f"\n{name} is not installed and was left out.")


if __name__ == "__main__":
    main()
