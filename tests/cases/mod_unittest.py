"""Tests, what they assert, and how a run is reported."""
import unittest, sys

class Calc:
    def add(self, a, b): return a + b
    def div(self, a, b):
        if b == 0: raise ValueError("cannot divide by zero")
        return a / b

class TestCalc(unittest.TestCase):
    @classmethod
    def setUpClass(cls): print('setUpClass')
    @classmethod
    def tearDownClass(cls): print('tearDownClass')
    def setUp(self):
        print('setUp', self.id(), self)
        self.calc = Calc()
        self.addCleanup(print, 'cleanup', 1)
        self.addCleanup(print, 'cleanup', 2)
    def tearDown(self): print('tearDown')
    def test_add(self):
        """Adding works.

        more"""
        self.assertEqual(self.calc.add(1, 2), 3)
    def test_div(self):
        with self.assertRaises(ValueError) as cm:
            self.calc.div(1, 0)
        self.assertEqual(str(cm.exception), "cannot divide by zero")
        self.assertRaises(ZeroDivisionError, lambda: 1/0)
    def test_fail(self):
        self.assertEqual(self.calc.add(1, 2), 4, 'sum is off')
    def test_error(self):
        {}['x']
    @unittest.skip('not today')
    def test_skipped(self): pass
    @unittest.skipIf(sys.version_info > (3,), 'py3')
    def test_skip2(self): pass
    @unittest.expectedFailure
    def test_xfail(self): self.assertTrue(False)
    @unittest.expectedFailure
    def test_xpass(self): pass
    def test_sub(self):
        for i in range(4):
            with self.subTest('even', i=i):
                self.assertEqual(i % 2, 0)
    def test_skip3(self): self.skipTest('later')

class TestEmpty(unittest.TestCase):
    pass

class TestBadSetup(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise RuntimeError('no db')
    def test_a(self): pass

class Asserts(unittest.TestCase):
    def runTest(self): pass

t = Asserts()
def s(f, *a, **k):
    try: f(*a, **k); print('passed')
    except AssertionError as e: print(f'AssertionError: {e}')
    except Exception as e: print(type(e).__name__, e)
s(t.assertEqual, 1, 2); s(t.assertEqual, 'a'*100+'b', 'a'*100+'c'); s(t.assertEqual, [1,2,3],[1,2,4]); s(t.assertEqual,(1,),(1,2),'why')
s(t.assertEqual, {'a':1,'b':2},{'a':1,'b':3}); s(t.assertEqual,{1,2},{2,3}); s(t.assertEqual,'hello\nworld','hello\nthere'); s(t.assertEqual,'abc','abd')
s(t.assertEqual, list(range(100)), list(range(1,101)))
s(t.assertNotEqual,1,1); s(t.assertTrue,0); s(t.assertFalse,[1]); s(t.assertIs,1,'a'); s(t.assertIsNot,None,None); s(t.assertIsNone,3); s(t.assertIsNotNone,None)
s(t.assertIn,3,[1]); s(t.assertNotIn,1,[1]); s(t.assertIsInstance,1,str); s(t.assertNotIsInstance,1,int); s(t.assertGreater,1,2); s(t.assertLess,2,1); s(t.assertGreaterEqual,1,2); s(t.assertLessEqual,2,1)
s(t.assertAlmostEqual,1.0,1.1); s(t.assertAlmostEqual,1.0,1.1,places=1); s(t.assertAlmostEqual,1,2,delta=.5); s(t.assertNotAlmostEqual,1.0,1.0); s(t.assertNotAlmostEqual,1.0,1.05,delta=.1); s(t.assertAlmostEqual,1,2,places=1,delta=1)
s(t.assertCountEqual,[1,2,2],[2,1,3]); s(t.assertCountEqual,[1,2],[2,1]); s(t.assertSequenceEqual,[1,2],(1,3)); s(t.assertListEqual,(1,),[1]); s(t.assertDictEqual,{},[])
s(t.assertRaises,ValueError,int,'3'); s(t.assertRaises,ValueError,int,'x'); s(t.fail); s(t.fail,'boo'); s(t.assertRaises, 3); s(t.assertTrue, 0, 'msg')
def f():
    with t.assertRaises(ValueError): pass
s(f)
def f():
    with t.assertRaises((ValueError,KeyError), msg='mm'): pass
s(f)
import logging
def f():
    with t.assertLogs('foo', level='INFO') as cm:
        logging.getLogger('foo').info('first'); logging.getLogger('foo.bar').error('second')
    print(cm.output, len(cm.records))
s(f)
def f():
    with t.assertLogs(): pass
s(f)
def f():
    with t.assertNoLogs('x'): logging.getLogger('x').error('oops')
s(f)
import warnings
def f():
    with t.assertWarns(DeprecationWarning) as cm: warnings.warn('old', DeprecationWarning)
    print(cm.warning)
s(f)
def f():
    with t.assertWarns(DeprecationWarning): pass
s(f)
print(t, repr(t), t.id(), t.shortDescription(), unittest.TestCase.__module__, unittest.TestResult())
if __name__ == '__main__':
    unittest.main(verbosity=2 if len(sys.argv)>1 else 1, argv=['x'])
