"""`unittest.runner`: suites of tests, how they are found, and the report of a run."""

import sys
import time
from traceback import format_exception as _format_exception
from unittest.case import SkipTest, TestCase, _SubTest, class_name

_RULE, _THIN_RULE = '=' * 70, '-' * 70


class TestResult:
    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = self.buffer = self.tb_locals = self.shouldStop = False
        self.failures, self.errors, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses, self.collectedDurations = [], [], []
        self.testsRun = 0

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    def _stop_if_wanted(self):
        if self.failfast:
            self.stop()

    def addError(self, test, err):
        self.errors.append((test, self._text_of(err)))
        self._stop_if_wanted()

    def addFailure(self, test, err):
        self.failures.append((test, self._text_of(err)))
        self._stop_if_wanted()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            found = self.failures if issubclass(err[0], test.failureException) else self.errors
            found.append((subtest, self._text_of(err)))
            self._stop_if_wanted()

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._text_of(err)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
        self._stop_if_wanted()

    def addDuration(self, test, elapsed):
        self.collectedDurations.append((str(test), elapsed))

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def stop(self):
        self.shouldStop = True

    def _text_of(self, err):
        """The traceback without our own frames, as the test's author sees it."""
        lines = ''.join(_format_exception(err[1])).splitlines(True)
        return ''.join([line for line in lines if not line.startswith('  File "<unittest')])

    def __repr__(self):
        return (f'<{class_name(self.__class__)} run={self.testsRun} errors={len(self.errors)} '
                f'failures={len(self.failures)}>')


class _Written:
    """A stream with lines."""

    def __init__(self, stream):
        self.stream = stream

    def write(self, text):
        self.stream.write(text)

    def writeln(self, text=''):
        self.stream.write(text + '\n')

    def flush(self):
        getattr(self.stream, 'flush', lambda: None)()


class TextTestResult(TestResult):
    def __init__(self, stream, descriptions, verbosity, *, durations=None):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.showAll, self.dots = verbosity > 1, verbosity == 1
        self.descriptions = descriptions
        self._newline = True

    def getDescription(self, test):
        first = test.shortDescription()
        return f'{test}\n{first}' if self.descriptions and first else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(f'{self.getDescription(test)} ... ')
            self._newline = False

    def _say(self, test, word, letter):
        if self.showAll:
            if isinstance(test, _SubTest) or self._newline:
                if not self._newline:
                    self.stream.writeln()
                if isinstance(test, _SubTest):
                    self.stream.write('  ')
                self.stream.write(f'{self.getDescription(test)} ... ')
            self.stream.writeln(word)
            self._newline = True
        elif self.dots:
            self.stream.write(letter)
        self.stream.flush()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            failed = issubclass(err[0], subtest.failureException)
            self._say(subtest, *(('FAIL', 'F') if failed else ('ERROR', 'E')))
        super().addSubTest(test, subtest, err)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._say(test, 'ok', '.')

    def addError(self, test, err):
        super().addError(test, err)
        self._say(test, 'ERROR', 'E')

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._say(test, 'FAIL', 'F')

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._say(test, f'skipped {reason!r}', 's')

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._say(test, 'expected failure', 'x')

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._say(test, 'unexpected success', 'u')

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.writeln()
        self.printErrorList('ERROR', self.errors)
        self.printErrorList('FAIL', self.failures)
        if self.unexpectedSuccesses:
            self.stream.writeln(_RULE)
            for test in self.unexpectedSuccesses:
                self.stream.writeln(f'UNEXPECTED SUCCESS: {self.getDescription(test)}')

    def printErrorList(self, flavour, errors):
        for test, text in errors:
            self.stream.writeln(_RULE)
            self.stream.writeln(f'{flavour}: {self.getDescription(test)}')
            self.stream.writeln(_THIN_RULE)
            self.stream.writeln(text)


class TextTestRunner:
    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None, warnings=None,
                 *, tb_locals=False, durations=None):
        self.stream = _Written(sys.stderr if stream is None else stream)
        self.descriptions, self.verbosity, self.failfast = descriptions, verbosity, failfast
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        return self.resultclass(self.stream, self.descriptions, self.verbosity)

    def run(self, test):
        result = self._makeResult()
        result.failfast = self.failfast
        start = time.perf_counter()
        getattr(result, 'startTestRun', lambda: None)()
        try:
            test(result)
        finally:
            getattr(result, 'stopTestRun', lambda: None)()
        taken = time.perf_counter() - start
        getattr(result, 'printErrors', lambda: None)()
        write = self.stream.writeln
        write(_THIN_RULE)
        count = result.testsRun
        write(f'Ran {count} test{"" if count == 1 else "s"} in {taken:.3f}s')
        write()
        notes = [f'{name}={len(found)}' for name, found in (
            ('failures', result.failures), ('errors', result.errors), ('skipped', result.skipped),
            ('expected failures', result.expectedFailures), ('unexpected successes', result.unexpectedSuccesses)) if found]
        word = 'FAILED' if not result.wasSuccessful() else 'OK' if count or result.skipped else 'NO TESTS RAN'
        write(word + (f' ({", ".join(notes)})' if notes else ''))
        self.stream.flush()
        return result


class _ErrorHolder:
    """Stands for a test where the set-up of a class or a module fails."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __str__(self):
        return self.description

    def __repr__(self):
        return f'<ErrorHolder description={self.description!r}>'


class BaseTestSuite:
    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f'{test!r} is not callable')
        if isinstance(test, type) and issubclass(test, (TestCase, TestSuite)):
            raise TypeError('TestCases and TestSuites must be instantiated before passing them to addTest()')
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError('tests must be an iterable of tests, not a string')
        for test in tests:
            self.addTest(test)

    def countTestCases(self):
        return sum(test.countTestCases() for test in self)

    def __iter__(self):
        return iter(self._tests)

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, self.__class__) else NotImplemented

    def __call__(self, *args, **keywords):
        return self.run(*args, **keywords)

    def run(self, result):
        for test in self:
            if result.shouldStop:
                break
            test(result)
        return result

    def __repr__(self):
        return f'<{class_name(self.__class__)} tests={list(self)}>'


class TestSuite(BaseTestSuite):
    """Tests, among which the set-ups and tear-downs of classes and modules are called where one begins or ends."""

    def run(self, result, debug=False):
        outermost = not getattr(result, '_running', False)
        if outermost:
            result._running = True
            result._class = None
            result._set_up_failed = False
        for test in self:
            if result.shouldStop:
                break
            if not isinstance(test, BaseTestSuite):
                self._change_class(test.__class__, result)
                if result._set_up_failed:
                    continue
            test(result)
        if outermost:
            self._change_class(None, result)
            result._running = False
        return result

    def _change_class(self, cls, result):
        before = result._class
        if cls is before:
            return
        if before is not None and not result._set_up_failed and not getattr(before, '__unittest_skip__', False):
            self._fixture(result, before, getattr(before, 'tearDownClass', None), 'tearDownClass', class_name(before))
            self._class_cleanups(result, before, 'tearDownClass')
        module_before = before and before.__module__
        module = cls and cls.__module__
        if module != module_before:
            if before is not None and not getattr(result, '_module_failed', False):
                self._module_fixture(result, module_before, 'tearDownModule')
                try:
                    doModuleCleanups()
                except Exception as error:
                    self._report(result, error, 'tearDownModule', module_before)
            if cls is not None:
                result._module_failed = not self._module_fixture(result, module, 'setUpModule')
        result._class = cls
        result._set_up_failed = getattr(result, '_module_failed', False)
        if cls is None or result._set_up_failed or getattr(cls, '__unittest_skip__', False):
            return
        if not self._fixture(result, cls, getattr(cls, 'setUpClass', None), 'setUpClass', class_name(cls)):
            result._set_up_failed = True
            self._class_cleanups(result, cls, 'setUpClass')

    def _module_fixture(self, result, module, name):
        return self._fixture(result, None, getattr(sys.modules.get(module), name, None), name, module)

    def _fixture(self, result, cls, function, name, owner):
        if function is None:
            return True
        try:
            function()
        except Exception as error:
            self._report(result, error, name, owner)
            return False
        return True

    def _class_cleanups(self, result, cls, name):
        if hasattr(cls, 'doClassCleanups'):
            cls.doClassCleanups()
            for _, error, _ in cls.tearDown_exceptions:
                self._report(result, error, name, class_name(cls))

    def _report(self, result, error, name, owner):
        test = _ErrorHolder(f'{name} ({owner})')
        if isinstance(error, SkipTest):
            result.addSkip(test, str(error))
        else:
            result.addError(test, (type(error), error, error.__traceback__))

    def debug(self):
        for test in self:
            test.debug()


_module_cleanups = []


def addModuleCleanup(function, /, *args, **keywords):
    _module_cleanups.append((function, args, keywords))


def doModuleCleanups():
    errors = []
    while _module_cleanups:
        function, args, keywords = _module_cleanups.pop()
        try:
            function(*args, **keywords)
        except Exception as error:
            errors.append(error)
    if errors:
        raise errors[0]


def _matches(name, pattern):
    """Whether a name is like a pattern, in which `*` stands for anything."""
    first, *rest = pattern.split('*')
    if not rest:
        return name == pattern
    at = len(first)
    for part in rest[:-1]:
        found = name.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return name.startswith(first) and name.endswith(rest[-1]) and len(name) - len(rest[-1]) >= at


class TestLoader:
    testMethodPrefix = 'test'
    testNamePatterns = None
    suiteClass = TestSuite

    def __init__(self):
        self.errors = []

    def sortTestMethodsUsing(self, a, b):
        return (a > b) - (a < b)

    def _wanted(self, name):
        return not self.testNamePatterns or any(_matches(name, pattern) for pattern in self.testNamePatterns)

    def getTestCaseNames(self, testCaseClass):
        from functools import cmp_to_key
        names = [name for name in dir(testCaseClass)
                 if name.startswith(self.testMethodPrefix) and callable(getattr(testCaseClass, name))
                 and self._wanted(f'{class_name(testCaseClass)}.{name}')]
        if self.sortTestMethodsUsing:
            names.sort(key=cmp_to_key(self.sortTestMethodsUsing))
        return names

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, TestSuite):
            raise TypeError('Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?')
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, 'runTest'):
            names = ['runTest']
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *, pattern=None):
        from unittest import case
        tests = []
        for name in dir(module):
            found = getattr(module, name)
            if (isinstance(found, type) and issubclass(found, TestCase)
                    and found not in (TestCase, case.FunctionTestCase)):
                tests.append(self.loadTestsFromTestCase(found))
        suite = self.suiteClass(tests)
        load_tests = getattr(module, 'load_tests', None)
        return suite if load_tests is None else load_tests(self, suite, pattern)

    def loadTestsFromName(self, name, module=None):
        found = sys.modules['__main__'] if module is None else module
        parent, parts = found, name.split('.')
        if module is None and parts[0] in sys.modules:
            found = parent = sys.modules[parts.pop(0)]
        for part in parts:
            parent, found = found, getattr(found, part)
        if isinstance(found, type(sys)):
            return self.loadTestsFromModule(found)
        if isinstance(found, type) and issubclass(found, TestCase):
            return self.loadTestsFromTestCase(found)
        if isinstance(parent, type) and issubclass(parent, TestCase):
            return self.suiteClass([parent(parts[-1])])
        made = found if isinstance(found, TestSuite) else found()
        return made if isinstance(made, TestSuite) else self.suiteClass([made])

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])


defaultTestLoader = TestLoader()


class TestProgram:
    """`unittest.main()`: the tests of a module, run as the command line says."""

    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader, exit=True,
                 verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, *, tb_locals=False, durations=None):
        self.module = sys.modules[module] if isinstance(module, str) else module
        self.exit, self.verbosity, self.failfast, self.testLoader = exit, verbosity, failfast, testLoader
        names = [defaultTest] if isinstance(defaultTest, str) else list(defaultTest or ())
        names = self._parse((sys.argv if argv is None else argv)[1:]) or names
        if names:
            self.test = testLoader.loadTestsFromNames(names, self.module)
        else:
            self.test = testLoader.loadTestsFromModule(self.module)
        runner = testRunner or TextTestRunner
        if isinstance(runner, type):
            runner = runner(verbosity=self.verbosity, failfast=self.failfast)
        self.result = runner.run(self.test)
        if self.exit:
            if not self.result.wasSuccessful():
                sys.exit(1)
            sys.exit(0 if self.result.testsRun or self.result.skipped else 5)

    def _parse(self, arguments):
        names, patterns, arguments = [], [], iter(arguments)
        for argument in arguments:
            if argument in ('-v', '--verbose'):
                self.verbosity = 2
            elif argument in ('-q', '--quiet'):
                self.verbosity = 0
            elif argument in ('-f', '--failfast'):
                self.failfast = True
            elif argument == '-k':
                pattern = next(arguments, '')
                patterns.append(pattern if '*' in pattern else f'*{pattern}*')
            elif not argument.startswith('-'):
                names.append(argument)
        if patterns:
            self.testLoader.testNamePatterns = patterns
        return names


main = TestProgram
TestResult.__module__ = 'unittest.result'
BaseTestSuite.__module__ = TestSuite.__module__ = 'unittest.suite'
TestLoader.__module__ = 'unittest.loader'
TestProgram.__module__ = 'unittest.main'
