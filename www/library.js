// The standard modules in Python and the programs of the catalogue, by the names of their files. Runs before the program does,
// which reads them here.
globalThis.interleaveModule = (file) => require(`../src/python/modules/lib/${file}.py`);
globalThis.interleaveScenario = (id) => require(`../src/scenarios/${id}.py`);
