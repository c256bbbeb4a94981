"""The program's own calls that are under way, as they were when somebody asked: for `sys`, `inspect`, `traceback`, `logging`. Calls
inside our modules are not among them."""

import _machine


class frame:
    f_back = f_trace = None
    f_lasti = 0

    def __init__(self, call, depth):
        _, self.f_lineno, _, self.f_code = call
        module, own = _machine.caller_scope(depth)
        self.f_globals = vars(module)
        self.f_locals = self.f_globals if own is None else own

    def clear(self):
        pass

    def __repr__(self):
        code = self.f_code
        return f'<frame at {id(self):#x}, file {code.co_filename!r}, line {self.f_lineno}, code {code.co_name}>'


def stack(depth=0):
    """The calls from one on, the innermost first."""
    frames = []
    while call := _machine.caller(depth):
        frames.append(frame(call, depth))
        if frames[1:]:
            frames[-2].f_back = frames[-1]
        depth += 1
    return frames
