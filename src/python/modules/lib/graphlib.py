"""`graphlib`: the order of things that need others first."""

__all__ = ['TopologicalSorter', 'CycleError']


class CycleError(ValueError):
    pass


class _Node:
    def __init__(self):
        self.after, self.waits, self.given = [], 0, False


class TopologicalSorter:
    def __init__(self, graph=None):
        self._nodes, self._ready, self._open, self._is_prepared = {}, [], 0, False
        for node, before in (graph or {}).items():
            self.add(node, *before)

    def _node(self, name):
        return self._nodes.setdefault(name, _Node())

    def add(self, node, *predecessors):
        if self._is_prepared:
            raise ValueError('Nodes cannot be added after a call to prepare()')
        self._node(node).waits += len(predecessors)
        for before in predecessors:
            self._node(before).after.append(node)

    def prepare(self):
        if self._is_prepared:
            raise ValueError('cannot prepare() more than once')
        self._is_prepared = True
        self._ready = [name for name, node in self._nodes.items() if not node.waits]
        if cycle := self._cycle():
            raise CycleError('nodes are in a cycle', cycle)

    def _cycle(self):
        done, path, places = set(), [], {}
        for start in self._nodes:
            turns = [iter([start])]
            while turns:
                name = next(turns[-1], self)
                if name is self:
                    turns.pop()
                    if path:
                        done.add(path[-1])
                        del places[path.pop()]
                elif name in places:
                    return path[places[name]:] + [name]
                elif name not in done:
                    places[name] = len(path)
                    path.append(name)
                    turns.append(iter(self._nodes[name].after))
        return None

    def _check(self):
        if not self._is_prepared:
            raise ValueError('prepare() must be called first')

    def get_ready(self):
        self._check()
        ready, self._ready = tuple(self._ready), []
        for name in ready:
            self._nodes[name].given = True
        self._open += len(ready)
        return ready

    def is_active(self):
        self._check()
        return bool(self._ready or self._open)

    __bool__ = is_active

    def done(self, *nodes):
        self._check()
        for name in nodes:
            if name not in self._nodes:
                raise ValueError(f'node {name!r} was not added using add()')
            node = self._nodes[name]
            if node.waits < 0:
                raise ValueError(f'node {name!r} was already marked done')
            if not node.given:
                raise ValueError(f'node {name!r} was not passed out (still not ready)' if node.waits == 0 else
                                 f'node {name!r} was not passed out (still not ready)')
            node.waits = -1
            self._open -= 1
            for after in node.after:
                self._nodes[after].waits -= 1
                if not self._nodes[after].waits:
                    self._ready.append(after)

    def static_order(self):
        self.prepare()
        while self.is_active():
            ready = self.get_ready()
            yield from ready
            self.done(*ready)
