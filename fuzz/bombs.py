#!/usr/bin/env python3
"""Bombs: inputs that cost a careless reader time by the square, or many times their size in memory.

bombs.py PROGRAM [MEGABYTES...]  gives each to `PROGRAM extract --format jsonl`, lists to `PROGRAM import`, texts in other languages to
`PROGRAM annotate`, lists that are said to `PROGRAM --plain`, in these sizes (1 4 16) and prints seconds of processor time and the peak of memory. A row whose time grows faster than its size, or takes more than 20 times
its size above 100 MB of memory, is marked.
"""
import os, resource, subprocess, sys, tempfile

HTML = "<!DOCTYPE html><html><head><title>T</title></head><body><article><p>Words of the article.</p>"
RSS = "<rss version='2.0'><channel><title>T</title><item><title>One</title><description>"
END = "</description></item></channel></rss>"
MAIL = "From: Ana Ruiz <ana@a.example>\nSubject: The tide\nMIME-Version: 1.0\n"
CSV = "title,url,time_added,tags,status\n"


def many(piece, size):
    return piece * (size // len(piece.encode()))


def numbered(piece, size):
    out, n, used = [], 0, 0
    while used < size:
        one = piece % n
        out.append(one)
        used += len(one)
        n += 1
    return "".join(out)


def html(piece):
    return "html", lambda size: HTML + many(piece, size)


def text(ending, piece, before=""):
    return ending, lambda size: before + many(piece, size)


def feed(piece, before=RSS, after=END):
    return "xml", lambda size: before + many(piece, size) + after


GERMAN = "Der Rat der Stadt sagte, dass er und die Bürgermeisterin nach dem Sturm nicht mehr auf die Fähre warten.\n\n"
FRENCH = "Le maire a dit que la ville et les habitants de l'île ne sont pas contre le port, selon le conseil.\n\n"
RUSSIAN = "Мэр города сказал, что он и жители острова не будут ждать паром, который не пришёл после шторма.\n\n"


def said(before, piece):
    return "said.txt", lambda size: before * 4 + many(piece, size) + "\n\n" + before


def words(number, letters="абвгдежзиклмнопр"):
    """Another word for each number."""
    return "".join(letters[number >> 4 * place & 15] for place in range(6)).capitalize()


def names(size):
    sentences = ("%s %s сказал, что %s пришёл.%s" % (*(words(7919 * (3 * n + k)) for k in range(3)), " \n\n"[n % 8 == 0:]) for n in range(size // 80))
    return RUSSIAN * 4 + "".join(sentences)


BOMBS = {name: html("<%s>" % name) for name in "svg math object video b a p div ul blockquote table tr td select template".split()}
BOMBS.update({
    "table of cells": ("html", lambda n: HTML + "<table>" + many("<tr>" + "<td>c</td>" * 1000 + "</tr>", n)),
    "small paragraphs": html("<p>x"),
    "comments": html("<!--"),
    "comments closed": html("<!-- -->"),
    "tags without end": html("<A"),
    "tags with quotes": html("<a '\">"),
    "attributes": ("html", lambda n: HTML + "<p" + numbered(" a%d=1", n) + ">x"),
    "references": html("&amp"),
    "numbers": html("&#1"),
    "links": html("<a href=x>y</a> "),
    "lists": html("<ul><li>x"),
    "formatting": html("<b><i>x"),
    "breaks": html("x<br>"),
    "pictures": html("<figure><img src=x.png alt=y><figcaption>z</figcaption></figure>"),
    "pictures alone": ("html", lambda n: HTML + numbered("<img src=%d.png>", n)),
    "pictures in links": ("html", lambda n: HTML + numbered("<p><a href=/%d><img src=x.png alt=y></a></p>", n)),
    "text words": text("txt", "word "),
    "text lines": text("txt", "a\n"),
    "text paragraphs": text("txt", "x\n\n"),
    "text quotes": text("txt", "\"a\" "),
    "text quotes curly": text("txt", "“"),
    "text names": text("txt", "Ana Ruiz "),
    "text capitals": text("txt", "A. "),
    "text colons": text("txt", "Q: a\n\n"),
    "text one word": text("txt", "a"),
    "text escapes": text("txt", "\x1bP"),
    "text backspaces": text("txt", "a\b"),
    "text said": text("txt", "“No,” said he, "),
    "md emphasis": text("md", "*a **b ", "# T\n\n"),
    "md links": text("md", "[a](", "# T\n\n"),
    "md brackets": text("md", "[", "# T\n\n"),
    "md ticks": ("md", lambda n: "# T\n\n" + numbered("`%d", n)),
    "md quotes": text("md", "> ", "# T\n\n"),
    "md lists": text("md", "- ", "# T\n\n"),
    "md tags": text("md", "<a ", "# T\n\n"),
    "md table": ("md", lambda n: "# T\n\n" + "|a" * 1000 + "|\n" + "|-" * 1000 + "|\n" + many("|c" * 1000 + "|\n", n)),
    "md footnotes": ("md", lambda n: "# T\n\n" + numbered("[^%d]: x\n\n", n)),
    "md references": ("md", lambda n: "# T\n\n" + numbered("[%d]: /x\n", n)),
    "feed markup": feed("&lt;A"),
    "feed cdata": feed("<A", RSS + "<![CDATA[", "]]>" + END),
    "feed elements": feed("<a>"),
    "feed elements closed": feed("<a/>"),
    "feed names": feed("<a xmlns:b='c'>"),
    "feed items": feed("<item><title>x</title></item>", "<rss><channel>", "</channel></rss>"),
    "feed items open": feed("<item>", "<rss><channel>", "</channel></rss>"),
    "feed entities": feed("&e;", "<!DOCTYPE r [<!ENTITY e '" + "x" * 1000 + "'>]>" + RSS),
    "feed categories": ("xml", lambda n: "<rss><channel><item><title>T</title>" + numbered("<category>%d</category>", n) + "</item></channel></rss>"),
    "json nested": ("json", lambda n: '{"version":"https://jsonfeed.org/version/1","items":' + many("[", n)),
    "json items": ("json", lambda n: '{"version":"https://jsonfeed.org/version/1","items":[' + many('{"id":1},', n) + "{}]}"),
    "json damaged": ("json", lambda n: '{"version":"https://jsonfeed.org/version/1","items":[' + many('{"id":1 2},', n) + "{}]}"),
    "json surrogates": ("json", lambda n: '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"' + many("\\ud83d", n) + '"}]}'),
    "json deep": ("json", lambda n: '{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"x":' + many('{"a":', n)),
    "mail messages": text("eml", "Content-Type: message/rfc822\n\n", MAIL),
    "mail parts": text("eml", "--b\n\nx\n", MAIL + "Content-Type: multipart/mixed; boundary=b\n\n"),
    "mail parts nested": ("eml", lambda n: MAIL + "".join("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(n // 50))),
    "mail field": ("eml", lambda n: MAIL + "Content-Type: text/plain" + numbered("; n*%d=x", n) + "\n\nWords.\n"),
    "mail head": text("eml", "X: y\n", MAIL),
    "mail addresses": ("eml", lambda n: "From: " + many("a@a.example, ", n) + "\n" + MAIL + "\nWords.\n"),
    "mail encoded": ("eml", lambda n: "Subject: " + many("=?utf-8?q?a?= ", n) + "\n" + MAIL + "\nWords.\n"),
    "mbox empty": text("mbox", "From a@a Mon Aug 10 08:00:00 2026\n\n"),
    "warc records": text("warc", "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n"),
    "warc head": text("warc", "X: y\r\n", "WARC/1.0\r\n"),
    "marks on a letter": text("txt", "\u0301", "a"),
    "csv tags": ("csv", lambda n: CSV + "T,https://a.example/1,1754812800," + numbered("t%d|", n) + ",unread\n"),
    "csv columns": text("csv", ",", CSV),
    "german capitals": said(GERMAN, "A "),
    "german names": said(GERMAN, "Anna Weber "),
    "french apostrophes": said(FRENCH, "l'"),
    "french verbs": said(FRENCH, "a dit que "),
    "wrong letters": said(FRENCH, "Ã±"),
    "russian names": ("said.txt", names),
    "said ticks": text("said.txt", "`"),
    "said quotes": text("plain.txt", "“Yes,” said Ana Ruiz. "),
    "said speakers": ("plain.txt", lambda n: numbered("“Yes,” said Ana Ruiz%d. ", n)),
    "said names": ("plain.txt", lambda n: numbered("Ana Ruiz%d said it.\n\n", n)),
    "russian first names": ("said.txt", lambda n: RUSSIAN * 4 + numbered("Анна Ткач%d сказала, что Анна пришла.\n\n", n)),
    "german first names": ("said.txt", lambda n: GERMAN * 4 + "".join("Anna %s sagte, dass Anna kommt.\n\n" % words(7919 * k, "abdefghiklmnoprt") for k in range(n // 40))),
    "answers of one": ("said.txt", lambda n: "Ana Ruiz, the mayor, was asked by the court.\n\n" + numbered("Q. Did you see boat %d?\n\nA. I did not see it.\n\n", n)),
    "turns of one": ("said.txt", lambda n: numbered("Ana Ruiz: We saw boat %d there.\n\n", n)),
    "titles and answers": ("said.txt", lambda n: numbered("Mrs. Hale said it was late. Ann Hal%d told Mr. Hale “No.” “I know,” she said.\n\n", n)),
    "german turns": ("said.txt", lambda n: GERMAN + "\n\n" + numbered("Lena Horn: Das ist wohl die Nummer %d von allen.\n\n", n)),
    "said links": ("plain.md", lambda n: "# T\n\n" + numbered("[a](https://a.example/%d) ", n)),
    "said headings": ("plain.md", lambda n: numbered("## Part %d\n\nWords.\n\n", n)),
    "feed title": feed("<item><title>x</title><link>y</link></item>", "<rss><channel><title>" + "T" * (1 << 20) + "</title>", "</channel></rss>"),
    "base address": ("html", lambda n: "<base href='https://a.example/" + "x" * (1 << 20) + "/'>" + HTML + many("<a href=x>y</a> ", n)),
    "json facts": ("html", lambda n: "<script type='application/ld+json'>[" + many('{"":0},', n) + "0]</script>" + HTML),
    "opml nested": text("opml", "<outline text='a'>", "<opml><body>"),
})


def run(program, path):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = ["import", path] if path.endswith(("csv", "opml")) else ["extract", "--format", "jsonl", path]
    command = ["annotate", path] if path.endswith("said.txt") else command
    plain = ".plain." in path
    command = ["--plain=lines", path] if plain else command
    library = os.path.join(os.path.dirname(path), "library.db")
    for file in (library, library + "-wal", library + "-shm"):
        if os.path.exists(file):
            os.remove(file)
    with open(os.devnull, "w") as null:
        child = subprocess.Popen(["timeout", "120", "/usr/bin/time", "-f", "%M", program, *command], stdin=subprocess.PIPE, stdout=null, stderr=subprocess.PIPE, text=True,
                                 env=os.environ | {"PULLQUOTE_LIBRARY": library})
        told = child.communicate("quotes\nnames\nlinks\ncontents\nquit\n" if plain else "")[1].strip().splitlines()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = int(told[-1]) / 1024 if told and told[-1].isdigit() else float("nan")
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, peak, child.returncode


def main():
    program, sizes = sys.argv[1], [float(size) for size in sys.argv[2:]] or [1, 4, 16]
    with tempfile.TemporaryDirectory() as folder:
        for name, (ending, make) in BOMBS.items():
            rows, marks = [], ""
            for size in sizes:
                path = os.path.join(folder, "bomb." + ending)
                with open(path, "w", encoding="utf-8") as file:
                    file.write(make(int(size * (1 << 20))))
                seconds, peak, code = run(program, path)
                rows.append((seconds, peak))
                marks += "" if code in (0, 1) else " EXIT %d" % code
                marks += " MEMORY" if peak > 100 + 20 * size else ""
            for (a, _), (b, _), one, two in zip(rows, rows[1:], sizes, sizes[1:]):
                marks += " TIME" if b > 0.3 and b > 2 * a * two / one else ""
            print("%-22s %s%s" % (name, "  ".join("%7.2f s %6.0f MB" % row for row in rows), marks), flush=True)


main()
