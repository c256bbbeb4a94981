"""`unittest.case`: test cases and what they assert."""

import warnings
from _unittest_contexts import _AssertLogsContext, _AssertRaisesContext, _AssertWarnsContext, _diff, _shown, safe_repr

DIFF_OMITTED = '\nDiff is %s characters long. Set self.maxDiff to None to see it.'


class SkipTest(Exception):
    """Ends a test that is not to be run."""


class _ShouldStop(Exception):
    """Ends a test whose subtest failed where the first failure is to be the last."""


def class_name(cls):
    return f'{cls.__module__}.{cls.__qualname__}'


def skip(reason):
    def decorate(item):
        if not isinstance(item, type):
            from functools import wraps

            @wraps(item)
            def skipped(*args, **keywords):
                raise SkipTest(reason)
            item = skipped
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item
    if callable(reason) and not isinstance(reason, str):
        item, reason = reason, ''
        return decorate(item)
    return decorate


def skipIf(condition, reason):
    return skip(reason) if condition else lambda item: item


def skipUnless(condition, reason):
    return lambda item: item if condition else skip(reason)(item)


def expectedFailure(test_item):
    test_item.__unittest_expecting_failure__ = True
    return test_item


class _Outcome:
    """How a test goes on: what was raised in its parts."""

    def __init__(self, result):
        self.result = result
        self.success = True
        self.expecting_failure = False
        self.expected_failure = None

    def run(self, case, part, subtest=False):
        """Runs a part of a test; whether it went well."""
        before, self.success = self.success, True
        try:
            part()
        except KeyboardInterrupt:
            raise
        except SkipTest as skipped:
            self.success = False
            self.result.addSkip(case, str(skipped))
        except _ShouldStop:
            self.success = False
        except BaseException as error:
            self.success = False
            details = type(error), error, error.__traceback__
            if self.expecting_failure:
                self.expected_failure = details
            elif subtest:
                self.result.addSubTest(case.test_case, case, details)
            elif isinstance(error, case.failureException):
                self.result.addFailure(case, details)
            else:
                self.result.addError(case, details)
        else:
            if subtest:
                self.result.addSubTest(case.test_case, case, None)
        well = self.success
        self.success = before and well
        return well


class TestCase:
    failureException = AssertionError
    longMessage = True
    maxDiff = 640
    _cleanups_of_class = ()

    def __init_subclass__(cls, *args, **keywords):
        cls._cleanups_of_class = []
        super().__init_subclass__(*args, **keywords)

    def __init__(self, methodName='runTest'):
        self._testMethodName = methodName
        self._outcome = None
        self._subtest = None
        self._cleanups = []
        self._equalities = {dict: 'assertDictEqual', list: 'assertListEqual', tuple: 'assertTupleEqual', set: 'assertSetEqual',
                            frozenset: 'assertSetEqual', str: 'assertMultiLineEqual'}
        method = getattr(self, methodName, None)
        if method is None:
            if methodName != 'runTest':
                raise ValueError(f'no such test method in {self.__class__}: {methodName}')
            self._testMethodDoc = 'No test'
        else:
            self._testMethodDoc = method.__doc__

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def addTypeEqualityFunc(self, typeobj, function):
        self._equalities[typeobj] = function

    def addCleanup(self, function, /, *args, **keywords):
        self._cleanups.append((function, args, keywords))

    @classmethod
    def addClassCleanup(cls, function, /, *args, **keywords):
        cls._cleanups_of_class.append((function, args, keywords))

    def enterContext(self, cm):
        return _enter(cm, self.addCleanup)

    @classmethod
    def enterClassContext(cls, cm):
        return _enter(cm, cls.addClassCleanup)

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        from unittest.runner import TestResult
        return TestResult()

    def shortDescription(self):
        return self._testMethodDoc.strip().split('\n')[0].strip() if self._testMethodDoc else None

    def id(self):
        return f'{class_name(self.__class__)}.{self._testMethodName}'

    def __eq__(self, other):
        return self._testMethodName == other._testMethodName if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        return f'{self._testMethodName} ({self.id()})'

    def __repr__(self):
        return f'<{class_name(self.__class__)} testMethod={self._testMethodName}>'

    def __call__(self, *args, **keywords):
        return self.run(*args, **keywords)

    def run(self, result=None):
        own = result is None
        if own:
            result = self.defaultTestResult()
            getattr(result, 'startTestRun', lambda: None)()
        result.startTest(self)
        try:
            self._run(result)
            return result
        finally:
            result.stopTest(self)
            if own:
                getattr(result, 'stopTestRun', lambda: None)()

    def _run(self, result):
        method = getattr(self, self._testMethodName)
        for item in self.__class__, method:
            if getattr(item, '__unittest_skip__', False):
                result.addSkip(self, getattr(item, '__unittest_skip_why__', ''))
                return
        self._outcome = outcome = _Outcome(result)
        expecting = (getattr(self, '__unittest_expecting_failure__', False)
                     or getattr(method, '__unittest_expecting_failure__', False))
        try:
            if outcome.run(self, self._call_set_up):
                outcome.expecting_failure = expecting
                outcome.run(self, lambda: self._call_test(method))
                outcome.expecting_failure = False
                outcome.run(self, self._call_tear_down)
            self.doCleanups()
            if outcome.success:
                if not expecting:
                    result.addSuccess(self)
                elif outcome.expected_failure:
                    result.addExpectedFailure(self, outcome.expected_failure)
                else:
                    result.addUnexpectedSuccess(self)
            elif expecting and outcome.expected_failure:
                result.addExpectedFailure(self, outcome.expected_failure)
        finally:
            self._outcome = None

    def _call_set_up(self):
        self.setUp()

    def _call_test(self, method):
        if method() is not None:
            self._warn_returned(method)

    def _warn_returned(self, method):
        warnings.warn(f"It is deprecated to return a value that is not None from a test case ({method})", DeprecationWarning)

    def _call_tear_down(self):
        self.tearDown()

    def _call_cleanup(self, function, args, keywords):
        function(*args, **keywords)

    def doCleanups(self):
        outcome = self._outcome
        while self._cleanups:
            cleanup = self._cleanups.pop()
            if outcome is None:
                self._call_cleanup(*cleanup)
            else:
                outcome.run(self, lambda: self._call_cleanup(*cleanup))
        return outcome is None or outcome.success

    @classmethod
    def doClassCleanups(cls):
        cls.tearDown_exceptions = []
        while cls._cleanups_of_class:
            function, args, keywords = cls._cleanups_of_class.pop()
            try:
                function(*args, **keywords)
            except Exception as error:
                cls.tearDown_exceptions.append((type(error), error, error.__traceback__))

    def debug(self):
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        self.doCleanups()

    def skipTest(self, reason):
        raise SkipTest(reason)

    def fail(self, msg=None):
        raise self.failureException(msg)

    def subTest(self, msg=None, **params):
        return _SubTestContext(self, msg, params)

    def _formatMessage(self, msg, standardMsg):
        if not self.longMessage:
            return msg or standardMsg
        return standardMsg if msg is None else f'{standardMsg} : {msg}'

    def _fail_as(self, msg, standard):
        raise self.failureException(self._formatMessage(msg, standard))

    def _truncateMessage(self, message, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return message + diff
        return message + DIFF_OMITTED % len(diff)

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._fail_as(msg, f'{safe_repr(expr)} is not true')

    def assertFalse(self, expr, msg=None):
        if expr:
            self._fail_as(msg, f'{safe_repr(expr)} is not false')

    def assertEqual(self, first, second, msg=None):
        check = self._equalities.get(type(first)) if type(first) is type(second) else None
        if check is not None:
            (getattr(self, check) if isinstance(check, str) else check)(first, second, msg=msg)
        elif not first == second:
            self._fail_as(msg, '%s != %s' % _shown(first, second))

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._fail_as(msg, f'{safe_repr(first)} == {safe_repr(second)}')

    def _within(self, first, second, places, msg, delta, wanted):
        if first == second and wanted:
            return
        if delta is not None and places is not None:
            raise TypeError('specify delta or places not both')
        difference = abs(first - second)
        if delta is not None:
            near, limit = difference <= delta, f'{safe_repr(delta)} delta'
            if not wanted:
                near = first == second or near
        else:
            places = 7 if places is None else places
            near, limit = first == second or round(difference, places) == 0, f'{places!r} places'
        if near != wanted:
            text = f'{safe_repr(first)} {"!=" if wanted else "=="} {safe_repr(second)} within {limit}'
            if wanted or delta is not None:
                text += f' ({safe_repr(difference)} difference)'
            self._fail_as(msg, text)

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        self._within(first, second, places, msg, delta, True)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        self._within(first, second, places, msg, delta, False)

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        kind = 'sequence' if seq_type is None else seq_type.__name__
        if seq_type is not None:
            for word, seq in ('First', seq1), ('Second', seq2):
                if not isinstance(seq, seq_type):
                    raise self.failureException(f'{word} sequence is not a {kind}: {safe_repr(seq)}')
        if seq1 == seq2:
            return
        text = '%ss differ: %s != %s\n' % (kind.capitalize(), *_shown(seq1, seq2))
        least = min(len(seq1), len(seq2))
        for at in range(least):
            if seq1[at] != seq2[at]:
                text += '\nFirst differing element %d:\n%s\n%s\n' % (at, *_shown(seq1[at], seq2[at]))
                break
        else:
            if len(seq1) == len(seq2) and seq_type is None and type(seq1) != type(seq2):
                # Only their types are not the same.
                return
        if len(seq1) != len(seq2):
            word, longer = ('First', seq1) if len(seq1) > len(seq2) else ('Second', seq2)
            text += (f'\n{word} {kind} contains {len(longer) - least} additional elements.\n'
                     f'First extra element {least}:\n{safe_repr(longer[least])}\n')
        self.fail(self._formatMessage(msg, self._truncateMessage(text, _diff(seq1, seq2))))

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        lines = []
        for one, other, words in (set1, set2, ('first', 'second')), (set2, set1, ('second', 'first')):
            rest = one.difference(other)
            if rest:
                lines.append('Items in the %s set but not the %s:' % words)
                lines += map(repr, rest)
        if lines:
            self._fail_as(msg, '\n'.join(lines))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, 'First argument is not a dictionary')
        self.assertIsInstance(d2, dict, 'Second argument is not a dictionary')
        if d1 != d2:
            self.fail(self._formatMessage(msg, self._truncateMessage('%s != %s' % _shown(d1, d2), _diff(d1, d2))))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, 'First argument is not a string')
        self.assertIsInstance(second, str, 'Second argument is not a string')
        if first == second:
            return
        from difflib import ndiff
        texts = [first, second]
        if first and second and not (first.endswith('\n') and second.endswith('\n')):
            if not first.endswith('\n') and not second.endswith('\n'):
                texts = [first + '\n', second + '\n']
        diff = '\n' + ''.join(ndiff(*[text.splitlines(True) for text in texts]))
        self.fail(self._formatMessage(msg, self._truncateMessage('%s != %s' % _shown(first, second), diff)))

    def assertCountEqual(self, first, second, msg=None):
        first, second = list(first), list(second)
        lines, seen = [], []
        for item in first + second:
            if item in seen:
                continue
            seen.append(item)
            counts = first.count(item), second.count(item)
            if counts[0] != counts[1]:
                lines.append('First has %d, Second has %d:  %r' % (*counts, item))
        if lines:
            text = 'Element counts were not equal:\n' + '\n'.join(lines)
            self.fail(self._formatMessage(msg, self._truncateMessage('Element counts were not equal:\n', '\n'.join(lines))))

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._fail_as(msg, f'{safe_repr(member)} not found in {safe_repr(container)}')

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._fail_as(msg, f'{safe_repr(member)} unexpectedly found in {safe_repr(container)}')

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._fail_as(msg, f'{safe_repr(expr1)} is not {safe_repr(expr2)}')

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._fail_as(msg, f'unexpectedly identical: {safe_repr(expr1)}')

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._fail_as(msg, f'{safe_repr(obj)} is not None')

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._fail_as(msg, 'unexpectedly None')

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._fail_as(msg, f'{safe_repr(obj)} is not an instance of {cls!r}')

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._fail_as(msg, f'{safe_repr(obj)} is an instance of {cls!r}')

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._fail_as(msg, f'{safe_repr(a)} not less than {safe_repr(b)}')

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._fail_as(msg, f'{safe_repr(a)} not less than or equal to {safe_repr(b)}')

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._fail_as(msg, f'{safe_repr(a)} not greater than {safe_repr(b)}')

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._fail_as(msg, f'{safe_repr(a)} not greater than or equal to {safe_repr(b)}')

    def assertRegex(self, text, expected_regex, msg=None):
        import re
        pattern = re.compile(expected_regex) if isinstance(expected_regex, (str, bytes)) else expected_regex
        if not pattern.search(text):
            self._fail_as(msg, f"Regex didn't match: {pattern.pattern!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        import re
        pattern = re.compile(unexpected_regex) if isinstance(unexpected_regex, (str, bytes)) else unexpected_regex
        found = pattern.search(text)
        if found:
            self._fail_as(msg, f'Regex matched: {text[found.start():found.end()]!r} matches {pattern.pattern!r} in {text!r}')

    def assertRaises(self, expected_exception, *args, **keywords):
        return _AssertRaisesContext(self, expected_exception, BaseException)._handle(args, keywords)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **keywords):
        return _AssertRaisesContext(self, expected_exception, BaseException, expected_regex)._handle(args, keywords)

    def assertWarns(self, expected_warning, *args, **keywords):
        return _AssertWarnsContext(self, expected_warning, Warning)._handle(args, keywords)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **keywords):
        return _AssertWarnsContext(self, expected_warning, Warning, expected_regex)._handle(args, keywords)

    def assertLogs(self, logger=None, level=None):
        return _AssertLogsContext(self, logger, level, True)

    def assertNoLogs(self, logger=None, level=None):
        return _AssertLogsContext(self, logger, level, False)


def _enter(manager, add_cleanup):
    cls = type(manager)
    try:
        enter, leave = cls.__enter__, cls.__exit__
    except AttributeError:
        raise TypeError(f"'{class_name(cls)}' object does not support the context manager protocol") from None
    result = enter(manager)
    add_cleanup(leave, manager, None, None, None)
    return result


class _SubTest(TestCase):
    def __init__(self, test_case, message, params):
        super().__init__()
        self._message, self.test_case, self.params = message, test_case, params
        self.failureException = test_case.failureException

    def _subDescription(self):
        parts = [f'[{self._message}]'] if self._message is not None else []
        if self.params:
            parts.append(f'({", ".join([f"{name}={value!r}" for name, value in self.params.items()])})')
        return ' '.join(parts) or '(<subtest>)'

    def id(self):
        return f'{self.test_case.id()} {self._subDescription()}'

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return f'{self.test_case} {self._subDescription()}'


class _SubTestContext:
    """A block that may fail without ending its test. Blocks inside of it have its parameters too."""

    def __init__(self, case, message, params):
        self._case = case
        outer = case._subtest
        self._test = _SubTest(case, message, {**(outer.params if outer else {}), **params})

    def __enter__(self):
        self._outer, self._case._subtest = self._case._subtest, self._test

    def __exit__(self, kind, value, traceback):
        case = self._case
        case._subtest = self._outer
        outcome = case._outcome
        if outcome is None:
            return False
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            return False

        def again():
            if value is not None:
                raise value

        well = outcome.run(self._test, again, True)
        if not well and (outcome.result.failfast or outcome.expected_failure):
            raise _ShouldStop
        return True


class FunctionTestCase(TestCase):
    """A function as a test."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._function, self._before, self._after, self._description = testFunc, setUp, tearDown, description

    def setUp(self):
        if self._before is not None:
            self._before()

    def tearDown(self):
        if self._after is not None:
            self._after()

    def runTest(self):
        self._function()

    def id(self):
        return self._function.__name__

    def __str__(self):
        return f'{class_name(self.__class__)} ({self._function.__name__})'

    def shortDescription(self):
        doc = self._description or self._function.__doc__
        return doc.split('\n')[0].strip() if doc else None
