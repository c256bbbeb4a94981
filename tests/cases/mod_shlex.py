# needs: 3.13
"""Words of a shell."""
import shlex
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
for text in ['a b c', "a 'b c' d", 'a "b \\"c" d', "it''s", "'unclosed", '"unclosed', 'a\\ b', 'trail\\', '', '  ', "a''", "'' b", 'a#b c', 'x="y z" --flag=\'q r\'', '"a\\b"', 'a\tb\nc', '# all comment', '\\"', '"\'"']:
    t(shlex.split, text); t(shlex.split, text, comments=True); t(shlex.split, text, posix=False); t(lambda: list(shlex.shlex(text))); t(lambda: list(shlex.shlex(text, posix=True))); t(lambda: list(shlex.shlex(text, punctuation_chars=True)))
print([shlex.quote(s) for s in ['a', 'a b', "it's", '', '$x', 'é', 'a/b.c']], shlex.join(['echo', 'a b', "x'y"]), list(shlex.shlex('a && b; c>d|e "f"', punctuation_chars=True)), list(shlex.shlex('a+b c.d "q"e')))
t(shlex.split, None)
