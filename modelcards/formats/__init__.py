"""Cards to files and back: a module a format.

`registry` knows them by suffix, `atomic` replaces a file whole or not at all, `compressed` opens
gzip and zstd, `flat` lays a card out as rows, `rows` writes rows that are no cards, `mirror` writes
a directory, which `tree` puts in the place of an older one.
"""
