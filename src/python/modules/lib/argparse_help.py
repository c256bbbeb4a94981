"""How `argparse` writes usage and help."""

import textwrap as _textwrap

SUPPRESS = '==SUPPRESS=='


def _columns():
    import os
    try:
        return int(os.environ['COLUMNS'])
    except (KeyError, ValueError):
        return 80


class HelpFormatter:
    """Collects sections, each with a heading and parts that are made when all is known, and joins them."""

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        self._width = _columns() - 2 if width is None else width
        self._prog, self._indent_increment = prog, indent_increment
        self._max_help_position = min(max_help_position, max(self._width - 20, indent_increment * 2))
        self._current_indent = 0
        self._longest = 0
        # The open sections, outermost first: (heading, parts).
        self._sections = [(None, [])]

    def _indent(self):
        self._current_indent += self._indent_increment

    def _dedent(self):
        self._current_indent -= self._indent_increment

    def _add(self, function, *args):
        self._sections[-1][1].append((function, args))

    def start_section(self, heading):
        section = heading, []
        self._add(self._format_section, *section)
        self._indent()
        self._sections.append(section)

    def end_section(self):
        self._sections.pop()
        self._dedent()

    def add_text(self, text):
        if text is not SUPPRESS and text is not None:
            self._add(self._format_text, text)

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._add(self._format_usage, usage, actions, groups, prefix)

    def add_argument(self, action):
        if action.help is SUPPRESS:
            return
        lengths = [len(self._format_action_invocation(action)) + self._current_indent]
        for subaction in self._subactions(action):
            lengths.append(len(self._format_action_invocation(subaction)) + self._current_indent + self._indent_increment)
        self._longest = max(self._longest, *lengths)
        self._add(self._format_action, action)

    def add_arguments(self, actions):
        for action in actions:
            self.add_argument(action)

    def format_help(self):
        text = self._join(self._sections[0][1])
        while '\n\n\n' in text:
            text = text.replace('\n\n\n', '\n\n')
        return text.strip('\n') + '\n' if text else text

    def _join(self, parts):
        return ''.join([part for part in [function(*args) for function, args in parts] if part and part is not SUPPRESS])

    def _format_section(self, heading, parts):
        self._indent()
        text = self._join(parts)
        self._dedent()
        if not text:
            return ''
        title = f'{" " * self._current_indent}{heading}:\n' if heading is not SUPPRESS and heading is not None else ''
        return f'\n{title}{text}\n'

    def _format_usage(self, usage, actions, groups, prefix):
        prefix = 'usage: ' if prefix is None else prefix
        if usage is not None:
            usage = usage % {'prog': self._prog}
        elif not actions:
            usage = self._prog
        else:
            optionals = [action for action in actions if action.option_strings]
            positionals = [action for action in actions if not action.option_strings]
            parts = [self._usage_parts(some, groups) for some in (optionals, positionals)]
            usage = ' '.join([self._prog] + self._usage_parts(optionals + positionals, groups))
            if len(prefix) + len(usage) > self._width - self._current_indent:
                usage = '\n'.join(self._wrapped_usage(prefix, *parts))
        return f'{prefix}{usage}\n\n'

    def _wrapped_usage(self, prefix, optionals, positionals):
        width = self._width - self._current_indent

        def lines(parts, indent, start=None):
            made, line, size = [], [], (len(indent) if start is None else len(start)) - 1
            for part in parts:
                if size + 1 + len(part) > width and line:
                    made.append(indent + ' '.join(line))
                    line, size = [], len(indent) - 1
                line.append(part)
                size += len(part) + 1
            if line:
                made.append(indent + ' '.join(line))
            if start is not None:
                made[0] = made[0][len(indent):]
            return made

        if len(prefix) + len(self._prog) <= 0.75 * width:
            indent = ' ' * (len(prefix) + len(self._prog) + 1)
            if optionals:
                return lines([self._prog] + optionals, indent, prefix) + lines(positionals, indent)
            return lines([self._prog] + positionals, indent, prefix) if positionals else [self._prog]
        indent = ' ' * len(prefix)
        made = lines(optionals + positionals, indent)
        if len(made) > 1:
            made = lines(optionals, indent) + lines(positionals, indent)
        return [self._prog] + made

    def _usage_parts(self, actions, groups):
        """What the actions look like in the usage; those of an exclusive group that stand together as one part each."""
        grouped, parts = {}, {}
        for group in groups:
            members = group._group_actions
            if not members:
                raise ValueError(f'empty group {group}')
            if members[0] in actions and any(action.help is not SUPPRESS for action in members):
                start = actions.index(members[0])
                if actions[start:start + len(members)] == members:
                    for action in members:
                        grouped[action] = group
        for action in actions:
            parts[action] = None if action.help is SUPPRESS else self._usage_part(action, action in grouped)
        made, done = [], []
        for action in actions:
            group = grouped.get(action)
            if group is None:
                made.append(parts[action])
            elif group not in done:
                done.append(group)
                shown = [parts[member] for member in group._group_actions if parts[member]]
                if not group.required:
                    shown = [shown[0] if len(shown) == 1 else shown[0], *shown[1:]]
                    shown[0] = '[' + shown[0]
                    shown[-1] += ']'
                elif len(shown) > 1:
                    shown[0] = '(' + shown[0]
                    shown[-1] += ')'
                made += [part + ' |' for part in shown[:-1]] + shown[-1:]
        return [part for part in made if part]

    def _usage_part(self, action, grouped):
        if not action.option_strings:
            part = self._format_args(action, self._get_default_metavar_for_positional(action))
            return part[1:-1] if grouped and part[:1] == '[' and part[-1:] == ']' else part
        if action.nargs == 0:
            part = action.format_usage()
        else:
            part = f'{action.option_strings[0]} {self._format_args(action, self._get_default_metavar_for_optional(action))}'
        return part if action.required or grouped else f'[{part}]'

    def _format_text(self, text):
        if '%(prog)' in text:
            text = text % {'prog': self._prog}
        return self._fill_text(text, max(self._width - self._current_indent, 11), ' ' * self._current_indent) + '\n\n'

    def _format_action(self, action):
        help_position = min(self._longest + 2, self._max_help_position)
        help_width = max(self._width - help_position, 11)
        room = help_position - self._current_indent - 2
        header, indent = self._format_action_invocation(action), ' ' * self._current_indent
        has_help = action.help and action.help.strip()
        lines = self._split_lines(self._expand_help(action), help_width) if has_help else []
        if not action.help:
            parts = [f'{indent}{header}\n']
        elif len(header) <= room:
            parts = [f'{indent}{header.ljust(room)}  ']
            if lines:
                parts.append(lines.pop(0) + '\n')
        else:
            parts = [f'{indent}{header}\n']
        parts += [f'{" " * help_position}{line}\n' for line in lines]
        if not parts[-1].endswith('\n'):
            parts.append('\n')
        self._indent()
        parts += [self._format_action(subaction) for subaction in self._subactions(action)]
        self._dedent()
        return ''.join(parts)

    def _subactions(self, action):
        return action._get_subactions() if hasattr(action, '_get_subactions') else ()

    def _format_action_invocation(self, action):
        if not action.option_strings:
            name, = self._metavars(action, self._get_default_metavar_for_positional(action), 1)
            return name
        text = ', '.join(action.option_strings)
        if action.nargs == 0:
            return text
        return f'{text} {self._format_args(action, self._get_default_metavar_for_optional(action))}'

    def _metavars(self, action, default, count):
        if action.metavar is not None:
            name = action.metavar
        elif action.choices is not None:
            name = '{' + ','.join(map(str, action.choices)) + '}'
        else:
            name = default
        return name if isinstance(name, tuple) else (name,) * count

    def _format_args(self, action, default):
        nargs = action.nargs
        if nargs == '...':
            return '...'
        if nargs == SUPPRESS:
            return ''
        if nargs == '*':
            names = self._metavars(action, default, 1)
            return '[%s [%s ...]]' % names if len(names) == 2 else '[%s ...]' % names
        if isinstance(nargs, int):
            return ' '.join(['%s'] * nargs) % self._metavars(action, default, nargs)
        shape, count = {None: ('%s', 1), '?': ('[%s]', 1), '+': ('%s [%s ...]', 2), 'A...': ('%s ...', 1)}.get(nargs, (None, 0))
        if shape is None:
            raise ValueError('invalid nargs value')
        return shape % self._metavars(action, default, count)

    def _expand_help(self, action):
        values = {name: value for name, value in vars(action).items() if value is not SUPPRESS}
        values['prog'] = self._prog
        for name, value in values.items():
            if hasattr(value, '__name__'):
                values[name] = value.__name__
        if values.get('choices') is not None:
            values['choices'] = ', '.join(map(str, values['choices']))
        return self._get_help_string(action) % values

    def _split_lines(self, text, width):
        return _textwrap.wrap(' '.join(text.split()), width)

    def _fill_text(self, text, width, indent):
        return _textwrap.fill(' '.join(text.split()), width, initial_indent=indent, subsequent_indent=indent)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


class RawDescriptionHelpFormatter(HelpFormatter):
    def _fill_text(self, text, width, indent):
        return ''.join([indent + line for line in text.splitlines(True)])


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    def _get_help_string(self, action):
        text = action.help or ''
        if '%(default)' not in text and action.default is not SUPPRESS and (action.option_strings or action.nargs in ('?', '*')):
            text += ' (default: %(default)s)'
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    _get_default_metavar_for_positional = _get_default_metavar_for_optional


for _class in (HelpFormatter, RawDescriptionHelpFormatter, RawTextHelpFormatter, ArgumentDefaultsHelpFormatter,
               MetavarTypeHelpFormatter):
    _class.__module__ = 'argparse'
