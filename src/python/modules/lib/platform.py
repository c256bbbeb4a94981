"""`platform`: what the program runs on."""


def system():
    return 'Emscripten'


def machine():
    return 'wasm32'


def node():
    return 'interleave'


def release():
    return '1.0'


def version():
    return '1'


def processor():
    return ''


def architecture(executable='', bits='', linkage=''):
    return '64bit', ''


def platform(aliased=False, terse=False):
    return 'Emscripten-1.0-wasm32'


def python_version():
    return '3.13.0'


def python_version_tuple():
    return '3', '13', '0'


def python_implementation():
    return 'Interleave'


def python_compiler():
    return 'rustc'


def python_build():
    return '', ''


def uname():
    from os import uname
    return uname()
