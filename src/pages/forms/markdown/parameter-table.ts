import type { Report } from '../../imported-page.ts'
import { withoutQuotes } from '../../schema/values.ts'
import { plain, type Table } from '../../text/blocks.ts'
import type { Section } from '../../text/outline.ts'
import { Facts } from '../../wording/facts.ts'
import { type FactName, factName } from '../../wording/labels.ts'
import { requiredMark } from '../../wording/marks.ts'
import { limitsIn } from '../../wording/numbers.ts'
import { inEnglish } from '../../wording/other-languages.ts'
import { isByUse } from '../../wording/stated-limits.ts'
import { type Parameter, takeDefault } from './parameter.ts'
import { asPath } from './path-names.ts'
import { placeIn } from './place.ts'

const nameColumn =
  /^(?:param(?:eter)?s?(?: name)?|names?|fields?(?: name)?|property|properties|key|attribute|argument|option)$/

/** The parameters of a table that gives each a type, or says whether it is required. */
export const rowsOf = (table: Table, section: Section, report: Report): readonly Parameter[] => {
  const facts = table.titles.map(columnOf)
  const column = table.titles.findIndex((title) => nameColumn.test(inEnglish(title).trim()))
  if (column === -1 || !(facts.includes('type') || facts.includes('required'))) return []
  const place = placeIn(section)
  for (const [index, title] of table.titles.entries())
    if (facts[index] === undefined && index !== column && title !== '')
      report('note', place, `the column "${title.slice(0, 60)}" is not read`)
  const above: { readonly indent: number; readonly name: string }[] = []
  return table.rows.flatMap((cells) => {
    const written = (cells[column] ?? '').slice(0, 300)
    const indent =
      /^(?:\s|&nbsp;|&emsp;|&ensp;|└─*|├─*|↳|→|>|—|–|-{1,3}(?=\s|&|[a-z])|\.(?=\w))*/.exec(written)?.[0] ?? ''
    const struck = written.slice(indent.length).replaceAll('~~', '')
    const name = withoutQuotes(asPath(plain(struck)).replace(/\s*\*+$/, ''))
    if (name === '') {
      report('warning', place, 'a row without a name is left out')
      return []
    }
    const depth =
      indent.trim() === ''
        ? 0
        : Math.max(1, indent.match(/&nbsp;&nbsp;|&emsp;|└|├|↳|→|>|—|-|\./g)?.length ?? 1)
    while ((above.at(-1)?.indent ?? -1) >= depth) above.pop()
    const path = depth > 0 && above.length > 0 ? `${above.at(-1)?.name}.${name}` : name
    above.push({ indent: depth, name: path })
    const parameter: Parameter = { name: path, place: `${place}, ${name}`, facts: new Facts(), children: [] }
    for (const [index, fact] of facts.entries()) {
      const text = cells[index] ?? ''
      if (fact === undefined || text === '' || index === column) continue
      const meant = fact === 'limits' ? limitIn(text) : fact
      setCell(parameter, meant, text)
      // Such a cell may say more: "1-5 items, jpg/png, ≤ 10MB each".
      if (fact === 'limits' && meant !== 'description' && meant !== 'options')
        parameter.facts.add('description', text)
    }
    if (written.includes('~~')) parameter.facts.say('deprecated', 'yes')
    const mark = requiredMark(parameter.facts.get('description')?.text ?? '')
    if (mark !== undefined) parameter.facts.say('required', mark)
    if (/\*$/.test(written.trim()) && !/\*\*$/.test(written.trim())) parameter.facts.say('required', 'yes')
    return [parameter]
  })
}

/** What a column is about; `limits` where that is for each cell to say: "Constraints", "Options / Range". */
const columnOf = (title: string): FactName | 'limits' | undefined => {
  if (/^(?:constraints?|validation|limits?|rules?|allowed|accepted|accepts)$/.test(title)) return 'limits'
  if (/^(?:notes?|remarks?)$/.test(title)) return 'description'
  const known = factName(title)
  if (known !== undefined) return known
  const parts = title.split(/\s*[/&,]\s*|\s+(?:or|and)\s+/).map(factName)
  return parts.length > 1 && parts.every((part) => part !== undefined) ? 'limits' : undefined
}

/** What the cell of such a column says: `` `a`, `b` ``, `1 - 2000 characters`, `max 3 items`, `1 - 20, step 0.5`. */
const limitIn = (text: string): FactName => {
  if (isByUse(text)) return 'description'
  if (/char/i.test(text)) return 'length'
  if (/\d\s*(?:items?|entries|elements?|files?|images?|urls?|videos?)\b/i.test(text)) return 'count'
  if (/^enum\b/i.test(text)) return 'options'
  const isList =
    (text.match(/`[^`]+`/g)?.length ?? 0) > 1 && /^(?:`[^`]+`|[\s,|/;、]|\\\||\bor\b|\band\b)+$/.test(text)
  if (isList || /^["']?[\w.:-]+["']?(?:\s*[,|]\s*["']?[\w.:-]+["']?)+$/.test(text)) return 'options'
  return Object.keys(limitsIn(text)).length > 0 ? 'range' : 'description'
}

const setCell = (parameter: Parameter, fact: FactName, text: string): void => {
  if (fact === 'description') {
    takeDefault(parameter, text)
    const [, example] = /\bExample:\s*`([^`]*)`\s*$/.exec(text) ?? []
    if (example !== undefined) parameter.facts.say('example', `\`${example}\``)
    parameter.facts.add('description', text.replace(/\bExample:\s*`[^`]*`\s*$/, '').trim())
  } else if (!(fact === 'default' && /^[-—–]$/.test(text)) && !(fact !== 'required' && /^[-—–/]$/.test(text)))
    parameter.facts.say(fact, text)
}
