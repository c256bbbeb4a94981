# Where words with hyphens and dashes are broken, and long ones.
import textwrap

for text in ('this-is-a-useful-feature-for-reformatting e-mail and x-ray-tubes',
             'You should use the -n option, or --dry-run in its long form; a well-known--but rare--case -- so it is.',
             'Em dashes--like this one---are all right, "quoted"--too, 3--4 and page-2-of-10.',
             'Did you say "supercalifragilisticexpialidocious?" How does one spell that odd word, anyways?',
             '2-hexadecyl-6-hydroxy-2,4-cyclohexadiene-1-carboxylate synthase and -----------------------------------'):
    for width in 10, 12, 30:
        for line in textwrap.wrap(text, width):
            print(f'|{line}|')
    print(textwrap.wrap(text, 12, break_on_hyphens=False))
    print(textwrap.wrap(text, 14, break_long_words=False))
    print(textwrap.shorten(text, 30), '/', textwrap.shorten(text, 20, placeholder='...'))
