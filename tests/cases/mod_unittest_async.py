"""Tests that are coroutines; fixtures of modules; runs within a program."""
import unittest, asyncio, sys, contextvars
var = contextvars.ContextVar('v', default=0)
def setUpModule(): print('setUpModule')
def tearDownModule(): print('tearDownModule')

async def fetch(x):
    await asyncio.sleep(0.5)
    if x < 0: raise ValueError('negative')
    return x * 2

class TestAsync(unittest.IsolatedAsyncioTestCase):
    def setUp(self): print('setUp'); var.set(1)
    async def asyncSetUp(self):
        print('asyncSetUp', var.get()); self.loop = asyncio.get_running_loop(); var.set(2)
        self.addAsyncCleanup(self.clean, 'x')
    async def clean(self, x): print('clean', x)
    async def asyncTearDown(self): print('asyncTearDown', var.get())
    def tearDown(self): print('tearDown')
    async def test_fetch(self):
        """Fetch doubles."""
        self.assertEqual(await fetch(2), 4); print(var.get(), self.loop is asyncio.get_running_loop())
    async def test_raises(self):
        with self.assertRaises(ValueError): await fetch(-1)
    async def test_timeout(self):
        with self.assertRaises(TimeoutError):
            await asyncio.wait_for(asyncio.sleep(10), 1)
    async def test_fail(self):
        self.assertEqual(await fetch(2), 5)
    def test_sync(self): pass
    async def test_sub(self):
        for i in range(3):
            with self.subTest(i=i): self.assertLess(i, 2)

class Fixture(unittest.TestCase):
    def test_ok(self): pass
    def test_with_doc(self):
        """Has doc"""
    def test_tuple(self): self.assertEqual((1,2,'a'*50),(1,2,'b'*50))

if __name__ == '__main__':
    mode = 1
    suite = unittest.TestSuite()
    suite.addTest(Fixture('test_ok'))
    suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(TestAsync))
    print(suite.countTestCases(), repr(suite)[:80])
    r = unittest.TextTestRunner(verbosity=2).run(suite)
    print(r, r.wasSuccessful(), [(str(t), m.splitlines()[-1]) for t, m in r.failures])
    r = unittest.TextTestRunner(stream=sys.stdout, verbosity=0).run(unittest.TestSuite())
    unittest.main(verbosity=2, exit=False)
    unittest.main(verbosity=2, exit=False, argv=['x', 'Fixture', 'TestAsync.test_sync'])
    unittest.main(verbosity=2, exit=False, argv=['x', '-k', 'sync'])
    unittest.main(argv=['x','-k','nothing'])
