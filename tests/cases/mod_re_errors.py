# needs: 3.13
"""What is said of patterns and templates that are wrong, and where."""
import warnings
warnings.simplefilter('ignore')
import re
bad = r'''
(
)
a)
(a
(?
(?:
(?:a
(?P
(?P<
(?P<>
(?P<a
(?P<a>
(?P<1>a)
(?P<a b>x)
(?P<a>x)(?P<a>y)
(?Px)
(?P=
(?P=a
(?P=a)
(?P=)
(?P=1)
(?P<a>(?P=a))
(\1)
\1
\2(a)
(a)\2
(a)\99
(a)\18
\8
(?<a)
(?<
(?<=
(?<=a
(?<=a*)b
(?<!a+)b
(?<=a|bc)d
(?<=(a)\1)b
(?<=(a))(?<=\1)b
(?<=(a)(?(1)b|c))d
(?<=(?P<n>a)(?P=n))
(?(1)a)
(?(1)a|b|c)
(a)(?(1)a|b|c)
(?(0)a)
(?(a)b)
(?(
(?()a)
(?(1
(?(99999999999)a)
(?(x y)a)
(?(-1)a)
(a)(?(1)b
*
+
?
{1}
{1,2}
a**
a*+*
a*??
a+*
a?{2}
a{2}{3}
a{2,1}
a{99999999999}
a{1,99999999999}
^*
$*
\b*
\B+
(?i)*
(*)
(|*)
(?:*)
(?:a|+)
[
[a
[]
[^]
[^
[a-
[b-a]
[a-\d]
[\d-a]
[\d-\w]
[a-\
[\
\
a\
(?\
[\q]
[\8]
[\400]
[\1]
[\18]
\q
\z
\y1
\x
\x1
\x1g
\u
\u12
\u123g
\U0010
\U00110000
\U0000006
\400
\N
\N{
\N{}
\N{x
\N{no such}
[\N{no such}]
[\x]
[\u1]
(?i
(?i-
(?i-)
(?i-:a)
(?i-i:a)
(?-
(?-:a)
(?-i)
(?-a:x)
(?-u:x)
(?L)a
(?L:a)
(?au)a
(?a-i
(?a-is:x)y
(?z)
(?iz)
(?i1)
(?i-z)
(?i-1)
(?i!)
(?q)
(?é)
(?\a)
a(?i)b
(a(?i)b)
(?:(?i)b)
|(?i)b
(?#
(?#a
(?#a\)
(?#a)(?i)b
 (?i)b
(?=
(?=a
(?!a
(?>a
(?:a))
(a
b
(?x) # (
(?x) (a # )
(?x)( # )
)
(?P<é>a)(?P=é)
(?P<a\>b>c)
(?P<a.b>c)
(?'a'b)
(?&a)
(?R)
(?1)
(?|a)
(?P>a)
(?<n>a)
(?<é
\p{L}
\K
\G
\h
\R
\X
\e
\c
\Q
((((
(()))
(?i:(?m:a)
a{1,2}{3}
x{5
x{,5}
x{ 1}
x{1 }
x{1, 2}
(?P<aaaaaaaaaaaaaaaaaaaaa
'''.strip('\n').split('\n') + ['(\n(', 'a\nb\n*', 'a\n(?P<1>', '(?x)a b\n *\n +', '(?x)a # c\\', '(?x)\n(?i)a', '\n(?i)a']
for p in bad:
    try:
        c = re.compile(p)
        print(repr(p), 'ok', c, c.groups)
    except re.error as e:
        print(repr(p), 'ERROR', e, e.lineno, e.colno)
    except Exception as e:
        print(repr(p), type(e).__name__, e)
    try:
        b = p.encode()
        c = re.compile(b)
        print('  ', c, c.groups)
    except re.error as e:
        print('  ', e)
    except Exception as e:
        print('  ', type(e).__name__, e)
for args in [('a', re.L), ('a', re.A | re.U), (b'a', re.U), (b'a', re.L | re.A), ('(?a)a', re.U), ('(?u)a', re.A), (b'(?L)a', re.A), (1,), (None,), (re.compile('a'), re.I), (re.compile('a'),), (b'(?L)a',), ([],)]:
    try: print(re.compile(*args))
    except Exception as e: print(type(e).__name__, e)
templates = r'''
x
\1
\g<1>
\g<0>
\g<n>
\g<2>
\2
\g<x>
\g<
\g
\g<>
\g<1
\g<-1>
\g<1a>
\g<a b>
\q
\
\\
\n\t\a\b\f\r\v
\0
\01
\012
\0123
\101
\11
\377
\400
\8
\9
\10
\1a
[\1]
\.
\-
\_
\é
\x41
\z
a\1b\g<n>c\\
\g<01>
\g<100>
'''.strip('\n').split('\n')
for t in templates:
    for p in (r'(?P<n>\w)b?', r'(?P<n>a)|b'):
        try: print(repr(t), repr(re.sub(p, t, 'ab ac b')))
        except re.error as e: print(repr(t), 'ERROR', e, e.pos, e.pattern)
        except Exception as e: print(repr(t), type(e).__name__, e)
        try: print(repr(t), re.sub(p.encode(), t.encode(), b'ab ac b'))
        except re.error as e: print(repr(t), 'ERROR', e, e.pos, e.pattern)
        except Exception as e: print(repr(t), type(e).__name__, e)
