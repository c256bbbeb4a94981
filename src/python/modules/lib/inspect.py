"""`inspect`: what an object is, and what a function takes."""

import _machine
import functools
import sys
import types
from _frames import stack as _stack
from collections import namedtuple

CO_GENERATOR, CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 0x20, 0x80, 0x100, 0x200
CO_VARARGS, CO_VARKEYWORDS = 4, 8
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = 'CORO_CREATED', 'CORO_RUNNING', 'CORO_SUSPENDED', 'CORO_CLOSED'
GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = 'GEN_CREATED', 'GEN_RUNNING', 'GEN_SUSPENDED', 'GEN_CLOSED'


def isfunction(object):
    return isinstance(object, types.FunctionType)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isclass(object):
    return isinstance(object, type)


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def isroutine(object):
    return isfunction(object) or ismethod(object) or isbuiltin(object)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def isawaitable(object):
    return iscoroutine(object) or hasattr(type(object), '__await__')


def isframe(object):
    return type(object).__name__ == 'frame'


def istraceback(object):
    return isinstance(object, types.TracebackType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, '__abstractmethods__', None))


def isdatadescriptor(object):
    return not isclass(object) and (hasattr(type(object), '__set__') or hasattr(type(object), '__delete__'))


def _has_flag(function, flag):
    while True:
        if isinstance(function, functools.partial):
            function = function.func
        elif ismethod(function):
            function = function.__func__
        else:
            break
    return isfunction(function) and bool(function.__code__.co_flags & flag)


def iscoroutinefunction(obj):
    return _has_flag(obj, CO_COROUTINE) or _machine.is_coroutine_function(obj) or getattr(obj, '_is_coroutine_mark', False) is True


def markcoroutinefunction(func):
    func._is_coroutine_mark = True
    return func


def isgeneratorfunction(obj):
    return _has_flag(obj, CO_GENERATOR)


def isasyncgenfunction(obj):
    return _has_flag(obj, CO_ASYNC_GENERATOR)


def getcoroutinestate(coroutine):
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_frame is None:
        return CORO_CLOSED
    return CORO_SUSPENDED if getattr(coroutine, 'cr_suspended', coroutine.cr_await is not None) else CORO_CREATED


def getgeneratorstate(generator):
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_frame is None:
        return GEN_CLOSED
    return GEN_SUSPENDED if getattr(generator, 'gi_suspended', False) else GEN_CREATED


def unwrap(func, *, stop=None):
    while hasattr(func, '__wrapped__') and not (stop and stop(func)):
        func = func.__wrapped__
    return func


def getdoc(object):
    doc = getattr(object, '__doc__', None)
    return cleandoc(doc) if isinstance(doc, str) else None


def cleandoc(doc):
    first, *rest = doc.expandtabs().split('\n')
    margins = [len(line) - len(line.lstrip()) for line in rest if line.strip()]
    lines = [first.lstrip()] + [line[min(margins, default=0):] for line in rest]
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return '\n'.join(lines)


def getmembers(object, predicate=None):
    members = [(name, getattr(object, name)) for name in dir(object) if hasattr(object, name)]
    return sorted([(name, value) for name, value in members if predicate is None or predicate(value)], key=lambda item: item[0])


def getmro(cls):
    return cls.__mro__


def getmodule(object, _filename=None):
    return _machine.modules().get(getattr(object, '__module__', None))


def getsource(object):
    raise OSError('could not get source code')


getsourcelines = getsourcefile = getfile = getsource


def currentframe():
    return next(iter(_stack()), None)


FrameInfo = namedtuple('FrameInfo', 'frame filename lineno function code_context index')
Traceback = namedtuple('Traceback', 'filename lineno function code_context index')


def getframeinfo(frame, context=1):
    code, line = frame.f_code, getattr(frame, 'tb_lineno', None) or frame.f_lineno
    text = _machine.source_line(code.co_filename, line)
    return Traceback(code.co_filename, line, code.co_name, [text + '\n'] if text else None, 0 if text else None)


def getouterframes(frame, context=1):
    found = []
    while frame:
        found.append(FrameInfo(frame, *getframeinfo(frame)))
        frame = frame.f_back
    return found


def stack(context=1):
    return getouterframes(currentframe())


def trace(context=1):
    tb = sys.exception().__traceback__
    found = []
    while tb:
        found.append(FrameInfo(tb.tb_frame, *getframeinfo(tb.tb_frame)))
        tb = tb.tb_next
    return found


class _empty:
    pass


class _ParameterKind(int):
    def __new__(cls, value, name, description):
        self = super().__new__(cls, value)
        self.name = name
        self.description = description
        return self

    def __str__(self):
        return self.name

    def __repr__(self):
        return f'<_ParameterKind.{self.name}: {int(self)}>'


_kinds = [_ParameterKind(0, 'POSITIONAL_ONLY', 'positional-only'), _ParameterKind(1, 'POSITIONAL_OR_KEYWORD', 'positional or keyword'),
          _ParameterKind(2, 'VAR_POSITIONAL', 'variadic positional'), _ParameterKind(3, 'KEYWORD_ONLY', 'keyword-only'),
          _ParameterKind(4, 'VAR_KEYWORD', 'variadic keyword')]


def formatannotation(annotation):
    if getattr(annotation, '__module__', None) == 'typing':
        return repr(annotation).replace('typing.', '')
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        if annotation.__module__ == 'builtins':
            return annotation.__qualname__
        return f'{annotation.__module__}.{annotation.__qualname__}'
    return repr(annotation)


class Parameter:
    empty = _empty
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _kinds

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name = name
        self.kind = _kinds[kind]
        self.default = default
        self.annotation = annotation

    def replace(self, **changes):
        return Parameter(changes.get('name', self.name), changes.get('kind', self.kind),
                         default=changes.get('default', self.default), annotation=changes.get('annotation', self.annotation))

    def __str__(self):
        text = {2: '*', 4: '**'}.get(int(self.kind), '') + self.name
        if self.annotation is not _empty:
            text += f': {formatannotation(self.annotation)}'
        if self.default is not _empty:
            text += f' = {self.default!r}' if self.annotation is not _empty else f'={self.default!r}'
        return text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def __eq__(self, other):
        return isinstance(other, Parameter) and (self.name, self.kind, self.default, self.annotation) == (
            other.name, other.kind, other.default, other.annotation)

    def __hash__(self):
        return hash((self.name, int(self.kind)))


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    @property
    def args(self):
        values = []
        for name, parameter in self.signature.parameters.items():
            if parameter.kind > 2 or name not in self.arguments:
                break
            if parameter.kind == 2:
                values += self.arguments[name]
            else:
                values.append(self.arguments[name])
        return tuple(values)

    @property
    def kwargs(self):
        named, values = False, {}
        for name, parameter in self.signature.parameters.items():
            if name not in self.arguments:
                named = named or parameter.kind < 2
            elif parameter.kind == 4:
                values.update(self.arguments[name])
            elif parameter.kind == 3 or named:
                values[name] = self.arguments[name]
        return values

    def apply_defaults(self):
        complete = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments:
                complete[name] = self.arguments[name]
            elif parameter.default is not _empty:
                complete[name] = parameter.default
            elif parameter.kind == 2:
                complete[name] = ()
            elif parameter.kind == 4:
                complete[name] = {}
        self.arguments = complete

    def __repr__(self):
        return f'<BoundArguments ({", ".join([f"{name}={value!r}" for name, value in self.arguments.items()])})>'


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = types.MappingProxyType({one.name: one for one in parameters or ()})
        self.return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, **options):
        return signature(obj)

    def replace(self, *, parameters=None, return_annotation=None):
        return Signature(self.parameters.values() if parameters is None else parameters,
                         return_annotation=self.return_annotation if return_annotation is None else return_annotation)

    def __str__(self):
        parts, star, slash = [], False, False
        for parameter in self.parameters.values():
            if parameter.kind == 0:
                slash = True
            elif slash:
                parts.append('/')
                slash = False
            if parameter.kind == 2:
                star = True
            elif parameter.kind == 3 and not star:
                parts.append('*')
                star = True
            parts.append(str(parameter))
        if slash:
            parts.append('/')
        text = f'({", ".join(parts)})'
        return text if self.return_annotation is _empty else f'{text} -> {formatannotation(self.return_annotation)}'

    def __repr__(self):
        return f'<Signature {self}>'

    def __eq__(self, other):
        return isinstance(other, Signature) and list(self.parameters.values()) == list(other.parameters.values())

    def bind(self, /, *args, **keywords):
        return self._bind(args, keywords, False)

    def bind_partial(self, /, *args, **keywords):
        return self._bind(args, keywords, True)

    def _bind(self, args, keywords, partial):
        found, rest = {}, list(args)
        for name, parameter in self.parameters.items():
            kind = parameter.kind
            if kind == 2:
                if rest:
                    found[name] = tuple(rest)
                    rest = []
            elif kind == 4:
                if keywords:
                    found[name] = keywords
                    keywords = {}
            elif kind < 2 and rest:
                if kind == 1 and name in keywords:
                    raise TypeError(f'multiple values for argument {name!r}')
                found[name] = rest.pop(0)
            elif kind > 0 and name in keywords:
                found[name] = keywords.pop(name)
            elif parameter.default is _empty and not partial:
                word = 'keyword-only ' if kind == 3 else ''
                raise TypeError(f'missing a required {word}argument: {name!r}')
        if rest:
            raise TypeError('too many positional arguments')
        if keywords:
            raise TypeError(f'got an unexpected keyword argument {next(iter(keywords))!r}')
        return BoundArguments(self, found)


def _of_function(function):
    code = function.__code__
    names = code.co_varnames
    count, named = code.co_argcount, code.co_kwonlyargcount
    defaults = function.__defaults__ or ()
    annotations = function.__annotations__
    parameters = []
    for place, name in enumerate(names[:count]):
        default = place - (count - len(defaults))
        parameters.append(Parameter(name, 0 if place < code.co_posonlyargcount else 1,
                                    default=defaults[default] if default >= 0 else _empty,
                                    annotation=annotations.get(name, _empty)))
    at = count + named
    if code.co_flags & CO_VARARGS:
        parameters.append(Parameter(names[at], 2, annotation=annotations.get(names[at], _empty)))
        at += 1
    for name in names[count:count + named]:
        parameters.append(Parameter(name, 3, default=(function.__kwdefaults__ or {}).get(name, _empty),
                                    annotation=annotations.get(name, _empty)))
    if code.co_flags & CO_VARKEYWORDS:
        parameters.append(Parameter(names[at], 4, annotation=annotations.get(names[at], _empty)))
    return Signature(parameters, return_annotation=annotations.get('return', _empty))


def signature(obj, *, follow_wrapped=True, **options):
    if not callable(obj):
        raise TypeError(f'{obj!r} is not a callable object')
    if follow_wrapped and not isclass(obj):
        obj = unwrap(obj)
    told = getattr(obj, '__signature__', None)
    if isinstance(told, Signature):
        return told
    if ismethod(obj):
        found = signature(obj.__func__)
        return found.replace(parameters=list(found.parameters.values())[1:])
    if isfunction(obj) or hasattr(obj, '__code__') and isbuiltin(obj):
        return _of_function(obj)
    if isinstance(obj, functools.partial):
        found = signature(obj.func)
        parameters = []
        for place, parameter in enumerate(found.parameters.values()):
            if place < len(obj.args) and parameter.kind < 2:
                continue
            if parameter.name in obj.keywords:
                parameter = parameter.replace(kind=3, default=obj.keywords[parameter.name])
            elif parameters and parameters[-1].kind == 3 and parameter.kind == 1:
                parameter = parameter.replace(kind=3)
            parameters.append(parameter)
        return found.replace(parameters=parameters)
    if isclass(obj):
        for name in ('__new__', '__init__'):
            method = getattr(obj, name, None)
            if isfunction(method):
                found = _of_function(method)
                return found.replace(parameters=list(found.parameters.values())[1:])
        return Signature()
    call = getattr(type(obj), '__call__', None)
    if isfunction(call):
        found = _of_function(call)
        return found.replace(parameters=list(found.parameters.values())[1:])
    raise ValueError(f'no signature found for builtin {obj!r}')


FullArgSpec = namedtuple('FullArgSpec', 'args varargs varkw defaults kwonlyargs kwonlydefaults annotations')


def getcallargs(func, /, *positional, **named):
    bound = signature(func).bind(*positional, **named)
    bound.apply_defaults()
    return bound.arguments


def getfullargspec(func):
    found = signature(func).parameters.values()
    first = lambda wanted: next((one.name for one in found if one.kind == wanted), None)
    return FullArgSpec([one.name for one in found if one.kind < 2], first(2), first(4),
                 tuple([one.default for one in found if one.kind < 2 and one.default is not _empty]) or None,
                 [one.name for one in found if one.kind == 3],
                 {one.name: one.default for one in found if one.kind == 3 and one.default is not _empty} or None,
                 dict(getattr(func, '__annotations__', {})))
