#!/usr/bin/python3
"""Runs pullquote under real screen readers and checks what is heard.

    run.py [SCENARIO.json ...]                        all scenarios beside this file, all readers
    run.py --listen 'j<enter>' --reader yasr -- --plain a.md    print what is heard, key by key

Needs the Debian packages fenrir, yasr, brltty, python3-pyte (and so /usr/bin/python3). A reader that is
not there is skipped by name; with CI=true that is a failure.

A scenario is an object:
    about     one sentence
    args      the program's arguments, from this folder
    before    arguments of runs that come first, to fill a library
    modes     "plain", "screen"; both when not given
    settings  the text of the settings file
    programs  scripts that the program finds before others, each with its text
    columns, rows, env
    steps     objects, in order; the first is the start:
        press   keys: `j`, `<down>`, `/ferry<enter>`
        hear    every word that has to be heard, in order; MODE stands for how the mode names itself
        screen  the same where screen-reader mode differs: a row that is longer than the screen is cut
        brltty  and so on: the same where one reader differs, as in what it calls a sign
        also    all words that may be heard, in order, when there are more
Passed is a scenario under a reader when in every step nothing is missing (recall 1.00) and nothing
else is heard (precision 1.00).
"""

import argparse
import json
import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True
from readers import READERS  # noqa: E402
from session import Session  # noqa: E402

MODES = {"plain": "--plain", "screen": "--screen-reader"}
GREETINGS = {
    "plain": "plain mode on, from the flag plain",
    "screen": "screen reader mode on, from the flag screen reader",
}
MOST_SECONDS = 600  # for one scenario; only what fails takes so long

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def words(text):
    return re.findall(r"[\w']+", text.lower().replace("’", "'"))


def common(first, second):
    """The length of the longest common subsequence of two lists."""
    row = [0] * (len(second) + 1)
    for one in first:
        above, row = row, [0]
        for at, other in enumerate(second):
            row.append(above[at] + 1 if one == other else max(above[at + 1], row[at]))
    return row[-1]


class Score:
    def __init__(self, said, step):
        spoken, wanted = words(" ".join(said)), words(step.get("hear", ""))
        allowed = words(step.get("also", "")) or wanted
        self.spoken, self.wanted = len(spoken), len(wanted)
        self.noise = len(spoken) - common(spoken, allowed)
        self.missed = len(wanted) - common(spoken, wanted)

    def is_perfect(self):
        return self.noise == 0 and self.missed == 0

    def __str__(self):
        precision = 1 - self.noise / max(self.spoken, 1)
        recall = 1 - self.missed / max(self.wanted, 1)
        return f"precision {precision:.2f}, recall {recall:.2f}"


def folded(text):
    """As the braille display has it: letters that it does not know are question marks."""
    return " ".join(text.encode("ascii", "replace").decode().split())


def shows(braille, step, mode):
    """Whether the braille display shows the focus: in screen-reader mode a row from its beginning, in
    plain mode, where the cursor rests at the end of the answer, its last words."""
    shown, wanted = folded(braille), folded(step["hear"])
    if not shown:
        return not wanted
    return wanted.endswith(shown) if mode == "plain" else f" {shown}" in f" {wanted}"


def faults(reader, mode, scenario, program):
    """What went wrong, one line a step."""
    env = {"SOURCE_DATE_EPOCH": "1794355200", **scenario.get("env", {})}
    before = [[program, *args] for args in scenario.get("before", [])]
    session = Session(reader, [program, MODES[mode], *scenario["args"]], scenario.get("columns", 80),
                      scenario.get("rows", 24), env, HERE, before,
                      scenario.get("settings", ""), scenario.get("programs", {}))
    found = []
    try:
        for number, step in enumerate(scenario["steps"]):
            step = step | {"hear": step.get(reader, step.get(mode, step["hear"])).replace("MODE", GREETINGS[mode])}
            if reader == "brltty":
                content = lambda said: shows(said[0], step, mode)
            else:
                content = lambda said: Score(said, step).is_perfect()
            said = session.press(step["press"], content) if number else session.start(content)
            if content(said):
                continue
            name = f"step {number} {step.get('press', 'start')!r}"
            if reader == "brltty":
                found.append(f"{name}: braille shows {said[0]!r}, not {step['hear']!r}")
            else:
                found.append(f"{name}: {Score(said, step)}\n      wanted {step['hear']!r}\n      heard  {said!r}")
    finally:
        session.close()
    return found


def judge(job):
    """A scenario in a mode under a reader, in a process that has an end; one that failed gets two more
    chances on a busy machine."""
    path, mode, reader, program = job
    command = [sys.executable, __file__, "--program", program, "--reader", reader, "--one", mode, str(path)]
    for _ in range(3):
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
            try:
                found, _ = process.communicate(timeout=MOST_SECONDS)
            except subprocess.TimeoutExpired:
                process.terminate()
                found = f"no end after {MOST_SECONDS} seconds\n" + process.communicate()[0]
        if process.returncode == 0 and not found:
            break
    return job, found.splitlines()


def listen(program, args, reader, written, columns, rows):
    session = Session(reader, [program, *args], columns, rows, {"SOURCE_DATE_EPOCH": "1794355200"})
    try:
        for key in [None, *re.findall(r"(?:\[.|\].|g.|y.|/[^<]*)?(?:<[\w-]+>|.)", written)]:
            never = lambda said: bool(said) and reader != "nobody"
            said = session.start(never) if key is None else session.press(key, never)
            cursor = session.screen.cursor
            print(f"== {key or 'start'}  cursor {cursor.y},{cursor.x}{' HIDDEN' if cursor.hidden else ''}")
            for text in said:
                print(f"   {text}")
            if reader == "nobody":
                print("\n".join("   |" + row.rstrip() for row in session.screen.display if row.strip()))
    finally:
        session.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "target/debug/pullquote"))
    parser.add_argument("--reader", action="append", choices=READERS)
    parser.add_argument("--jobs", type=int, default=4)
    parser.add_argument("--one", metavar="MODE", choices=MODES, help=argparse.SUPPRESS)
    parser.add_argument("--listen", metavar="KEYS")
    parser.add_argument("--columns", type=int, default=80)
    parser.add_argument("--rows", type=int, default=24)
    parser.add_argument("rest", nargs="*")
    options = parser.parse_args()
    # A session ends what it started when it is told to end.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    paths = [Path(name) for name in options.rest] or sorted(HERE.glob("*.json"))
    if options.listen is not None:
        reader = (options.reader or ["yasr"])[0]
        listen(options.program, options.rest, reader, options.listen, options.columns, options.rows)
        return 0
    if options.one:
        found = faults(options.reader[0], options.one, json.loads(paths[0].read_text()), options.program)
        print("\n".join(found), end="")
        return 1 if found else 0
    wanted = options.reader or [name for name in READERS if name != "nobody"]
    readers = [name for name in wanted if not READERS[name].is_missing()]
    missing = [name for name in wanted if name not in readers]
    jobs = [(path, mode, reader, options.program) for reader in readers for path in paths
            for mode in json.loads(path.read_text()).get("modes", MODES)]
    passed = failed = 0
    with ThreadPoolExecutor(options.jobs) as pool:
        for (path, mode, reader, _), found in pool.map(judge, jobs):
            print(f"{'FAILED' if found else 'ok'}  {reader}  {mode}  {path.stem}", flush=True)
            for fault in found:
                print(f"   {fault}", flush=True)
            passed, failed = passed + (not found), failed + bool(found)
    for name in missing:
        print(f"skipped  {name}  is not installed: apt-get install {name}")
        failed += os.environ.get("CI") == "true"
    print(f"speech: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
