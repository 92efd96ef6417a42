import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Simulation } from '../simulation.ts'

type Handle = (request: IncomingMessage, response: ServerResponse) => void

/** Hands everything under `/__stuntdouble` to the control app, which is loaded with the first such request. */
export const addControlScope = (app: FastifyInstance, simulation: Simulation): void => {
  let loading: Promise<Handle> | undefined
  const load = async (): Promise<Handle> => {
    const { createControlApp } = await import('./control-app.ts')
    const control = await createControlApp(simulation)
    return (request, response) => control.routing(request, response)
  }
  for (const url of ['/__stuntdouble', '/__stuntdouble/*']) {
    app.route({
      method: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'],
      url,
      // Before the body is read: that is for the control app to do.
      onRequest: (request, reply) => {
        reply.hijack()
        loading ??= load()
        void loading.then((handle) => handle(request.raw, reply.raw))
      },
      handler: () => undefined,
    })
  }
}
