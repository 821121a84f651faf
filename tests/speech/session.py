"""One run of the program under one screen reader: start, press keys, listen, end everything."""

import errno
import os
import pty
import re
import select
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pyte

from readers import READERS, script, set_size

KEYS = {
    "<enter>": "\r", "<esc>": "\x1b", "<tab>": "\t", "<s-tab>": "\x1b[Z", "<space>": " ", "<bs>": "\x7f",
    "<up>": "\x1b[A", "<down>": "\x1b[B", "<right>": "\x1b[C", "<left>": "\x1b[D", "<pgup>": "\x1b[5~",
    "<pgdn>": "\x1b[6~", "<home>": "\x1b[H", "<end>": "\x1b[F",
}


def key_bytes(written):
    """The bytes of each key in `gq`, `/ferry<enter>`, `<c-l>`."""
    keys = []
    for key in re.findall(r"<[\w-]+>|.", written):
        if control := re.fullmatch(r"<c-(.)>", key):
            keys.append(bytes([ord(control[1].upper()) & 31]))
        else:
            keys.append(KEYS.get(key, key).encode())
    return keys


class Screen(pyte.Screen):
    """pyte's screen, deaf to private forms of sequences that it would misread."""

    def select_graphic_rendition(self, *codes, **_):
        super().select_graphic_rendition(*codes)

    def set_margins(self, *margins, private=False):
        if not private:
            super().set_margins(*margins)


class Session:
    def __init__(self, reader, argv, columns=80, rows=24, env=(), cwd=None, before=(), settings="", programs=()):
        self.home = Path(tempfile.mkdtemp(prefix="speech."))
        if settings:
            (self.home / ".config/pullquote").mkdir(parents=True)
            (self.home / ".config/pullquote/config.toml").write_text(settings)
        (self.home / "bin").mkdir()
        for name, text in dict(programs).items():
            script(self.home / "bin" / name, text)
        self.gate = self.home / "gate"
        os.mkfifo(self.gate)
        kind = READERS[reader]
        # The program starts when the reader is up and has had its say: when the gate opens.
        launcher = script(
            self.home / "launch",
            f"cd {shlex.quote(str(cwd or Path.cwd()))}",
            f"read -r _ <'{self.gate}'",
            f"TERM={kind.term}; PATH='{self.home}/bin':$PATH; export TERM PATH",
            f"echo $$ >'{self.home}/pid'",
            "exec " + " ".join(shlex.quote(str(word)) for word in argv),
        )
        self.reader = kind(self.home, launcher)
        self.screen = Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
        self.env = kept | {
            "HOME": str(self.home), "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
            "SHELL": "/bin/sh", "XDG_RUNTIME_DIR": str(self.home),
        } | dict(env)
        self.over = False
        for run in before:
            subprocess.run(run, env=self.env, cwd=cwd, check=True, capture_output=True, timeout=600)
        command = self.reader.command()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                os.execvpe(command[0], command, self.env)
            finally:
                os._exit(127)
        set_size(self.fd, columns, rows)
        self.reader.begin(self.env)

    def start(self, wanted):
        """Lets the program begin and listens to its first words."""
        gate = None
        end = time.monotonic() + 120
        while gate is None:
            self.pump(0.1)
            try:
                gate = os.open(self.gate, os.O_WRONLY | os.O_NONBLOCK)
            except OSError as error:
                if error.errno != errno.ENXIO or time.monotonic() > end:
                    raise
        self.listen(lambda said: True)  # the reader's own greeting
        os.write(gate, b"\n")
        os.close(gate)
        end = time.monotonic() + 60
        while not self.pump(0.2) and time.monotonic() < end:
            pass
        return self.listen(wanted)

    def press(self, written, wanted):
        """Presses keys and listens."""
        for key in key_bytes(written):
            if (1 << 5) in self.screen.mode and re.fullmatch(rb"\x1b\[[ABCDHF]", key):
                key = b"\x1bO" + key[2:]  # application cursor keys
            if not self.over:
                os.write(self.fd, key)
            self.pump(0.03)
        return self.listen(wanted)

    def listen(self, wanted):
        """What is said until it is quiet: for a short while once `wanted` is content with it, for a
        longer one before that."""
        said = self.reader.said()
        quiet_since = time.monotonic()
        deadline = quiet_since + 60
        size = self.reader.size()
        while time.monotonic() < deadline:
            wait = self.reader.settle if wanted(said) else self.reader.patience
            if self.over or time.monotonic() - quiet_since >= wait:
                break
            drawn = self.pump(0.05)
            if drawn or self.reader.size() != size:
                size = self.reader.size()
                quiet_since = time.monotonic()
            if self.reader.fds:
                said = self.reader.said()
            else:
                said += self.reader.said()
        return said

    def pump(self, seconds):
        """Takes what was drawn within that time; true if there was anything."""
        drawn = False
        ready, _, _ = select.select([] if self.over else [self.fd, *self.reader.fds], [], [], seconds)
        if self.over:
            time.sleep(seconds)
        for fd in ready:
            drawn = True
            if fd != self.fd:
                self.reader.feed(fd)
                continue
            try:
                data = os.read(fd, 65536)
            except OSError:
                data = b""
            self.over = not data
            self.stream.feed(data)
            self.answer(data)
            self.reader.show(self.screen)
        return drawn

    def answer(self, data):
        """What a terminal answers when it is asked."""
        if b"\x1b[6n" in data:
            cursor = self.screen.cursor
            os.write(self.fd, b"\x1b[%d;%dR" % (cursor.y + 1, cursor.x + 1))
        if b"\x1b[c" in data:
            os.write(self.fd, b"\x1b[?1;2c")

    def close(self):
        """Ends the program, the reader and whatever they started."""
        family = descendants(self.pid)
        for sign in (signal.SIGHUP, signal.SIGTERM, signal.SIGKILL):
            for pid in family:
                try:
                    os.kill(pid, sign)
                except ProcessLookupError:
                    pass
            time.sleep(0.05)
        os.close(self.fd)
        os.waitpid(self.pid, 0)
        self.reader.end()
        shutil.rmtree(self.home, ignore_errors=True)


def descendants(pid):
    """The process and its children's children, as /proc tells."""
    family, at = [pid], 0
    while at < len(family):
        for task in Path(f"/proc/{family[at]}/task").glob("*/children"):
            try:
                family += [int(child) for child in task.read_text().split()]
            except OSError:
                pass
        at += 1
    return family
