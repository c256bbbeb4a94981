"""`ast`, as far as programs use it without looking at trees: `literal_eval`."""

import re as _re

__all__ = ['literal_eval']

_TEXT = _re.compile(r"""(?isx)(?:\b(?:[rbu]|br|rb))? ( '''(?:[^\\]|\\.)*?''' | \"\"\"(?:[^\\]|\\.)*?\"\"\" | '(?:[^\\'\n]|\\.)*'
    | "(?:[^\\"\n]|\\.)*" ) | \#[^\n]*""")
_ATOM = r"(?:''|None|True|False|\.\.\.|0[xXoObB][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d+)?[jJ]?)"
_REST = _re.compile(rf'(?:(?<!\w){_ATOM}(?!\w)|[\[\](){{}},:+\-\s])*')


def literal_eval(node_or_string):
    text = node_or_string.lstrip(' \t')
    code = compile(text, '<unknown>', 'eval')
    # Without its texts a literal is numbers, names of constants and brackets; nothing is called and nothing is looked up in.
    rest = _TEXT.sub("''", text).replace('set()', "''")
    if not _REST.fullmatch(rest) or _re.search(r"[\w'\])}]\s*[\[(]", rest):
        raise ValueError(f'malformed node or string: {text!r}')
    return eval(code, {'__builtins__': {'set': set}})


def __getattr__(name):
    if name[:2] == '__':
        raise AttributeError(f"module 'ast' has no attribute {name!r}")
    raise NotImplementedError(f'ast.{name} is not available: only literal_eval is')
