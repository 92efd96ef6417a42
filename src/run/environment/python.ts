import { delimiter, join } from 'node:path'
import type { Layer } from './layer.ts'

/** Python: a `sitecustomize` in front of the user's own, which it loads. */
export const pythonLayer: Layer = {
  name: 'python',
  variables: ({ own, hooks }) => ({
    PYTHONPATH: [join(hooks, 'python'), own.PYTHONPATH].filter(Boolean).join(delimiter),
  }),
}
