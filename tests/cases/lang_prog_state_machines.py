# state machine, text adventure with scripted input
from enum import Enum, auto, Flag, IntEnum
class State(Enum):
    IDLE = auto(); RUNNING = auto(); DONE = auto()
    def next(self):
        ms = list(State); return ms[(ms.index(self) + 1) % len(ms)]
s = State.IDLE
for _ in range(4): print(s, s.name, s.value, repr(s)); s = s.next()
print(State['DONE'], State(2), State.IDLE in State, len(State), [m.name for m in State])
try: State(9)
except ValueError as e: print(e)
try: State.IDLE = 3
except AttributeError as e: print(e)
class Perm(Flag): R = 4; W = 2; X = 1
print(Perm.R | Perm.W, Perm(7), Perm.R in Perm(6), ~Perm.R, bool(Perm.R & Perm.W))
class Pri(IntEnum): LOW = 1; HIGH = 10
print(Pri.LOW < Pri.HIGH, Pri.HIGH + 1, sorted([Pri.HIGH, Pri.LOW]), f'{Pri.LOW}', Pri.LOW == 1)
rooms = {'hall': {'north': 'kitchen', 'desc': 'A dusty hall.'}, 'kitchen': {'south': 'hall', 'east': 'garden', 'desc': 'Smells good.', 'item': 'knife'}, 'garden': {'west': 'kitchen', 'desc': 'You win!'}}
def play(cmds):
    here, bag = 'hall', []
    for c in cmds:
        verb, *rest = c.split()
        match verb, rest:
            case 'go', [d] if d in rooms[here]: here = rooms[here][d]; print('>', rooms[here]['desc'])
            case 'go', [d]: print(f"You can't go {d}.")
            case 'take', [i] if rooms[here].get('item') == i: bag.append(rooms[here].pop('item')); print(f'Taken: {i}')
            case ('inv' | 'inventory'), []: print('Bag:', ', '.join(bag) or 'nothing')
            case 'quit', _: print('Bye'); return
            case _: print(f'Unknown command: {c!r}')
        if here == 'garden': print('The end after', cmds.index(c) + 1, 'moves'); break
play(['look', 'go south', 'go north', 'take knife', 'inv', 'go east', 'quit'])
class TrafficLight:
    TRANSITIONS = {'red': ('green', 30), 'green': ('yellow', 25), 'yellow': ('red', 5)}
    def __init__(self): self.color, self.t = 'red', 0
    def __iter__(self): return self
    def __next__(self):
        if self.t > 60: raise StopIteration
        out = (self.t, self.color); self.color, d = self.TRANSITIONS[self.color]; self.t += d; return out
for t, c in TrafficLight(): print(f'{t:>3}s {c}')
class Turnstile:
    def __init__(self): self.handlers = {(st, ev): getattr(self, f'{st}_{ev}', None) for st in ('locked', 'open') for ev in ('coin', 'push')}; self.state = 'locked'
    def locked_coin(self): self.state = 'open'; return 'thanks'
    def open_push(self): self.state = 'locked'; return 'go'
    def send(self, ev):
        h = self.handlers[self.state, ev]
        return h() if h else f'{ev} ignored in {self.state}'
t = Turnstile(); print([t.send(e) for e in 'push coin coin push push'.split()])
