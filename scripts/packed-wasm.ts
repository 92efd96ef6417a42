import { createRequire } from 'node:module'
import { deflateRawSync } from 'node:zlib'
import type { Plugin } from 'esbuild'

const load = createRequire(import.meta.url)

/**
 * undici reads HTTP by WebAssembly, which it holds as Base64, twice (with SIMD, and without). Deflated, that is a third;
 * inflating it takes a millisecond, once, when the first request is sent.
 */
export const packedWasm: Plugin = {
  name: 'packed-wasm',
  setup: (build) => {
    build.onLoad({ filter: /undici\/lib\/llhttp\/llhttp(_simd)?-wasm\.js$/ }, ({ path }) => {
      const packed = deflateRawSync(load(path) as Buffer, { level: 9 }).toString('base64')
      return {
        contents: `const { inflateRawSync } = require('node:zlib')
let wasm
Object.defineProperty(module, 'exports', {
  get: () => (wasm ??= inflateRawSync(Buffer.from('${packed}', 'base64'))),
})`,
      }
    })
  },
}
