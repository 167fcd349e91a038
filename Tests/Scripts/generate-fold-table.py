#!/usr/bin/env python3
"""Prints Sources/Query/Language/FoldTable.swift from PyPI's unicodedata2, which follows unicode.org.

It must have the same version of Unicode as the table of widths. If a letter folds differently than
before, existing caches do not find it: the schema must then index them again.

    pip install unicodedata2==17.0.0 &&
      Tests/Scripts/generate-fold-table.py > Sources/Query/Language/FoldTable.swift
"""

import unicodedata2 as unicode

# Letters that Unicode does not decompose, and the quotation marks that word processors insert.
OTHERS = {
    "'": "‘’‚‛ʼʹ′´", '"': "“”„‟″«»", "ae": "æ", "b": "ɓ", "d": "ðđɗ", "e": "ə", "h": "ħ", "i": "ı",
    "k": "ĸƙ", "l": "ł", "n": "ŋ", "o": "ø", "oe": "œ", "ss": "ß", "t": "ŧ", "th": "þ", "z": "ƶ",
    "σ": "ς",
}
# As in SearchFolding.isAccent: marks that stand for a vowel or for voicing are not accents.
ACCENTS = [
    (0x0300, 0x036F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F),
    (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5), (0x05C7, 0x05C7),
    (0x064B, 0x065F), (0x0670, 0x0670),
]
VOICED, HALF_VOICED = "\u3099", "\u309A"

other = {letter: base for base, letters in OTHERS.items() for letter in letters}


def is_accent(letter):
    return any(first <= ord(letter) <= last for first, last in ACCENTS)


def base(letter):
    """What a letter folds to; None if it is the letter itself."""
    kind = unicode.decomposition(letter).split(" ")[0]
    category = unicode.category(letter)
    # Lower-case letters, numerals, and letters without case that are abbreviations of others.
    isTaken = (category in ("Ll", "Lu", "Nl") and kind != "") or (
        category == "Lo" and kind == "<compat>")
    if not isTaken or (kind.startswith("<") and kind != "<compat>") or letter.lower() != letter:
        return None
    folded = "".join(
        part for part in unicode.normalize("NFKD", letter).lower() if not is_accent(part))
    folded = "".join(other.get(part, part) for part in folded)
    isWord = all(unicode.category(part)[0] == "L" or part == "'" for part in folded)
    # Hangul and CJK letters have no accents, and nobody leaves a part of them out.
    isEastAsian = any(unicode.name(part).startswith(("HANGUL", "CJK")) for part in folded)
    return folded if isWord and not isEastAsian and folded != letter else None


def spelled(text):
    return "".join(
        f"\\u{{{ord(letter):X}}}" if unicode.bidirectional(letter) in ("R", "AL")
        else "\\" + letter if letter == '"' else letter
        for letter in text)


def pairs(mark):
    """Pairs of kana, without the mark and with it."""
    found = [
        (unicode.normalize("NFD", letter)[0], letter)
        for letter in map(chr, range(0x3041, 0x3100))
        if unicode.normalize("NFD", letter)[1:] == mark
    ]
    found.sort()
    return f'plain: "{"".join(p for p, _ in found)}"', f'marked: "{"".join(m for _, m in found)}"'


rows = {letters: list(found) for letters, found in OTHERS.items()}
for scalar in (*range(0x80, 0xD800), *range(0xE000, 0x110000)):
    folded = base(chr(scalar))
    if folded:
        rows.setdefault(folded, []).append(chr(scalar))
half_width = "".join(unicode.normalize("NFKD", chr(scalar)) for scalar in range(0xFF66, 0xFF9E))

print(f"""\
// Unicode {unicode.unidata_version}. Made by Tests/Scripts/generate-fold-table.py; do not edit.

/// Letters that are the same letter to somebody who searches: a base, and what folds to it.
///
/// They come from the canonical and compatibility decompositions, small letters only, plus a few that
/// Unicode does not take apart (ß, æ, ø, ł, đ, ı…) and the quotation marks that word processors put
/// for the plain ones. Marks that carry a vowel or a voice (Indic scripts, kana) are no accents: they
/// stay.
enum FoldTable {{
  /// The katakana that stand, in half width, from U+FF66 to U+FF9D.
  static let halfWidthKatakana =
    "{half_width}"

  /// Kana, and what they are with the mark of a voice, or of half a one.
  static let voiced = (
    {(",%s    " % chr(10)).join(pairs(VOICED))}
  )
  static let halfVoiced = (
    {(",%s    " % chr(10)).join(pairs(HALF_VOICED))}
  )

  static let rows: [(base: String, variants: String)] = [""")
for folded, letters in sorted(rows.items()):
    print(f'    ("{spelled(folded)}", "{spelled("".join(sorted(letters)))}"),')
print("  ]\n}")
