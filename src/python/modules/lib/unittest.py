"""`unittest`: classes of tests, and what finds, runs and reports them."""

from unittest.async_case import IsolatedAsyncioTestCase
from unittest.case import FunctionTestCase, SkipTest, TestCase, expectedFailure, skip, skipIf, skipUnless
from unittest.runner import (BaseTestSuite, TestLoader, TestProgram, TestResult, TestSuite, TextTestResult, TextTestRunner,
                             addModuleCleanup, defaultTestLoader, doModuleCleanups, main)

__all__ = ['IsolatedAsyncioTestCase', 'TestResult', 'TestCase', 'TestSuite', 'TextTestRunner', 'TestLoader', 'FunctionTestCase',
           'main', 'defaultTestLoader', 'SkipTest', 'skip', 'skipIf', 'skipUnless', 'expectedFailure', 'TextTestResult',
           'addModuleCleanup', 'doModuleCleanups']
