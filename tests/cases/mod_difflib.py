"""Differences between texts."""
import difflib, random
print(difflib.get_close_matches('appel', ['ape', 'apple', 'peach', 'puppy']))
a='one\ntwo\nthree\nfour\n'.splitlines(True); b='ore\ntree\nemu\nfour\n'.splitlines(True)
print(''.join(difflib.ndiff(a,b)))
print(''.join(difflib.unified_diff(a,b,'a.txt','b.txt')))
print(''.join(difflib.context_diff(a,b,'a.txt','b.txt')))
print(list(difflib.restore(difflib.ndiff(a,b),1)))
s=difflib.SequenceMatcher(lambda x:x==' ',"private Thread currentThread;","private volatile Thread currentThread;")
print(s.ratio(), s.quick_ratio(), s.real_quick_ratio(), s.get_matching_blocks(), s.get_opcodes(), s.find_longest_match(0,5,0,9))
random.seed(4)
for i in range(20):
    w=lambda n: ''.join(random.choice('ab c') for _ in range(random.randrange(n)))
    a=[w(12) for _ in range(random.randrange(12))]; b=[random.choice(a) if a and random.random()<.5 else w(12) for _ in range(random.randrange(12))]
    print(i, list(difflib.ndiff(a,b)), list(difflib.unified_diff(a,b,n=1,lineterm='')), list(difflib.context_diff(a,b,n=1,lineterm='')))
    print(difflib.SequenceMatcher(None,w(300),w(300)).get_opcodes())
