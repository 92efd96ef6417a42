#!/usr/bin/env node
const module = process.getBuiltinModule('node:module')

// Compiling the code is a third of the start. From Node 22.8 on it is kept for the next one (in the folder for temporary
// files; NODE_DISABLE_COMPILE_CACHE=1 prevents it), if this comes before the code.
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function')
  module.enableCompileCache()

process.exitCode = await (await import('./here.ts')).runHere()
