import { delimiter, join } from 'node:path'
import { joined, type Layer } from './layer.ts'

/** Ruby: a hook at the socket, found through RUBYLIB because RUBYOPT accepts no path with a space in it. */
export const rubyLayer: Layer = {
  name: 'ruby',
  variables: ({ own, hooks }) => ({
    RUBYLIB: [join(hooks, 'ruby'), own.RUBYLIB].filter(Boolean).join(delimiter),
    RUBYOPT: joined(own.RUBYOPT, '-rstuntdouble_run', ' '),
  }),
}
