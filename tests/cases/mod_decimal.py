"""Money, interest and digits: what people use decimal for."""
from decimal import (Decimal, getcontext, localcontext, setcontext, Context, ROUND_HALF_UP, ROUND_DOWN, ROUND_CEILING,
                     InvalidOperation, DivisionByZero, Inexact, FloatOperation)
import decimal
import math
import asyncio

price = Decimal('19.99')
total = price * 3
tax = (total * Decimal('0.0825')).quantize(Decimal('0.01'), rounding=ROUND_HALF_UP)
print(price, total, tax, total + tax)
print(0.1 + 0.2 == 0.3, Decimal('0.1') + Decimal('0.2') == Decimal('0.3'))
print(Decimal(0.1), Decimal(str(0.1)), repr(Decimal('1E+3')), Decimal('1E+3').normalize(), Decimal('1200').normalize())
print(sum([Decimal('0.1')] * 10), max(Decimal('3'), Decimal('2.5')), sorted([Decimal('2'), Decimal('-1'), 1, 0.5]))
print(f'{Decimal("1234567.891"):,.2f} {Decimal("0.256"):.1%} {Decimal("3.14159"):>10.3f}|{Decimal("42"):08.2f}|{Decimal("1e-7")}')
print('%s %r %.2f %d' % (Decimal('1.50'), Decimal('1.50'), Decimal('1.555'), Decimal('7.9')))
print(round(Decimal('2.675'), 2), round(Decimal('2.5')), round(Decimal('3.5')), int(Decimal('-3.7')), math.floor(Decimal('-3.2')))
with localcontext() as ctx:
    ctx.prec = 50
    print(Decimal(1) / 7, Decimal(2).sqrt())
    ctx.rounding = ROUND_CEILING
    print((Decimal(10) / 3).quantize(Decimal('.01')))
print(Decimal(1) / 7, getcontext().prec)
with localcontext(prec=5) as ctx:
    print(Decimal('3.14159265') * 1, +Decimal('123456.789'), Decimal('1').exp(), Decimal('10').ln(), Decimal('2').log10())
getcontext().prec = 6
print(Decimal('1') / Decimal('3'), getcontext().flags[Inexact])
getcontext().prec = 28
balance = Decimal('1000.00')
for year in range(1, 4):
    interest = (balance * Decimal('0.05')).quantize(Decimal('0.01'), ROUND_DOWN)
    balance += interest
    print(year, interest, balance)
for text in ('abc', '', '1.2.3', '12e', 'Infinity', 'nan', '-0'):
    try:
        print(repr(Decimal(text)))
    except InvalidOperation as error:
        print(type(error).__name__, error)
try:
    Decimal(1) / Decimal(0)
except ZeroDivisionError as error:
    print(type(error), error)
try:
    Decimal('1') + 0.5
except TypeError as error:
    print(error)
try:
    Decimal('1').precision
except AttributeError as error:
    print(error)
try:
    Decimal.zero = 1
except TypeError as error:
    print(error)
ctx = Context(prec=4, traps=[DivisionByZero])
setcontext(ctx)
print(Decimal(-1).sqrt(), Decimal('355') / 113, ctx)
decimal.getcontext().traps[FloatOperation] = True
try:
    Decimal(0.5)
except FloatOperation as error:
    print(error)
setcontext(decimal.DefaultContext)
print({Decimal('1'): 'a', 1: 'b', 1.0: 'c'}, hash(Decimal('0.5')) == hash(0.5), Decimal('1.0') in {1})
a, b = divmod(Decimal('17.5'), 5)
print(a, b, -7 // Decimal(2), -7 % Decimal(2), 2 ** Decimal('0.5'), Decimal(2) ** 10, pow(Decimal(3), 4, 5))
print(Decimal('123.456').as_tuple(), Decimal((1, (1, 4, 7), -2)), Decimal('0.25').as_integer_ratio())
print(Decimal('1.20').compare(Decimal('1.2')), Decimal('1.20').compare_total(Decimal('1.2')), Decimal('1.20') == Decimal('1.2'))


class Money(Decimal):
    def __repr__(self):
        return f'Money({self})'


print(Money('2.50'), [Money('1')], Money('2') + 1, type(Money('2') + 1).__name__)


async def worker(places):
    with localcontext() as ctx:
        ctx.prec = places
        await asyncio.sleep(0)
        return Decimal(2) / 3


async def main():
    print(await asyncio.gather(worker(3), worker(9), worker(5)), getcontext().prec)


asyncio.run(main())
raise InvalidOperation([decimal.ConversionSyntax])
