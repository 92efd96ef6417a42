import { join } from 'node:path'
import { joined, type Layer } from './layer.ts'

/** A path with a space in it, in the form that NODE_OPTIONS needs. */
const quoted = (path: string): string =>
  /[\s"\\]/.test(path) ? `"${path.replaceAll(/["\\]/g, '\\$&')}"` : path

/** Node: a hook at the socket. The last one loaded is the first one asked, so ours goes behind the user's. */
export const nodeLayer: Layer = {
  name: 'node',
  variables: ({ own, hooks }) => ({
    NODE_OPTIONS: joined(own.NODE_OPTIONS, `--require=${quoted(join(hooks, 'node.cjs'))}`, ' '),
  }),
}
