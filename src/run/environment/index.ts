import { hooksLayer } from './hooks.ts'
import { javaLayer } from './java.ts'
import type { Layer, RunFacts } from './layer.ts'
import { nodeLayer } from './node.ts'
import { phpLayer } from './php.ts'
import { providersLayer } from './providers.ts'
import { proxyLayer } from './proxy.ts'
import { pythonLayer } from './python.ts'
import { rubyLayer } from './ruby.ts'
import { trustLayer } from './trust.ts'
import { wgetLayer } from './wget.ts'

/** One file each; a further runtime is one more. `trust` comes first: others refer to its files. */
const layers: readonly Layer[] = [
  trustLayer,
  proxyLayer,
  providersLayer,
  hooksLayer,
  nodeLayer,
  pythonLayer,
  rubyLayer,
  phpLayer,
  javaLayer,
  wgetLayer,
]

/**
 * The environment of the command: its own, plus the variables that redirect its calls. Writes the files that these
 * name.
 */
export const environmentOf = (facts: RunFacts): NodeJS.ProcessEnv =>
  Object.assign({ ...facts.own }, ...layers.map(({ variables }) => variables(facts)))
