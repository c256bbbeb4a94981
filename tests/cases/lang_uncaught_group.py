# a group that nobody catches, with causes, contexts and notes, drawn as a tree
class ParseError(Exception):
    pass


def parse(text):
    try:
        return int(text)
    except ValueError as error:
        raise ParseError(text) from error


def parse_all(texts):
    errors = []
    for text in texts:
        try:
            parse(text)
        except ParseError as error:
            error.add_note(f'while parsing {text!r}\nof {len(texts)} texts')
            errors.append(error)
    if errors:
        raise ExceptionGroup('some texts', [errors[0], ExceptionGroup('more', errors[1:])])


try:
    parse_all(['1', 'a', 'b', 'c'])
except ExceptionGroup as group:
    print(group.message, len(group.exceptions))
    [].missing
