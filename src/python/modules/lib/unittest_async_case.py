"""`unittest.async_case`: test cases on an event loop."""

from unittest.case import TestCase, class_name


class IsolatedAsyncioTestCase(TestCase):
    """A test case whose tests are coroutines, each run on an event loop of its own."""

    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    def addAsyncCleanup(self, func, /, *args, **keywords):
        self.addCleanup(func, *args, **keywords)

    async def enterAsyncContext(self, cm):
        cls = type(cm)
        try:
            enter, leave = cls.__aenter__, cls.__aexit__
        except AttributeError:
            raise TypeError(f"'{class_name(cls)}' object does not support the asynchronous context manager protocol") from None
        result = await enter(cm)
        self.addAsyncCleanup(leave, cm, None, None, None)
        return result

    def _run(self, result):
        import asyncio
        import contextvars
        self._context = contextvars.copy_context()
        with asyncio.Runner() as self._runner:
            super()._run(result)

    def _await(self, function, *args, **keywords):
        """Calls a function among the test's context variables, and runs the coroutine that it may give."""
        from inspect import isawaitable
        made = self._context.run(function, *args, **keywords)
        if not isawaitable(made):
            return made

        async def wait():
            return await made
        return self._runner.run(wait(), context=self._context)

    def _call_set_up(self):
        self._context.run(self.setUp)
        self._await(self.asyncSetUp)

    def _call_test(self, method):
        if self._await(method) is not None:
            self._warn_returned(method)

    def _call_tear_down(self):
        self._await(self.asyncTearDown)
        self._context.run(self.tearDown)

    def _call_cleanup(self, function, args, keywords):
        self._await(function, *args, **keywords)
