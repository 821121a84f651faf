"""The screen readers: how each is started without speech or braille hardware, and what it said.

A reader runs on a pseudo-terminal of ours and starts the program itself. What it would speak goes
into a log file; what it would show in braille goes to a second pseudo-terminal.
"""

import ctypes
import fcntl
import os
import re
import shutil
import struct
import subprocess
import termios
from pathlib import Path

import pyte

CELLS = 40  # of the braille display


def script(path, *lines):
    path.write_text("#!/bin/sh\n" + "\n".join(lines) + "\n")
    path.chmod(0o755)
    return path


def set_size(fd, columns, rows):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


class Reader:
    """What all have in common; `home` is a folder of the session's own."""

    needs = None      # the program that must be installed
    term = "linux"    # what the reader tells its children to be
    settle = 0.35     # seconds of silence after which an answer that is complete is over
    patience = 12.0   # seconds of silence after which one that is not is given up

    def __init__(self, home, launcher):
        self.home, self.launcher = home, launcher
        self.log = home / "speech"
        self.log.touch()
        self.read_to = 0

    @classmethod
    def is_missing(cls):
        return cls.needs is not None and shutil.which(cls.needs, path=os.defpath + ":/usr/sbin") is None

    def command(self):
        """What to start."""
        raise NotImplementedError

    def said(self):
        """The utterances since the last call."""
        data = self.log.read_bytes()
        new, self.read_to = data[self.read_to:], len(data)
        return self.utterances(new)

    def size(self):
        """Grows when something is said."""
        return self.log.stat().st_size

    def utterances(self, data):
        raise NotImplementedError

    # BRLTTY alone has more to do.
    fds = ()

    def begin(self, env):
        pass

    def feed(self, fd):
        pass

    def show(self, screen):
        pass

    def end(self):
        pass


class Yasr(Reader):
    """Speaks through the protocol of Emacspeak's speech servers, here a file."""

    needs = "yasr"

    def command(self):
        server = script(self.home / "server", f"exec cat >>'{self.log}'")
        conf = Path("/etc/yasr/yasr.conf").read_text(encoding="latin-1")
        conf = re.sub(r"^synthesizer=.*$", "synthesizer=emacspeak server", conf, flags=re.M)
        conf = re.sub(r"^synthesizer port=.*$", f"synthesizer port=|{server}", conf, flags=re.M)
        # Else the mark itself is spoken as the word "quote".
        conf = conf.replace('"=quote\n', "")
        for name in ("yasr.conf", ".yasr.conf"):
            (self.home / name).write_text(conf, encoding="latin-1")
        return ["yasr", "-C", str(self.home / "yasr.conf"), str(self.launcher)]

    def utterances(self, data):
        text = data.decode("utf-8", "replace")
        return re.findall(r"^(?:q|tts_say|l) \{(.*)\}\s*$", text, flags=re.M)


class Fenrir(Reader):
    """Starts a program for every utterance."""

    needs = "fenrir"
    settle = 0.8
    patience = 16.0

    def command(self):
        say = script(self.home / "say", f"printf '%s\\0' \"$1\" >>'{self.log}'")
        change = {
            "sound": {"enabled": "False"},
            "speech": {"driver": "genericDriver", "genericSpeechCommand": f"{say} fenrirText"},
            "general": {"shell": str(self.launcher), "debugLevel": "0", "debugFile": str(self.home / "fenrir.log")},
            "remote": {"enable": "False"},
            "keyboard": {"driver": "ptyDriver", "keyboardLayout": "pty"},
            "screen": {"driver": "ptyDriver"},
        }
        section, lines = "", []
        for line in Path("/etc/fenrirscreenreader/settings/settings-pty.conf").read_text().splitlines():
            if found := re.match(r"\[(\w+)\]", line):
                section = found[1]
            key = line.split("=")[0]
            if key in change.get(section, {}):
                line = f"{key}={change[section][key]}"
            lines.append(line)
        conf = self.home / "fenrir.conf"
        conf.write_text("\n".join(lines))
        return ["fenrir", "-e", "-s", str(conf)]

    def utterances(self, data):
        spoken = data.decode("utf-8", "replace").split("\0")
        return [text for text in spoken if text.strip() not in ("", "Start Fenrir", "Quit Fenrir")]


class Brltty(Reader):
    """Reads the screen out of shared memory, as GNU screen offers it, and writes braille to a
    terminal. It shows the row of the cursor and says nothing."""

    needs = "brltty"
    term = "xterm-256color"
    settle = 0.6

    ROOM = 4 + 66 * 132 * 2  # the largest screen: four numbers, characters, attributes

    def command(self):
        return [str(self.launcher)]

    def begin(self, env):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.shmat.restype = ctypes.c_void_p
        self.libc = libc
        self.memory = libc.shmget(libc.ftok(str(self.home).encode(), ord("b")), self.ROOM, 0o1700)
        if self.memory < 0:
            raise OSError(ctypes.get_errno(), "no shared memory for BRLTTY")
        self.at = libc.shmat(self.memory, None, 0)
        self.cells = pyte.Screen(CELLS, 2)
        self.stream = pyte.ByteStream(self.cells)
        master, self.slave = os.openpty()
        set_size(master, CELLS, 2)
        self.fds = (master,)
        self.show(pyte.Screen(80, 24))
        settings = f"term=vt100,columns={CELLS},lines=1,locale=C"
        with open(self.home / "brltty.log", "w") as log:
            self.process = subprocess.Popen(
                ["brltty", "-n", "-e", "-f", "/dev/null", "-b", "tt", "-d", os.ttyname(self.slave), "-B", settings,
                 "-x", "sc", "-s", "no", "-A", "none", "-q", "-P", str(self.home / "brltty.pid"),
                 "-W", str(self.home), "-U", str(self.home)],
                env=env | {"PATH": env["PATH"] + ":/usr/sbin"}, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def feed(self, fd):
        self.stream.feed(os.read(fd, 65536))

    def show(self, screen):
        cells = "".join(line.ljust(screen.columns)[: screen.columns] for line in screen.display)
        letters = cells.encode("ascii", "replace")[: screen.columns * screen.lines]
        cursor = (min(screen.cursor.x, screen.columns - 1), screen.cursor.y)
        image = bytes([screen.columns, screen.lines, *cursor]) + letters + bytes([7]) * len(letters) + bytes(2)
        ctypes.memmove(self.at, image, len(image))

    def said(self):
        return [self.cells.display[0].rstrip()]

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(3)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for fd in (*self.fds, self.slave):
            os.close(fd)
        self.libc.shmdt(ctypes.c_void_p(self.at))
        self.libc.shmctl(self.memory, 0, None)


class Nobody(Reader):
    """No reader: the terminal alone, to see what is written."""

    term = "xterm-256color"

    def command(self):
        return [str(self.launcher)]

    def utterances(self, data):
        return []


READERS = {"yasr": Yasr, "brltty": Brltty, "fenrir": Fenrir, "nobody": Nobody}
