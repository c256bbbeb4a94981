// The standard modules in Python, by the names of their files. Runs before the program does, which reads them here.
globalThis.interleaveModule = (file) => require(`../src/python/modules/lib/${file}.py`);
