"""Prints src/python/text/unicode_tables.rs from the Unicode tables of the CPython that runs it."""
import unicodedata

CHARACTERS = [chr(code) for code in range(0x80, 0x110000) if not 0xd800 <= code < 0xe000]

# A sigma at the end of a word tells which characters have a case, and which are passed over on the way to one.
def has_case(c):
    return (c + 'Σ').lower()[-1] == 'ς'


def is_passed_over(c):
    return not has_case(c) and ('a' + c + 'Σ').lower()[-1] == 'ς'


SETS = [
    ("PRINTABLE", "`str.isprintable`", str.isprintable),
    ("ALPHA", "`str.isalpha`", str.isalpha),
    ("DECIMAL", "`str.isdecimal`: runs that begin with the digit zero", str.isdecimal),
    ("DIGIT", "`str.isdigit`", str.isdigit),
    ("NUMERIC", "`str.isnumeric`", str.isnumeric),
    ("LOWER", "`str.islower`", str.islower),
    ("UPPER", "`str.isupper`", str.isupper),
    ("CASED", "Before these a sigma at the end of a word is a final one", has_case),
    ("CASE_IGNORABLE", "Passed over in the search for those", is_passed_over),
]


def number(value):
    """Seven bits a byte, the lowest first; all bytes but the last have the eighth bit."""
    encoded = []
    while value > 127:
        encoded.append(value & 127 | 128)
        value >>= 7
    return encoded + [value]


def boundaries(predicate):
    """The distances between the code points at which the predicate changes its answer."""
    inside, last, encoded = False, 0, []
    for c in CHARACTERS:
        if predicate(c) != inside:
            inside = not inside
            encoded += number(ord(c) - last)
            last = ord(c)
    return encoded


def mapping(change):
    """Runs of characters that lie 1 or 2 apart and change by the same distance: how far each begins behind the end of the one
    before, how many there are, and the distance with the sign, then the step, in its lowest bits."""
    runs = []
    for c in CHARACTERS:
        changed = change(c)
        if changed == c or len(changed) > 1:
            continue
        code, distance = ord(c), ord(changed) - ord(c)
        if runs:
            first, count, step, same = runs[-1]
            gap = code - (first + (count - 1) * (step or 1))
            if same == distance and gap <= 2 and step in (None, gap):
                runs[-1] = first, count + 1, gap, same
                continue
        runs.append((code, 1, None, distance))
    encoded, end = [], 0
    for first, count, step, distance in runs:
        sign = distance < 0
        encoded += number(first - end) + number(count) + number(abs(distance) << 2 | sign << 1 | (step == 2))
        end = first + (count - 1) * (step or 1)
    return encoded


def lines(numbers):
    """The numbers in lines that rustfmt leaves alone."""
    line = "   "
    for value in numbers:
        if len(line) + len(str(value)) + 2 > 100:
            yield line
            line = "   "
        line += f" {value},"
    yield line


def show(name, meaning, kind, numbers):
    print(f"\n/// {meaning}.\npub(super) static {name}: {kind} = {kind}::new(&[")
    print("\n".join(lines(numbers)))
    print("]);")


print(f"""//! Properties and cases of the characters beyond ASCII, from the tables of Unicode {unicodedata.unidata_version}.
//!
//! How they are packed is told in `packed`. Made by `tests/oracle/unicode_tables.py`.

use super::packed::{{Cases, Set}};""")
for name, meaning, predicate in SETS:
    show(name, meaning, "Set", boundaries(predicate))
show("TO_LOWER", "`str.lower`, where it is one character", "Cases", mapping(str.lower))
show("TO_UPPER", "`str.upper`, where it is one character", "Cases", mapping(str.upper))
special = "\n".join(
    f"    ({c!r}, \"{''.join(f'{chr(92)}u{{{ord(part):x}}}' for part in c.upper())}\"),".replace(f"{c!r}", f"'{chr(92)}u{{{ord(c):x}}}'")
    for c in CHARACTERS if len(c.upper()) > 1)
print(f"\n/// `str.upper`, where it is several characters.\npub(super) static TO_SEVERAL: &[(char, &str)] = &[\n{special}\n];")
assert [c for c in CHARACTERS if len(c.lower()) > 1] == ['İ']
