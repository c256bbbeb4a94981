# Assertions that watch over a block, by the names of their parameters, and sequences of two types.
import logging
import unittest
import warnings


class Watching(unittest.TestCase):
    def test_names(self):
        with self.assertRaisesRegex(ValueError, expected_regex='a+'):
            raise ValueError('caab')
        with self.assertRaises(expected_exception=KeyError) as caught:
            {}['key']
        print(type(caught).__name__, caught.exception)
        with self.assertWarnsRegex(UserWarning, expected_regex='old'):
            warnings.warn('it is old')
        with self.assertLogs('watched', level='INFO') as logs:
            logging.getLogger('watched').info('seen')
        print(logs.output)

    def test_sequences(self):
        self.assertSequenceEqual([], ())
        self.assertSequenceEqual('ab', ['a', 'b'])
        for first, second in (([1, 2], (1, 3)), ([1], [1, 2])):
            with self.assertRaises(AssertionError) as caught:
                self.assertSequenceEqual(first, second)
            print(caught.exception)

    def test_what_does_not_happen(self):
        with self.assertRaises(AssertionError) as caught:
            with self.assertRaises(ValueError):
                pass
        print(caught.exception)
        with self.assertRaises(TypeError) as caught:
            self.assertRaises(5)
        print(caught.exception)


result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromTestCase(Watching).run(result)
print(result)
print(unittest.IsolatedAsyncioTestCase, unittest.TestCase)
