"""How argparse gives arguments to positionals, options, groups and subcommands."""
import argparse, sys
sys.argv=['prog.py']
def run(p, line, f='parse_args'):
    try: print(line, '->', getattr(p,f)(line.split()))
    except SystemExit as e: print(line, '-> exit', e.code)
    except Exception as e: print(line,'->',type(e).__name__, e)
sys.stderr=sys.stdout
p=argparse.ArgumentParser(); p.add_argument('a'); p.add_argument('b',nargs='?'); p.add_argument('--f'); p.add_argument('c',nargs='*')
for l in ['1 --f 2 3','1 2 --f 3 4 5','--f 1 2','1','1 --f 2 3 4','-- -1 -2','1 -- --f','1 2 3 --f 4 5']: run(p,l); run(p,l,'parse_known_args')
p=argparse.ArgumentParser(description='Greet.'); p.add_argument('name', help='Name of the person'); p.add_argument('-c','--count', type=int, default=1, help='Times', metavar='N'); p.add_argument('--shout', action='store_true', help='upper case')
for l in ['-h','Ann -c 2 --shout','Ann -c two','Ann Bob','-c 2','--cou 3 X','--shout=1 x','-c3 x']: run(p,l)
p=argparse.ArgumentParser(prog='calc'); sp=p.add_subparsers(title='operations', description='valid operations', help='additional help', metavar='OP')
a=sp.add_parser('add', help='add numbers'); a.add_argument('nums', type=float, nargs='*', default=[]); a.set_defaults(func=sum)
m=sp.add_parser('mul'); m.add_argument('x', type=int); m.add_argument('y', type=int)
for l in ['-h','add -h','add 1 2 3','mul 2','mul 2 3','','div','add x','add','mul -h']: run(p,l)
p=argparse.ArgumentParser(prog='x'); g=p.add_mutually_exclusive_group(); g.add_argument('-v', action='store_true'); g.add_argument('-q', action='store_true'); p.add_argument('f', nargs=2, metavar='F'); p.add_argument('--e', action='extend', nargs='+', type=int); p.add_argument('--ac', action='append_const', const=5); p.add_argument('--sc', action='store_const', const='K')
for l in ['-v a b','-v -q a b','a','a b c','a b --e 1 2 --e 3','a b --ac --ac','a b --sc','-h','a b --e']: run(p,l)
p=argparse.ArgumentParser(prog='x', allow_abbrev=False, prefix_chars='-+'); p.add_argument('+x', type=int); p.add_argument('--long'); p.add_argument('--lang')
for l in ['+x 3','--lon 3','--long 3','+h','-h']: run(p,l)
p=argparse.ArgumentParser(prog='x'); p.add_argument('--long'); p.add_argument('--lang'); p.add_argument('-1', dest='one', action='store_true')
for l in ['--l 3','--lo 3','-1','-2','--long -1','--long=-1','--long -- x']: run(p,l)
p=argparse.ArgumentParser(prog='x', argument_default=argparse.SUPPRESS, conflict_handler='resolve'); p.add_argument('-f','--foo'); p.add_argument('-f','--bar'); run(p,''); run(p,'-f 1'); run(p,'-h')
import enum
class C(enum.Enum): R='r'; G='g'
p=argparse.ArgumentParser(prog='x'); p.add_argument('c', type=C, choices=list(C)); p.add_argument('-t', type=lambda s: s.upper()); p.add_argument('-i', type=int, choices=range(3), default='2')
for l in ['r','z','r -t a','r -i 5','r -i 1','-h']: run(p,l)
ns=argparse.Namespace(z=1); print(p.parse_args(['r'], ns) is ns, ns)
p=argparse.ArgumentParser(prog='x'); p.add_argument('-o', required=True, metavar='OUT'); p.add_argument('--n', type=int, required=True); run(p,''); run(p,'-o 1'); run(p,'-h')
p.print_usage(); p.print_help()
try: p.error('custom')
except SystemExit as e: print(e.code)
try: p.exit(3,'bye\n')
except SystemExit as e: print(e.code)
class Up(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        print('%r %r %r' % (namespace, values, option_string)); setattr(namespace, self.dest, values.upper())
p=argparse.ArgumentParser(prog='x'); print(p.add_argument('--foo', action=Up)); p.add_argument('bar', action=Up); run(p,'1 --foo 2')
print(argparse.ArgumentError(None,'m'), repr(argparse.ArgumentTypeError('x')), argparse.SUPPRESS)
p=argparse.ArgumentParser(prog='x', description='%(prog)s does 100%% of it', epilog=None); p.add_argument('--p', help='100%% of %(prog)s %(dest)s %(type)s %(default)r', type=int, default=5); p.add_argument('x', nargs='+', metavar=('A','B')); run(p,'-h')
p=argparse.ArgumentParser(prog='x'); run(p,'-h'); run(p,''); run(p,'x')
argparse.ArgumentParser().parse_args(['--zzz'])
