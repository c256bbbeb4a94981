# Upper, lower and title case and what texts are said to be, by the tables of Unicode.
from zlib import crc32

CHANGES = ['upper', 'lower', 'title', 'capitalize', 'casefold', 'swapcase']
QUESTIONS = ['isupper', 'islower', 'istitle', 'isalpha', 'isdigit', 'isdecimal', 'isnumeric', 'isprintable']
SCRIPTS = {'Latin': (0xa0, 0x250), 'Greek': (0x370, 0x590), 'Georgian': (0x10a0, 0x1100), 'Greek accents': (0x1f00, 0x2000),
           'letter-like': (0x2100, 0x2190), 'ligatures': (0xfb00, 0xfb18), 'Deseret': (0x10400, 0x10450)}

for script, (first, last) in SCRIPTS.items():
    letters = [chr(code) for code in range(first, last)]
    print(script)
    for name in CHANGES:
        print('   ', name, crc32(' '.join(getattr(letter, name)() for letter in letters).encode()))
    print('   ', {name: sum(getattr(letter, name)() for letter in letters) for name in QUESTIONS})

for text in 'ΑΣ', 'ΑΣ.', "ΑΣ'Β", 'Σ', 'ΑΣΣ', 'aΣ b', '.Σ', 'İX', 'ÀÉ ß ŉ ﬁ', 'ΌΔΟΣ ΌΔΟΣ', 'ǆ ǅ Ǆ':
    print([getattr(text, name)() for name in CHANGES])
