import { z } from 'zod'
import { formOf } from '../src/basics/setting.ts'
import { controlRoutes } from '../src/simulator/control/control-app.ts'
import { settingNames, settingTable } from '../src/simulator/settings.ts'
import { controlExamples } from './control-examples.ts'
import { documentWith } from './marked-table.ts'
import { defaultOf, exampleOf } from './options-types.ts'

/** References made from the tables that the code runs by. */

/** A bar would end a cell. */
const row = (...cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

/** `docs/api.md` with its table of options. */
export const optionsDoc = (): readonly [string, string] =>
  documentWith('docs/api.md', {
    options: [
      row('option', 'value', 'default', 'what it does'),
      row('---', '---', '---', '---'),
      ...settingNames.map((name) => {
        const { kind, about } = settingTable[name]
        return row(`\`${exampleOf(name)}\``, formOf(kind), defaultOf(name), about)
      }),
    ].join('\n'),
  })

/** The members of what a route takes, by name. */
const membersOf = (schema: z.ZodType | undefined): string => {
  if (schema === undefined) return ''
  const { properties = {}, oneOf = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    readonly properties?: object
    readonly oneOf?: readonly { readonly properties?: object }[]
  }
  const names = [properties, ...oneOf.map((one) => one.properties ?? {})].flatMap(Object.keys)
  return [...new Set(names)].map((name) => `\`${name}\``).join(', ')
}

/** The anchor of a heading, as code hosts make it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-')

/** `docs/control-api.md` with its table of routes, and a call of each. */
export const controlApiDoc = async (): Promise<readonly [string, string]> =>
  documentWith('docs/control-api.md', {
    'control-api': [
      row('route', 'what it does', 'query', 'body'),
      row('---', '---', '---', '---'),
      ...controlRoutes.map(({ method, path, summary, query, body, namesAccount }) =>
        row(
          `[\`${method} ${path}\`](#${anchorOf(`${method} ${path}`)})`,
          summary,
          [membersOf(query), namesAccount ? '`account`' : ''].filter((text) => text !== '').join(', '),
          membersOf(body),
        ),
      ),
    ].join('\n'),
    'control-examples': await controlExamples(controlRoutes),
  })
