import type { BundledRequests as BundledEvolinkRequests } from '../contracts/evolink/types.generated.ts'
import type { BundledRequests as BundledKieRequests } from '../contracts/kie/types.generated.ts'

/** What a request to any provider has at least. */
export interface AnyCreateRequest {
  readonly model: string
}

/**
 * A request whose model is not known before the program runs, such as one from a config file: nothing else in it can be
 * checked. A literal model (`model: 'wan/…'`) is never such a request, so that a typing error in it is still found.
 */
export type RequestFromConfig<Model extends string> = string extends Model
  ? { readonly model: Model; readonly [field: string]: unknown }
  : never

/**
 * What can be created at Kie: the path a request is sent to, and the request. The bundled pages say the first rows; the `.d.ts` files that
 * `stuntdouble import --types` writes add a row per page; the name of a row says nothing. You can add a row yourself:
 *
 * ```ts
 * declare module 'stuntdouble/client' {
 *   interface KieRequests {
 *     mine: {
 *       path: '/api/v1/jobs/createTask'
 *       request: { model: 'some/model'; input: Record<string, unknown> }
 *     }
 *   }
 * }
 * ```
 */
export interface KieRequests extends BundledKieRequests {}

/** What can be created at EvoLink, as `KieRequests` says it for Kie. */
export interface EvolinkRequests extends BundledEvolinkRequests {}

/** The requests that are sent to a path. Of two rows on one model either may be meant. */
export type RequestsAt<Rows, Path> = Rows[keyof Rows] extends infer Row
  ? Row extends { readonly path: Path; readonly request: infer Request extends AnyCreateRequest }
    ? Request
    : never
  : never

/** Every path that something is created at. */
export type PathsOf<Rows> = Rows[keyof Rows] extends infer Row
  ? Row extends { readonly path: infer Path extends string }
    ? Path
    : never
  : never

/** Whatever can be created at Kie. */
export type KieCreateRequest = RequestsAt<KieRequests, string>

/** Whatever can be created at EvoLink, on any path. */
export type EvolinkCreateRequest = RequestsAt<EvolinkRequests, string>
