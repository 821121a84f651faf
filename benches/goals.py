#!/usr/bin/env python3
"""Measures whether pullquote is as fast as it is meant to be, and prints one table in Markdown: each goal, what was measured, met or not.

    cargo build --release
    benches/goals.py --quick                                 # 10,000 articles, no million: some minutes
    benches/goals.py                                         # 100,000 and a million articles; the folder takes 6 GB
    benches/goals.py --beside old=/opt/old/pullquote         # an older pullquote in turn with this one
    benches/goals.py --only start,search --pages PAGES       # some parts; a folder of saved pages

Parts: start, list, doctor, long, scroll, taking, network, pages, size. Everything is made up as in `measures.py`, in the same
folder, and used again by the next run: a library that is not there yet is taken in first, which takes a minute for 100,000
articles and ten for a million. Of each row the median is told, the least and how many runs there were; the programs and the
peers take turns. A library that another version of the annotator made notes for is copied and counted as up to date, since
making them again meanwhile would be measured along with the rest. Linux; Python 3.9 or newer, nothing else.
"""
import argparse, os, select, shutil, sqlite3, statistics, subprocess, sys, time

sys.dont_write_bytecode = True
import measures
from measures import (again, clear, document, environment, feeds, network, run, screen, take_in, until, HOSTS, Writer)
from terminal import Program

END = b"\x1b[?2026l"      # ends a frame
BEFORE = dict(os.environ)
measures.SETTLED = 0.8    # what is looked for may be silent for long on a busy machine


class Table:
    """What was measured: for each row and each program the values of its runs."""

    def __init__(self, programs, peers):
        self.programs, self.peers, self.values, self.goals, self.told = programs, peers, {}, {}, set()

    def add(self, row, goal, who, value, least=False):
        """A value of a row whose goal is at most that much; at least with `least`."""
        self.goals[row] = (goal, least)
        self.values.setdefault(row, {}).setdefault(who, []).append(value)

    def tell(self):
        """The rows that were not told yet."""
        names = list(self.programs)
        if not self.told:
            print("| what | peer | " + " | ".join(names) + " | goal | |")
            print("|---|---:|" + "---:|" * len(names) + "---:|---|")
        for row, found in self.values.items():
            if row in self.told:
                continue
            self.told.add(row)
            goal, least = self.goals[row]
            cell = lambda who: self.cell(found.get(who), least)
            peers = ", ".join(f"{who} {cell(who)}" for who in found if who not in self.programs)
            ours = found.get(names[0])
            if goal is None or not ours:
                met, wanted = "", ""
            elif isinstance(goal, str):
                theirs = found.get(goal)
                wanted = f"≤ {goal}'s"
                met = "" if not theirs else self.met(statistics.median(ours), statistics.median(theirs), least)
            else:
                wanted = f"{'≥' if least else '≤'} {goal:,}"
                met = self.met(statistics.median(ours), goal, least)
            print(f"| {row} | {peers} | " + " | ".join(cell(name) for name in names) + f" | {wanted} | {met} |", flush=True)

    @staticmethod
    def met(value, goal, least):
        return "met" if (value >= goal if least else value <= goal) else "**not met**"

    @staticmethod
    def cell(values, least):
        if not values:
            return ""
        form = lambda value: f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
        best = max(values) if least else min(values)
        more = f" ({form(best)}; {len(values)})" if len(values) > 1 else ""
        return form(statistics.median(values)) + more


def used(it):
    """CPU milliseconds of all its threads so far."""
    total = 0
    for task in os.listdir(f"/proc/{it.pid}/task"):
        with open(f"/proc/{it.pid}/task/{task}/schedstat") as stat:
            total += int(stat.read().split()[0])
    return total / 1e6


def reads(it):
    """What comes next, after answering what terminals are asked."""
    if not select.select([it.fd], [], [], 5.0)[0]:
        return b""
    try:
        data = os.read(it.fd, 1 << 16)
    except OSError:
        return b""
    if b"\x1b[6n" in data:
        os.write(it.fd, b"\x1b[1;1R")
    if b"\x1b[c" in data:
        os.write(it.fd, b"\x1b[?62;22c")
    return data


def drawn(it, signs, longest=60):
    """Milliseconds from the start until each of some signs had been drawn after the one before."""
    found, held = [], b""
    for sign in signs:
        while sign not in held and time.perf_counter() - it.begun < longest:
            data = reads(it)
            if not data:
                break
            held += data
        found.append((time.perf_counter() - it.begun) * 1e3)
        held = held.partition(sign)[2]
    return found


def opened(table, libraries, articles):
    """Each program that has a library of so many articles, which the environment names until the next one."""
    for name, program in table.programs.items():
        library = libraries(name, articles)
        if library:
            os.environ.update(environment(library))
            yield name, program


def start(table, libraries, rounds):
    """From the start to the first frame, less what `cat` needs to its first byte."""
    for turn in range(rounds + 1):
        it = Program(["cat", "/etc/hostname"])
        reads(it)
        floor = (time.perf_counter() - it.begun) * 1e3
        it.end()
        for articles, goal in ((100, 7), (100_000, 9), (1_000_000, 10)):
            for name, program in opened(table, libraries, articles):
                it = Program([program])
                [took] = drawn(it, [END])
                it.end()
                if turn:    # the first one warms the cache
                    table.add(f"start with {articles:,} articles, less `cat`, ms", goal, name, took - floor)


SEARCHES = (("a surname", "okafor", (30, 60)), ("a common word", "harbour", (60, 150)), ("said:", "said:okafor", (100, 250)))


def lists(table, libraries, rounds):
    """Keys and searches in the list."""
    for articles in (100_000, 1_000_000):
        for _ in range(rounds):
            for name, program in opened(table, libraries, articles):
                it = Program([program])
                add = lambda what, goal, value: table.add(f"{what}, {articles:,} articles", goal, name, value)
                try:
                    drawn(it, [END])
                    settle(it)
                    before = used(it)
                    add("the end (`G`) for the first time, ms", 1, it.key(b"G")[0])
                    add("the same, CPU ms", None, used(it) - before)
                    it.key(b"gg")
                    downs = [it.key(b"j")[0] for _ in range(40)]
                    add("a line down, ms", None, statistics.median(downs))
                    for what, words, goals in SEARCHES:
                        before = used(it)
                        took = screen(it, b"/" + words.encode() + b"\r")[1]
                        add(f"search {what}, typed at once, ms", goals[articles > 100_000], took)
                        add(f"search {what}, typed at once, CPU ms", None, used(it) - before)
                        os.write(it.fd, b"\x1b")
                        time.sleep(0.3)
                        screen(it, b"")
                    add("`gS` somebody: the newest, ms", None, until(it, b"gSSean Okafor\r", "▎".encode()))
                    os.write(it.fd, b"q")
                    screen(it, b"")
                    add("mark read, ms", 16, it.key(b"r")[0])
                    add("undo, ms", 16, it.key(b"u")[0])
                    screen(it, b"")
                    add("peak memory, MB", 150, it.memory())
                finally:
                    it.end()


def doctor(table, libraries, rounds):
    """All that `doctor` looks at."""
    for _ in range(rounds):
        for name, program in table.programs.items():
            library = libraries(name, 100_000)
            if library:
                found = run([program, "doctor"], environment(library))
                table.add("`doctor`, 100,000 articles, s", 3, name, found["s"])


# kind, words, goal of the first frame, goal of what it says of quotes there, peers
LONG = (("txt", 1_000_000, 25, 50, ["less"]), ("md", 1_000_000, 25, 50, []), ("html", 100_000, 25, None, ["w3m", "lynx"]),
        ("html", 1_000_000, 60, None, ["w3m", "lynx"]))


def long(table, folder, rounds):
    """Long documents: the first screen by when its bytes come, the notes on it, keys, memory."""
    os.environ.update(environment(os.path.join(folder, "none.db")))
    for kind, words, goal, notes, peers in LONG:
        path = document(folder, kind, words)
        for _ in range(rounds):
            for name, program in table.programs.items():
                it = Program([program, path])
                # The bar beside a quotation is drawn with the notes.
                first, noted = drawn(it, [END, "▎".encode()])
                it.end()
                table.add(f"{kind} of {words:,} words: first screen, ms", goal, name, first)
                table.add(f"{kind} of {words:,} words: the quotes on it, ms", notes, name, noted)
            for name in peers:
                if table.peers.get(name):
                    it = Program([table.peers[name], path])
                    last, _ = it.frame(30.0)
                    it.end()
                    table.add(f"{kind} of {words:,} words: first screen, ms", goal, name, (last - it.begun) * 1e3)
    for words in (100_000, 1_000_000):
        path = document(folder, "txt", words)
        for _ in range(rounds):
            for name, program in table.programs.items():
                it = Program([program, path])
                settle(it)
                for _ in range(3):
                    it.key(b")")
                table.add(f"next quote in {words:,} words, ms", 1, name, statistics.median(it.key(b")")[0] for _ in range(15)))
                it.key(b"gg")
                table.add(f"the end (`G`) of {words:,} words, ms", 1, name, it.key(b"G")[0])
                if words == 1_000_000:
                    it.key(b"gg")
                    row = "a word that is nowhere in a million, ms"
                    table.add(row, None, name, screen(it, b"/qqzzqq\r")[1])
                it.end()
            if words == 1_000_000 and table.peers.get("less"):
                it = Program([table.peers["less"], path])
                it.frame(1.0)
                table.add(row, None, "less", screen(it, b"/qqzzqq\r")[1])
                it.end()
    path = document(folder, "txt", 2_840_000)
    story = os.path.join(folder, "story-20.txt")
    if not os.path.exists(story):
        writer, size, number = Writer(), 0, 0
        with open(story, "w", encoding="utf-8") as out:
            while size < 20_000_000:
                title, text = writer.story(number, 2000)
                size += out.write("\n\n".join(text) + "\n\n")
                number += 1
    for what, path in (("few names", path), ("very many names", story)):
        for name, program in table.programs.items():
            it = Program([program, path])
            settle(it)
            table.add(f"20 MB of text with {what}: peak memory, MB", 150, name, it.memory())
            it.end()


def settle(it):
    """Waits until nothing is done any more."""
    cpu, still = -1.0, 0
    while still < 3:
        it.frame(0.15)
        time.sleep(0.15)
        still = still + 1 if it.cpu() == cpu else 0
        cpu = it.cpu()


def scroll(table, folder, rounds):
    """A long text under the fingers, and left alone."""
    path = document(folder, "txt", 100_000)
    for _ in range(rounds):
        jobs = dict(table.programs, **({"less": table.peers["less"]} if table.peers.get("less") else {}))
        for name, program in jobs.items():
            it = Program([program, path])
            settle(it)
            before, keys = it.cpu(), [it.key(b"j") for _ in range(100)]
            table.add("a line down in a text: bytes", 400, name, statistics.median(size for _, size in keys))
            table.add("a line down in a text, ms", None, name, statistics.median(took for took, _ in keys))
            table.add("a line down in a text, CPU ms", None, name, (it.cpu() - before) * 10)
            table.add("resize, ms", None, name, statistics.median(it.resize(*size) for size in [(30, 100), (36, 120)] * 3))
            wakes = it.wakeups()
            _, idle = it.frame(2.0)
            table.add("idle for two seconds: bytes", 0, name, idle)
            table.add("idle for two seconds: wake-ups", 0, name, it.wakeups() - wakes)
            table.add("peak memory, 100,000 words, MB", None, name, it.memory())
            it.end()


def taking(table, folder, articles, rounds):
    place = feeds(folder, articles, 600)
    jobs = {next(iter(table.programs)): next(iter(table.programs.values()))}
    if table.peers.get("newsboat"):
        jobs["newsboat"] = table.peers["newsboat"]
    for _ in range(rounds):
        for name, program in jobs.items():
            kept = os.path.join(folder, f"{name}-taken.db")
            found = take_in(name, program, place, kept)
            goals = {"s": 90, "CPU s": None, "peak MB": 150, "file MB": 900, "MB written": None}
            for what, goal in goals.items():
                row = f"taking in {articles:,} × 600 words, {what}"
                table.add(row, goal if articles == 100_000 else None, name, found[what])
            table.add("written, times the file", 3, name, found["MB written"] / found["file MB"])
            table.add("the same feeds again, s", None, name, again(name, program, place, kept)["s"])
            clear(kept)


def over_network(table, folder, rounds):
    place = network(folder)
    jobs = dict(table.programs, **({"newsboat": table.peers["newsboat"]} if table.peers.get("newsboat") else {}))
    for _ in range(rounds):
        for name, program in jobs.items():
            kept = os.path.join(folder, f"{name}-network.db")
            found = take_in(name, program, place, kept)
            table.add(f"{HOSTS} feeds over the network, first, s", "newsboat", name, found["s"])
            table.add("the same, CPU s; here every article is annotated", None, name, found["CPU s"])
            table.add("the same again, s", "newsboat", name, again(name, program, place, kept)["s"])


def pages(table, place, rounds):
    """Saved pages through `extract`, on one core."""
    paths = sorted(os.path.join(place, name) for name in os.listdir(place) if name.endswith(".html"))
    env = dict(environment(os.path.join(place if os.access(place, os.W_OK) else "/tmp", "none.db")), RAYON_NUM_THREADS="1")
    for turn in range(rounds + 1):
        for name, program in table.programs.items():
            found = run(["taskset", "-c", "0", program, "extract", "--format", "jsonl", *paths], env)
            if turn:
                table.add(f"{len(paths)} pages through `extract`, pages per CPU second", 180, name, len(paths) / found["CPU s"], True)


def size(table, root):
    for name, program in table.programs.items():
        table.add("the program, bytes", 18_000_000, name, os.path.getsize(program))
    tree = subprocess.run(["cargo", "tree", "--locked", "--offline", "--prefix", "none", "-e", "normal"], cwd=root,
                          capture_output=True, text=True, env=BEFORE)
    crates = {" ".join(line.split()[:2]) for line in tree.stdout.splitlines() if line.strip()}
    table.add("crates", 260, next(iter(table.programs)), len(crates))


def annotator(program, folder):
    """The version of a program's annotator and of its libraries."""
    library, text = (os.path.join(folder, name) for name in ("probe.db", "probe.txt"))
    clear(library)
    with open(text, "w", encoding="utf-8") as out:
        out.write("“It floats,” said Ana Ruiz.\n")
    subprocess.run([program, "add", text], env=environment(library), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with sqlite3.connect(library) as db:
        found = db.execute("SELECT max(annotator) FROM texts").fetchone()[0], db.execute("PRAGMA user_version").fetchone()[0]
    db.close()
    return found


class Libraries:
    """Libraries of many articles: made once, by whichever program comes first, and copied where notes count as old."""

    def __init__(self, folder, programs, most):
        self.folder, self.programs, self.most = folder, programs, most
        self.versions = {name: annotator(program, folder) for name, program in programs.items()}

    def __call__(self, name, articles):
        if articles > self.most:
            return None
        words = 150 if articles > 100_000 else 600
        made = os.path.join(self.folder, f"pullquote-{articles}-{words}.db")
        first = next(iter(self.programs))
        if not os.path.exists(made):
            print(f"taking in {articles} articles", file=sys.stderr)
            take_in(first, self.programs[first], feeds(self.folder, articles, words), made + ".part")
            os.rename(made + ".part", made)
        notes, schema = self.versions[name]
        with sqlite3.connect(made) as db:
            if db.execute("PRAGMA user_version").fetchone()[0] != schema:
                return None
            if not db.execute("SELECT 1 FROM texts WHERE annotator <> ? LIMIT 1", (notes,)).fetchone():
                return made
        copy = os.path.join(self.folder, f"pullquote-{articles}-{words}-notes{notes}.db")
        if not os.path.exists(copy):
            print(f"copying {articles} articles for notes of version {notes}", file=sys.stderr)
            clear(copy + ".part")
            shutil.copyfile(made, copy + ".part")
            with sqlite3.connect(copy + ".part") as db:
                db.execute("UPDATE texts SET annotator = ?", (notes,))
            db.close()
            os.rename(copy + ".part", copy)
        return copy


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="target/release/pullquote")
    parser.add_argument("--beside", action="append", default=[], metavar="NAME=FILE", help="an older pullquote; several are measured in turn")
    parser.add_argument("--folder", default="target/measures")
    parser.add_argument("--only", default="start,list,doctor,long,scroll,taking,network,pages,size")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", help="a folder of saved pages; without one they are left out")
    parser.add_argument("--quick", action="store_true", help="no million articles, and 10,000 are taken in")
    parser.add_argument("--prepare", action="store_true", help="make the libraries and documents, and end")
    parser.add_argument("--no-peers", action="store_true", help="nothing but pullquote")
    args = parser.parse_args()
    folder = os.path.abspath(args.folder)
    os.makedirs(folder, exist_ok=True)
    programs = {"pullquote": os.path.abspath(args.program)}
    for number, beside in enumerate(args.beside):
        name, _, path = beside.rpartition("=")
        programs[name or f"older {number + 1}"] = os.path.abspath(path)
    peers = {} if args.no_peers else {name: shutil.which(name) for name in ("newsboat", "less", "w3m", "lynx")}
    table, parts = Table(programs, peers), args.only.split(",")
    rounds = args.rounds
    jobs = {
        "start": lambda: start(table, libraries, 2 * rounds),
        "list": lambda: lists(table, libraries, rounds),
        "doctor": lambda: doctor(table, libraries, rounds),
        "long": lambda: long(table, folder, rounds),
        "scroll": lambda: scroll(table, folder, rounds),
        "taking": lambda: taking(table, folder, 10_000 if args.quick else 100_000, 1),
        "network": lambda: over_network(table, folder, min(rounds, 3)),
        "pages": lambda: pages(table, args.pages, min(rounds, 3)) if args.pages else None,
        "size": lambda: size(table, os.path.dirname(os.path.dirname(os.path.abspath(__file__)))),
    }
    if {"start", "list", "doctor"} & set(parts):
        libraries = Libraries(folder, programs, 100_000 if args.quick else 1_000_000)
        # Made and read once before anything is measured.
        for articles in (100, 100_000, 1_000_000):
            for name in programs:
                libraries(name, articles)
    if args.prepare:
        for kind, words, *_ in LONG:
            document(folder, kind, words)
        return
    for part in parts:
        begun = time.perf_counter()
        try:
            jobs[part]()
        except OSError as error:
            print(f"{part}: {error}", file=sys.stderr)
        table.tell()
        print(f"{part}: {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    for name in (name for name, path in peers.items() if not path):
        print(f"\n{name} is not installed and was left out.")


if __name__ == "__main__":
    main()
