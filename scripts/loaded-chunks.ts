/**
 * How the command loads its chunks: by `require` where Node can, without its loader of ES modules, which takes 6 ms to
 * start. (Programs that use the library have that loader running anyway.) Node 20.19 and 22.12 can.
 */

/** Declares what loads a chunk. @param require what is called for it */
export const loading = (require: string): string =>
  `const __load=process.features.require_module?async(path)=>${require}(path):(path)=>import(path);`

/** The code with its chunks loaded by that. */
export const loadsChunks = (code: string): string => code.replaceAll(/\bimport\((?="\.)/g, '__load(')
