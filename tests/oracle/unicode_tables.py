"""Prints src/python/text/unicode_tables.rs from the Unicode tables of the CPython that runs it."""
import unicodedata

TABLES = [
    ("PRINTABLE", "`str.isprintable`", str.isprintable),
    ("ALPHA", "`str.isalpha`", str.isalpha),
    ("DECIMAL", "`str.isdecimal`: runs that begin with the digit zero", str.isdecimal),
    ("DIGIT", "`str.isdigit`", str.isdigit),
    ("NUMERIC", "`str.isnumeric`", str.isnumeric),
]


def boundaries(predicate):
    """The code points beyond ASCII at which the predicate changes its answer."""
    inside, found = False, []
    for code in range(0x80, 0x110000):
        if predicate(chr(code)) != inside:
            inside = not inside
            found.append(code)
    return found


def lines(words):
    """The words in lines that rustfmt leaves alone."""
    line = "   "
    for word in words:
        if len(line) + len(word) + 2 > 100:
            yield line
            line = "   "
        line += f" {word},"
    yield line


print(f"""//! Properties of the characters beyond ASCII, from the tables of Unicode {unicodedata.unidata_version}.
//!
//! Each table of boundaries is sorted; at each code point in it membership changes, and before the first one there is none.
//! Made by `tests/oracle/unicode_tables.py`.""")
for name, meaning, predicate in TABLES:
    print(f"\n/// {meaning}.\npub(super) const {name}: &[u32] = &[")
    print("\n".join(lines(f"{code:#x}" for code in boundaries(predicate))))
    print("];")
