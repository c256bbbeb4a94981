"""How `argparse` gives a program's arguments to the actions of a parser."""

import sys as _sys
from _argparse_help import SUPPRESS

OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = '?', '*', '+', 'A...', '...'
_UNLIMITED = 1 << 30


def _name_of(action):
    if action is None:
        return None
    if action.option_strings:
        return '/'.join(action.option_strings)
    if action.metavar not in (None, SUPPRESS):
        return action.metavar if isinstance(action.metavar, str) else '/'.join(action.metavar)
    if action.dest not in (None, SUPPRESS):
        return action.dest
    if action.choices:
        return '{' + ','.join(action.choices) + '}'


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = _name_of(argument)
        self.message = message

    def __str__(self):
        return self.message if self.argument_name is None else f'argument {self.argument_name}: {self.message}'


ArgumentError.__module__ = 'argparse'


def _limits(nargs):
    """How many arguments an action takes: at least, at most."""
    if isinstance(nargs, int):
        return nargs, nargs
    return {None: (1, 1), OPTIONAL: (0, 1), ZERO_OR_MORE: (0, _UNLIMITED), ONE_OR_MORE: (1, _UNLIMITED),
            REMAINDER: (0, _UNLIMITED), PARSER: (1, _UNLIMITED), SUPPRESS: (0, 0)}[nargs]


class Parsing:
    """One walk over the arguments. Each is of a kind: 'O' looks like an option, 'A' does not, '-' is the `--` after which there
    are no options."""

    def __init__(self, parser, args, namespace):
        self.parser, self.args, self.namespace = parser, args, namespace
        self.positionals = [action for action in parser._actions if not action.option_strings]
        self.seen, self.given, self.extras = set(), set(), []
        self.candidates, kinds, ended = {}, [], False
        for at, argument in enumerate(args):
            if not ended and argument == '--':
                ended = True
                kinds.append('-')
                continue
            found = None if ended else parser._candidates(argument)
            if found is not None:
                self.candidates[at] = found
            kinds.append('A' if found is None else 'O')
        self.kinds = ''.join(kinds)
        self.conflicts = {}
        for group in parser._mutually_exclusive_groups:
            for action in group._group_actions:
                self.conflicts.setdefault(action, []).extend([other for other in group._group_actions if other is not action])

    def run(self):
        at, last = 0, max(self.candidates, default=-1)
        while at <= last:
            next_option = at
            while next_option not in self.candidates:
                next_option += 1
            if at != next_option:
                after = self._take_positionals(at)
                if after > at:
                    at = after
                    continue
            if at not in self.candidates:
                self.extras += self.args[at:next_option]
                at = next_option
            at = self._take_option(at)
        at = self._take_positionals(at)
        self.extras += self.args[at:]
        self._check_complete()
        return self.extras

    def _act(self, action, strings, option=None):
        self.seen.add(action)
        values = self.parser._get_values(action, strings)
        if values is not action.default:
            self.given.add(action)
            for other in self.conflicts.get(action, ()):
                if other in self.given:
                    raise ArgumentError(action, f'not allowed with argument {_name_of(other)}')
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, option)

    def _take_positionals(self, at):
        available = self._run_of(at, 'A-').count('A')
        # As many positionals as there are arguments for; each takes what it can and leaves the others what they need.
        ready, needed = [], 0
        for action in self.positionals:
            least = _limits(action.nargs)[0]
            if needed + least > available:
                break
            needed += least
            ready.append(action)
        for action in ready:
            least, most = _limits(action.nargs)
            needed -= least
            if action.nargs in (PARSER, REMAINDER):
                strings, end = self.args[at:], len(self.args)
                if action.nargs == PARSER and '-' in self.kinds[at:] and self.kinds[at] == '-':
                    strings = strings[1:]
            else:
                count, end, strings = min(most, available - needed), at, []
                while end < len(self.kinds) and (self.kinds[end] == '-' or len(strings) < count and self.kinds[end] == 'A'):
                    if self.kinds[end] == 'A':
                        strings.append(self.args[end])
                    end += 1
                available -= count
            at = end
            self._warn(action, strings and 'argument', action.dest)
            self._act(action, strings)
        self.positionals = self.positionals[len(ready):]
        return at

    def _run_of(self, at, kinds):
        end = at
        while end < len(self.kinds) and self.kinds[end] in kinds:
            end += 1
        return self.kinds[at:end]

    def _warn(self, action, word, name):
        if action.deprecated and word:
            self.parser._print_message(f"{self.parser.prog}: warning: {word} '{name}' is deprecated\n", _sys.stderr)

    def _take_option(self, at):
        found = self.candidates[at]
        if len(found) > 1:
            names = ', '.join([option for _, option, *_ in found])
            raise ArgumentError(None, f'ambiguous option: {self.args[at]} could match {names}')
        action, option, value, equals = found[0]
        if action is None:
            self.extras.append(self.args[at])
            return at + 1
        todo = []
        while value is not None:
            least, most = _limits(action.nargs)
            if most == 0 and option[1] not in self.parser.prefix_chars and value:
                # Flags of one letter behind one dash.
                if equals:
                    raise ArgumentError(action, f'ignored explicit argument {value!r}')
                todo.append((action, [], option))
                option, value = option[0] + value[0], value[1:] or None
                known = self.parser._option_string_actions
                if option not in known:
                    self.extras.append(option + (value or ''))
                    at += 1
                    break
                action = known[option]
                if value and value[0] == '=' and _limits(action.nargs)[1]:
                    value = value[1:]
            elif most >= 1 >= least:
                todo.append((action, [value], option))
                at += 1
                break
            else:
                raise ArgumentError(action, f'ignored explicit argument {value!r}')
        else:
            least, most = _limits(action.nargs)
            if action.nargs in (PARSER, REMAINDER):
                count = len(self.args) - at - 1
            else:
                count = min(len(self._run_of(at + 1, 'A')), most)
            if count < least:
                raise ArgumentError(action, _expected(action.nargs))
            todo.append((action, self.args[at + 1:at + 1 + count], option))
            at += 1 + count
        for action, strings, option in todo:
            self._warn(action, 'option', option)
            self._act(action, strings, option)
        return at

    def _check_complete(self):
        missing = []
        for action in self.parser._actions:
            if action in self.seen:
                continue
            default = action.default
            if action.required:
                missing.append(_name_of(action))
            elif isinstance(default, str) and getattr(self.namespace, action.dest, None) is default:
                setattr(self.namespace, action.dest, self.parser._get_value(action, default))
        if missing:
            raise ArgumentError(None, f'the following arguments are required: {", ".join(missing)}')
        for group in self.parser._mutually_exclusive_groups:
            if group.required and not any(action in self.given for action in group._group_actions):
                names = [_name_of(action) for action in group._group_actions if action.help is not SUPPRESS]
                raise ArgumentError(None, f'one of the arguments {" ".join(names)} is required')


def _expected(nargs):
    if isinstance(nargs, int):
        return f'expected {nargs} argument{"" if nargs == 1 else "s"}'
    return {None: 'expected one argument', OPTIONAL: 'expected at most one argument'}.get(nargs, 'expected at least one argument')
