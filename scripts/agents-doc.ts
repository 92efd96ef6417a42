import { allTools } from '../src/mcp/tools.ts'
import { documentWith } from './marked-table.ts'

/** A bar would end a cell. */
const row = (...cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

const argumentsOf = (input: Readonly<Record<string, unknown>>): string =>
  Object.keys(input.properties as object)
    .map((name) => `\`${name}\``)
    .join(', ')

/** `docs/agents.md` with its table of tools, as agents read them. */
export const agentsDoc = (): readonly [string, string] =>
  documentWith('docs/agents.md', {
    tools: [
      row('tool', 'what the agent is told', 'arguments'),
      row('---', '---', '---'),
      ...allTools().map(({ name, about, input }) => row(`\`${name}\``, about, argumentsOf(input))),
    ].join('\n'),
  })
