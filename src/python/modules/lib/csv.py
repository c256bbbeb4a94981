"""`csv`: tables as text."""

__all__ = ['QUOTE_MINIMAL', 'QUOTE_ALL', 'QUOTE_NONNUMERIC', 'QUOTE_NONE', 'QUOTE_STRINGS', 'QUOTE_NOTNULL', 'Error', 'Dialect',
           'excel', 'excel_tab', 'field_size_limit', 'reader', 'writer', 'register_dialect', 'get_dialect', 'list_dialects',
           'unregister_dialect', 'DictReader', 'DictWriter', 'unix_dialect']

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)


class Error(Exception):
    __module__ = '_csv'


class Dialect:
    delimiter = ','
    quotechar = '"'
    escapechar = None
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL
    strict = False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = '\t'


class unix_dialect(Dialect):
    lineterminator = '\n'
    quoting = QUOTE_ALL


_dialects = {}
_OPTIONS = ('delimiter', 'quotechar', 'escapechar', 'doublequote', 'skipinitialspace', 'lineterminator', 'quoting', 'strict')


def _dialect(dialect, options):
    """The options that a dialect and keyword arguments make together."""
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    made = Dialect()
    for name in _OPTIONS:
        if dialect is not None and hasattr(dialect, name):
            setattr(made, name, getattr(dialect, name))
    for name, value in options.items():
        if name not in _OPTIONS:
            raise TypeError(f"this function got an unexpected keyword argument '{name}'")
        setattr(made, name, value)
    for name in ('delimiter', 'quotechar', 'escapechar'):
        value = getattr(made, name)
        if value is None and name != 'delimiter':
            continue
        if not isinstance(value, str):
            wanted = 'string' if name == 'delimiter' else 'string or None'
            raise TypeError(f'"{name}" must be {wanted}, not {type(value).__name__}')
        if len(value) != 1:
            raise TypeError(f'"{name}" must be a 1-character string')
    if not isinstance(made.quoting, int) or made.quoting not in range(6):
        raise TypeError('bad "quoting" value')
    if made.quotechar is None:
        if 'quoting' in options and made.quoting != QUOTE_NONE:
            raise TypeError('quotechar must be set if quoting enabled')
        made.quoting = QUOTE_NONE
    return made


def register_dialect(name, dialect=None, /, **options):
    if not isinstance(name, str):
        raise TypeError('dialect name must be a string')
    _dialects[name] = _dialect(dialect, options)


def unregister_dialect(name, /):
    if name not in _dialects:
        raise Error('unknown dialect')
    del _dialects[name]


def get_dialect(name, /):
    if name not in _dialects:
        raise Error('unknown dialect')
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def field_size_limit(limit=131072, /):
    return 131072


register_dialect('excel', excel)
register_dialect('excel-tab', excel_tab)
register_dialect('unix', unix_dialect)


class _Reader:
    """The records of lines: each a list of fields."""

    def __init__(self, iterable, dialect, options):
        self._lines = iter(iterable)
        self.dialect = _dialect(dialect, options)
        self.line_num = 0

    def __iter__(self):
        return self

    def _line(self):
        line = next(self._lines)
        if not isinstance(line, str):
            raise Error(f'iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)')
        self.line_num += 1
        return line

    def __next__(self):
        dialect = self.dialect
        line = self._line()
        plain = line.rstrip('\r\n')
        special = dialect.quotechar and dialect.quotechar in line or dialect.escapechar and dialect.escapechar in line
        if (special or dialect.skipinitialspace or dialect.quoting in (QUOTE_NONNUMERIC, QUOTE_STRINGS, QUOTE_NOTNULL)
                or '\r' in plain or '\n' in plain):
            return self._record(line)
        return plain.split(dialect.delimiter) if plain else []

    def _record(self, line):
        dialect = self.dialect
        self._fields = []
        self._field = ''
        self._quoted = False
        state = 'record'
        while True:
            for char in line:
                state = self._step(state, char)
            # The end of a line, wherever it comes from.
            state = self._step(state, '')
            if state == 'record':
                return self._fields
            try:
                line = self._line()
            except StopIteration:
                if dialect.strict:
                    raise Error('unexpected end of data') from None
                self._end_field()
                return self._fields

    def _end_field(self):
        field, quoting = self._field, self.dialect.quoting
        if not self._quoted:
            if quoting == QUOTE_NONNUMERIC or quoting == QUOTE_STRINGS and field:
                field = float(field) if field else ''
            elif quoting in (QUOTE_NOTNULL, QUOTE_STRINGS) and not field:
                field = None
        self._fields.append(field)
        self._field = ''
        self._quoted = False

    def _step(self, state, char):
        """The state after a character; '' is the end of a line, and 'record' also the end of a record."""
        dialect = self.dialect
        newline = char in ('', '\n', '\r')
        quotes = dialect.quoting != QUOTE_NONE and char == dialect.quotechar and char != ''
        if state == 'after':
            if not newline:
                raise Error("new-line character seen in unquoted field - do you need to open the file with newline=''?")
            return 'record' if char == '' else 'after'
        if state == 'record':
            if newline:
                return 'record' if char == '' else 'after'
            state = 'field'
        if state == 'field' and not newline:
            if quotes:
                self._quoted = True
                return 'quoted'
            if char == dialect.escapechar:
                return 'escaped'
            if char == ' ' and dialect.skipinitialspace:
                return 'field'
            state = 'inside'
        if state == 'escaped newline' and char == '':
            return state
        if state in ('field', 'inside', 'escaped newline'):
            if newline:
                self._end_field()
                return 'record' if char == '' else 'after'
            if char == dialect.escapechar:
                return 'escaped'
            if char == dialect.delimiter:
                self._end_field()
                return 'field'
            self._field += char
            return 'inside' if state == 'field' else state
        if state == 'escaped':
            self._field += char or '\n'
            return 'escaped newline' if char and newline else 'inside'
        if state == 'quoted':
            if char == '':
                return 'quoted'
            if char == dialect.escapechar:
                return 'quoted escape'
            if quotes:
                return 'quote' if dialect.doublequote else 'inside'
            self._field += char
            return 'quoted'
        if state == 'quoted escape':
            self._field += char or '\n'
            return 'quoted'
        # A quote inside quotes: one of two, or the end.
        if quotes:
            self._field += char
            return 'quoted'
        if char == dialect.delimiter:
            self._end_field()
            return 'field'
        if newline:
            self._end_field()
            return 'record' if char == '' else 'after'
        if dialect.strict:
            raise Error(f"'{dialect.delimiter}' expected after '{dialect.quotechar}'")
        self._field += char
        return 'inside'


class _Writer:
    def __init__(self, file, dialect, options):
        self._write = file.write
        self.dialect = _dialect(dialect, options)

    def writerow(self, row, /):
        try:
            row = list(row)
        except TypeError:
            raise Error(f'iterable expected, not {type(row).__name__}') from None
        dialect = self.dialect
        fields = [self._shown(field) for field in row]
        if len(row) == 1 and fields[0] == '':
            if dialect.quoting == QUOTE_NONE or dialect.quoting in (QUOTE_STRINGS, QUOTE_NOTNULL) and row[0] is None:
                raise Error('single empty field record must be quoted')
            fields = [dialect.quotechar * 2]
        return self._write(dialect.delimiter.join(fields) + dialect.lineterminator)

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)

    def _shown(self, field):
        dialect = self.dialect
        quoting = dialect.quoting
        text = '' if field is None else str(field)
        quoted = (quoting == QUOTE_ALL or quoting == QUOTE_NONNUMERIC and not isinstance(field, (int, float))
                  or quoting == QUOTE_STRINGS and isinstance(field, str) or quoting == QUOTE_NOTNULL and field is not None)
        quote, escape = dialect.quotechar, dialect.escapechar
        special = {dialect.delimiter, escape, quote, '\r', '\n', *dialect.lineterminator}
        made = ''
        for char in text:
            if char in special:
                escaped = quoting == QUOTE_NONE
                if not escaped:
                    if char == quote:
                        escaped = not dialect.doublequote
                        if not escaped:
                            made += quote
                    elif char == escape:
                        escaped = True
                    if not escaped:
                        quoted = True
                if escaped:
                    if escape is None:
                        raise Error('need to escape, but no escapechar set')
                    made += escape
            made += char
        if text.startswith(' ') and dialect.skipinitialspace and quoting != QUOTE_NONE:
            quoted = True
        return quote + made + quote if quoted else made


def reader(iterable, /, dialect='excel', **options):
    return _Reader(iterable, dialect, options)


def writer(fileobj, /, dialect='excel', **options):
    if not hasattr(fileobj, 'write'):
        raise TypeError('argument 1 must have a "write" method')
    return _Writer(fileobj, dialect, options)


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **keywords):
        self._fieldnames = list(fieldnames) if fieldnames is not None and iter(fieldnames) is fieldnames else fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **keywords)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        self.line_num = self.reader.line_num
        made = dict(zip(names, row))
        if len(row) > len(names):
            made[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            made[name] = self.restval
        return made


class DictWriter:
    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **keywords):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        extrasaction = extrasaction.lower()
        if extrasaction not in ('raise', 'ignore'):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **keywords)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, record):
        if self.extrasaction == 'raise':
            unknown = [name for name in record if name not in self.fieldnames]
            if unknown:
                raise ValueError('dict contains fields not in fieldnames: ' + ', '.join(map(repr, unknown)))
        return [record.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._row, rowdicts))
