import type { NamedHosts } from '../named-hosts.ts'

/** Everything that the variables and files of a run are made from. */
export interface RunFacts {
  readonly hosts: NamedHosts
  /** The port of the run's door. */
  readonly port: number
  /** `http://127.0.0.1:41234`, where the simulator itself listens. */
  readonly simulatorUrl: string
  readonly isBlocking: boolean
  /** Whether the command runs in a place from which only the double can be reached. */
  readonly isIsolated: boolean
  /** The authorities that the system trusts, PEM. */
  readonly roots: string
  /** The authority's certificate, PEM. */
  readonly authority: string
  /** The key that takes the place of a live one. */
  readonly apiKey: string
  /** Whether the command is Node, and not a program that may start it. */
  readonly isNode: boolean
  /** The environment that the command would have had. */
  readonly own: NodeJS.ProcessEnv
  /** The hooks of the package, which outlive every run. */
  readonly hooks: string
  /** The folder of this run's own files. */
  readonly folder: string
  /** Writes one of this run's files. Returns its path. */
  readonly write: (name: string, content: string | Uint8Array) => string
}

export type LayerVariables = Readonly<Record<string, string>>

/** How the calls of one runtime or tool are redirected: the variables it reads, and the files those name. */
export interface Layer {
  readonly name: string
  readonly variables: (facts: RunFacts) => LayerVariables
}

/** The text with something appended, or only that if there was no text. */
export const joined = (own: string | undefined, added: string, separator: string): string =>
  own === undefined || own.trim() === '' ? added : `${own}${separator}${added}`
