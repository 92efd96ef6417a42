import { controlRoutes } from '../simulator/control/control-app.ts'
import type { ControlRoute, RouteTool } from '../simulator/control/control-route.ts'
import { callControl } from './control-call.ts'
import { inputOf, placed } from './route-input.ts'
import { shortened } from './short.ts'
import type { Tool } from './tool.ts'

const toolOf = (route: ControlRoute, { name, about, limit }: RouteTool): Tool => ({
  name,
  about: limit === undefined ? about : `${about} The newest ${limit} unless "limit" says otherwise.`,
  input: inputOf(route),
  hints: {
    readOnlyHint: route.method === 'GET',
    destructiveHint: name === 'reset',
    openWorldHint: false,
  },
  call: async ({ key, ...args }, context) => {
    const answer = await callControl(context, {
      ...placed(route, { ...(limit !== undefined && { limit }), ...args }),
      method: route.method,
      key: key === undefined ? undefined : String(key),
      signal: context.signal,
    })
    return (shortened[name] ?? ((whole) => whole))(answer)
  },
})

/** A tool for each route of the control API that says how agents see it. */
export const controlTools = (): readonly Tool[] =>
  controlRoutes.flatMap((route) => (route.tool === undefined ? [] : [toolOf(route, route.tool)]))
