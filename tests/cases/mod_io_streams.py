# needs: 3.13
"""Standard streams as objects, the program's own file, and modules that write files."""
import json
import logging
import os
import sys

with open(__file__) as program:
    print(program.readline(), program.readline(), end='')
print(os.path.isfile(__file__))
sys.stdout.write('text\n')
sys.stdout.flush()
print(sys.stdout.buffer.write(b'caf\xc3\xa9\n'))
sys.stdout.flush()
try:
    sys.stdout.buffer.write('text')
except TypeError as error:
    print(error)
with open(os.devnull, 'w') as nowhere:
    print('into nothing', file=nowhere)
with open(os.devnull) as nowhere:
    print(repr(nowhere.read()))
name = f'/tmp/streams{os.getpid()}.log'
logging.basicConfig(filename=name, level=logging.INFO, format='%(levelname)s:%(message)s')
logging.info('hello %s', 'file')
logging.debug('not this')
print(open(name).read(), end='')
with open(name, 'w') as file:
    json.dump({'a': [1, None]}, file, indent=1)
with open(name) as file:
    print(json.load(file), os.path.getsize(name))
os.remove(name)
print(os.path.exists(name))
