# What a traceback suggests where a name is not there.
import collections
import traceback


class Account:
    def __init__(self):
        self.balance = 0
        self._history = []

    def deposit(self, amount):
        balance += amount

    def show(self):
        return balance

    def history(self):
        return self._histroy

    @property
    def owner(self):
        return self._onwer


def local():
    value = 3
    return valeu


def last_line(action):
    try:
        action()
    except Exception:
        print(traceback.format_exc().splitlines()[-1])


def missing_import():
    from collections import OrderedDcit


account = Account()
for action in [
    lambda: account.depost(1),
    lambda: account.show(),
    lambda: account.deposit(5),
    lambda: account.history(),
    lambda: account._histroy,
    lambda: account.owner,
    lambda: [].apend(1),
    lambda: 'x'.uper(),
    lambda: acount,
    lambda: prin('x'),
    lambda: Tru,
    lambda: none,
    lambda: nothing_like_it,
    lambda: math.pi,
    lambda: tim.sleep(1),
    lambda: collections.deqeu,
    lambda: Account.deposti,
    lambda: getattr(5, 'biit_length'),
    local,
]:
    last_line(action)
try:
    missing_import()
except ImportError as error:
    print(error.name, error.name_from, traceback.format_exc().endswith("Did you mean: 'OrderedDict'?\n"))
