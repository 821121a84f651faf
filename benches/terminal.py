#!/usr/bin/env python3
"""Measures terminal readers from outside, as a person meets them: first frame, keys, resize, idle.

    cargo build --release
    benches/terminal.py                       # pullquote and less on a made-up article of 100,000 words
    benches/terminal.py --words 600 --keys 500
    benches/terminal.py --program /tmp/before/pullquote --program target/release/pullquote
    benches/terminal.py -- newsboat -u urls   # one more program, with its own arguments

For each program it prints milliseconds to the first full frame, the median and the 99th percentile of a key
(from the key to the last byte of its frame), CPU milliseconds and bytes a key, the time of a resize, what it
writes and how often it wakes in three idle seconds, and its peak memory. Programs take turns, round by round,
because machines are noisy: compare ratios, not single figures. Linux; Python 3.9 or newer, nothing else.
"""
import argparse, fcntl, os, pty, random, select, shutil, signal, statistics, struct, tempfile, termios, time

QUIET = 0.02          # a frame has ended after this many seconds without a byte
SIZE = (36, 120)      # rows, columns
WORDS = ("harbour ferry council vote island bridge winter budget promise engine captain morning night report letter "
         "school library garden market window answer question river city people minister plan tariff fare crew").split()
NAMES = ["Ana Ruiz", "Sean Okafor", "Maria Lopez", "Anna Berg", "Tomas Hale"]


def article(words, seed=7):
    """A text of so many words, every fourth paragraph with a quotation."""
    rng, out, count = random.Random(seed), ["A long day at the harbour"], 0
    while count < words:
        line = [rng.choice(WORDS) for _ in range(rng.randint(30, 80))]
        count += len(line)
        text = " ".join(line).capitalize() + "."
        out.append(f"“{text[:-1]},” said {rng.choice(NAMES)}." if len(out) % 4 == 0 else text)
    return "\n\n".join(out) + "\n"


class Program:
    """A program in a pseudo-terminal."""

    def __init__(self, argv):
        self.begun = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
            os.execvp(argv[0], argv)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))

    def frame(self, longest=10.0):
        """Reads until a frame has ended: time of its last byte, number of bytes."""
        last, size, deadline = None, 0, time.perf_counter() + longest
        while time.perf_counter() < deadline:
            ready, _, _ = select.select([self.fd], [], [], QUIET if last else 0.5)
            if not ready:
                if last:
                    break
                continue
            try:
                data = os.read(self.fd, 1 << 16)
            except OSError:
                break
            if not data:
                break
            if b"\x1b[6n" in data:
                os.write(self.fd, b"\x1b[1;1R")
            if b"\x1b[c" in data:
                os.write(self.fd, b"\x1b[?62;22c")
            last, size = time.perf_counter(), size + len(data)
        return last, size

    def key(self, keys):
        """Types, and gives milliseconds to the last byte of the answer and its bytes."""
        begun = time.perf_counter()
        os.write(self.fd, keys)
        last, size = self.frame(1.0)
        return ((last or begun) - begun) * 1e3, size

    def cpu(self):
        """CPU seconds so far."""
        with open(f"/proc/{self.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def wakeups(self):
        """How often the kernel has switched to its threads."""
        total = 0
        for task in os.listdir(f"/proc/{self.pid}/task"):
            with open(f"/proc/{self.pid}/task/{task}/status") as status:
                total += sum(int(line.split()[1]) for line in status if "ctxt_switches" in line)
        return total

    def memory(self):
        """Peak memory in MB."""
        with open(f"/proc/{self.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024

    def resize(self, rows, columns):
        """Changes the size, and gives milliseconds to the last byte of the answer."""
        begun = time.perf_counter()
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        last, _ = self.frame(3.0)
        return ((last or begun) - begun) * 1e3

    def end(self):
        for sent in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.kill(self.pid, sent)
            except ProcessLookupError:
                break
            time.sleep(0.05)
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def measure(argv, keys):
    program = Program(argv)
    try:
        first, _ = program.frame()
        found = {"first frame ms": ((first or program.begun) - program.begun) * 1e3}
        time.sleep(0.6)
        program.frame(0.1)
        cpu, times, sizes = program.cpu(), [], []
        for _ in range(keys):
            took, size = program.key(b"j")
            times.append(took)
            sizes.append(size)
        found["key p50 ms"] = statistics.median(times)
        found["key p99 ms"] = sorted(times)[max(0, int(len(times) * 0.99) - 1)]
        found["bytes a key"] = statistics.median(sizes)
        found["cpu ms a key"] = (program.cpu() - cpu) * 1e3 / keys
        found["resize ms"] = statistics.median(program.resize(*size) for size in [(30, 100), SIZE] * 3)
        wakes = program.wakeups()
        _, idle = program.frame(3.0)
        found["idle bytes"], found["idle wake-ups"] = idle, program.wakeups() - wakes
        found["peak MB"] = program.memory()
        return found
    finally:
        program.end()


def named(program, programs):
    """A program by its file, where others have the same name with its folder."""
    names = [os.path.basename(one) for one in programs]
    if names.count(os.path.basename(program)) == 1:
        return os.path.basename(program)
    return "/".join(os.path.normpath(program).split(os.sep)[-2:])[-13:]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=100_000, help="length of the article")
    parser.add_argument("--keys", type=int, default=200, help="lines down")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--program", action="append", help="a build of pullquote; several are compared")
    parser.add_argument("other", nargs="*", help="one more program with its arguments")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "article.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(article(args.words))
        programs = args.program or ["target/release/pullquote"]
        jobs = {named(program, programs): [program, path] for program in programs}
        if shutil.which("less"):
            jobs["less"] = ["less", path]
        if args.other:
            jobs[os.path.basename(args.other[0])] = args.other
        rounds = [{name: measure(argv, args.keys) for name, argv in jobs.items()} for _ in range(args.rounds)]
    print(f"{'':16}" + "".join(f"{name:>14}" for name in jobs))
    for figure in next(iter(rounds[0].values())):
        row = (statistics.median(found[name][figure] for found in rounds) for name in jobs)
        print(f"{figure:16}" + "".join(f"{value:14.2f}" for value in row))


if __name__ == "__main__":
    main()
