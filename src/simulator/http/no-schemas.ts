import type { FastifyServerOptions } from 'fastify'

const compilesNothing = () => () => {
  throw new Error('Routes here have no schemas for Fastify.')
}

/**
 * Bodies are checked, and responses written, by our own code: Fastify's compilers of schemas are not even loaded, and
 * not in the bundle.
 */
export const noSchemas = {
  compilersFactory: { buildValidator: compilesNothing, buildSerializer: compilesNothing },
} satisfies FastifyServerOptions['schemaController']
