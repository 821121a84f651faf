#!/usr/bin/env python3
"""Deflates the tables of this folder anew, a tenth smaller than the trainer does: by columns, each in the manner that suits it.

deflate.py  after training. Most columns are near to noise, which deflates best without looking for repeated bytes. The same
input gives the same bytes with the same zlib; `src/annotate/tagger/packed.rs` tells what lies in the files.
"""
import pathlib
import struct
import zlib

# The bytes of a value of each table.
TABLES = {"clusters": 6, "phrases": 2, "tags": 16, "names": 12, "tongues": 12}


def parts(table, width):
    """What is alike: the counts of the buckets, the two halves of the fingerprints, each column of the values."""
    ends = [4 + struct.unpack_from("<I", table)[0]]
    column = (len(table) - ends[0]) // (2 + width)
    ends += [ends[0] + column * (at + 1) for at in range(2 + width)]
    return [table[start:end] for start, end in zip([0] + ends, ends)]


def deflate(part, is_last):
    """The shortest of all manners; a part that is not the last ends with a whole byte."""
    def by(memory, strategy):
        packer = zlib.compressobj(9, zlib.DEFLATED, -15, memory, strategy)
        return packer.compress(part) + packer.flush(zlib.Z_FINISH if is_last else zlib.Z_SYNC_FLUSH)
    return min((by(memory, strategy) for memory in (8, 9) for strategy in range(4)), key=len)


def main():
    for name, width in TABLES.items():
        file = pathlib.Path(__file__).with_name(name + ".bin.z")
        before = file.read_bytes()
        table = zlib.decompress(before, -15)
        lists = parts(table, width)
        after = b"".join(deflate(part, part is lists[-1]) for part in lists)
        assert zlib.decompress(after, -15) == table
        file.write_bytes(after)
        print("%s: %d to %d bytes" % (name, len(before), len(after)))


main()
