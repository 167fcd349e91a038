#!/usr/bin/env python3
"""Prints Sources/Screen/TextWidth+Table.swift from PyPI's wcwidth, which follows unicode.org.

Spacing marks (category Mc) and the two Hangul fillers take a cell here, although wcwidth gives them
none: glibc, xterm, VTE and tmux do the same, and ncurses asks glibc.

    pip install wcwidth && Tests/Scripts/generate-width-table.py > Sources/Screen/TextWidth+Table.swift
"""

from wcwidth.table_ambiguous import AMBIGUOUS_EASTASIAN
from wcwidth.table_mc import CATEGORY_MC
from wcwidth.table_wide import WIDE_EASTASIAN
from wcwidth.table_zero import ZERO_WIDTH

version = max(ZERO_WIDTH, key=lambda v: [int(part) for part in v.split(".")])


def scalars(ranges):
    return {scalar for first, last in ranges for scalar in range(first, last + 1)}


def compact(chosen):
    ranges = []
    for scalar in sorted(chosen):
        if ranges and scalar == ranges[-1][1] + 1:
            ranges[-1][1] = scalar
        else:
            ranges.append([scalar, scalar])
    return ranges


def table(name, chosen):
    print(f"  static let {name}: [UInt32] = [")
    line = "   "
    for first, last in compact(chosen):
        item = f" 0x{first:X}, 0x{last:X},"
        if len(line) + len(item) > 100:
            print(line)
            line = "   "
        line += item
    print(line)
    print("  ]")


spacing = scalars(CATEGORY_MC[version])
fillers = {0x3164, 0xFFA0}
controls = set(range(0x20)) | set(range(0x7F, 0xA0)) | {0x2028, 0x2029}
zero = scalars(ZERO_WIDTH[version]) - spacing - fillers - controls
private = set(range(0xE000, 0xF900)) | set(range(0xF0000, 0x110000))
ambiguous = scalars(AMBIGUOUS_EASTASIAN[version]) - zero - private
wide = (scalars(WIDE_EASTASIAN[version]) | {0x3164}) - zero

print(f"// Unicode {version}, from wcwidth. Made by Tests/Scripts/generate-width-table.py; do not edit.")
print()
print("extension TextWidth {")
print("  /// First and last scalar of each range that takes no cell, in order.")
table("zeroRanges", zero)
print()
print("  /// First and last scalar of each range that takes two cells, in order.")
table("wideRanges", wide)
print()
print("  /// The same of those that East Asian terminals may draw in two cells, and others in one.")
table("ambiguousRanges", ambiguous)
print("}")
