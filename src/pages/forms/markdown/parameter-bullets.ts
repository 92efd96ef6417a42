import type { Report } from '../../imported-page.ts'
import { plainType } from '../../schema/values.ts'
import { type Bullet, labelled, plain } from '../../text/blocks.ts'
import { Facts } from '../../wording/facts.ts'
import { type Fact, type FactName, factName } from '../../wording/labels.ts'
import { dashedMarks, marksIn } from '../../wording/marks.ts'
import { type Parameter, takeDefault } from './parameter.ts'

/** The bullets below a parameter: facts about it, and the parameters inside it. */
export const addBullets = (parameter: Parameter, bullets: readonly Bullet[], report: Report): void => {
  for (const bullet of bullets) addBullet(parameter, bullet, report)
}

const addBullet = (parameter: Parameter, bullet: Bullet, report: Report): void => {
  const fact = labelled(bullet.text)
  const name = fact && factName(fact.label)
  const head = headOf(bullet)
  if (head && isParameter(head, bullet, name))
    parameter.children.push(parameterOf(head, bullet, parameter.place, report))
  else if (fact && name)
    (READERS[name] ?? addFact)(parameter, { ...fact, name, bullets: bullet.bullets }, report)
  else if (fact) addUnknown(parameter, fact, bullet, report)
  else parameter.facts.add('description', bullet.text)
}

/** "- **format**: …" may be a fact or a parameter of that name: one with a type of its own is a parameter. */
const isParameter = (head: Head, bullet: Bullet, name: FactName | undefined): boolean => {
  if (name === undefined) return true
  if (name === 'items' || name === 'properties' || bullet.bullets.length === 0) return false
  return head.marks.has('type') || bullet.bullets.some(isAbout('type'))
}

interface LabelledFact extends Fact {
  readonly label: string
  readonly value: string
  readonly name: FactName
}

type Labelled = Omit<LabelledFact, 'text'>

type FactReader = (parameter: Parameter, fact: Labelled, report: Report) => void

const addFact: FactReader = ({ facts, place }, { label, value, name, bullets }, report) => {
  if (!facts.say(name, value, bullets)) report('warning', place, `"${label}" is said twice; the first counts`)
}

/** Labels below which something else than a plain fact stands. */
const READERS: { readonly [Name in FactName]?: FactReader } = {
  properties: (parameter, { bullets }, report) => addFields(parameter, bullets, report),
  items: (parameter, { value, bullets }, report) => addItems(parameter, { text: value, bullets }, report),
  // Fields of an object may be listed below its description: those that say their type.
  description: (parameter, { value, bullets }, report) => {
    const isField = (bullet: Bullet): boolean =>
      headOf({ ...bullet, bullets: [] })?.marks.has('type') === true
    addBullets(parameter, bullets.filter(isField), report)
    parameter.facts.say(
      'description',
      value,
      bullets.filter((bullet) => !isField(bullet)),
    )
  },
}

/** An unknown label: a limit no keyword is for, a field, or nothing we know. */
const addUnknown = (
  parameter: Parameter,
  { label, value }: { readonly label: string; readonly value: string },
  bullet: Bullet,
  report: Report,
): void => {
  if (/^(?:min|max)/.test(label) && /\d/.test(value))
    parameter.facts.add('stated', `${label.charAt(0).toUpperCase()}${label.slice(1)}: ${value}`)
  else if (isTyped(value)) parameter.children.push(labelledParameter(bullet, parameter, report))
  else report('note', parameter.place, `the fact "${label}" is not read`)
}

/** What is listed as the fields of an object are fields, also those of which no type is said. */
const addFields = (parameter: Parameter, bullets: readonly Bullet[], report: Report): void => {
  for (const bullet of bullets) {
    const [, name] = /^(?:`|\*\*`?)([A-Za-z_][\w-]*)(?:`?\*\*|`)\s*(?:[:：–—-]|$)/.exec(bullet.text) ?? []
    if (name === undefined || headOf(bullet) || isTyped(labelled(bullet.text)?.value ?? ''))
      addBullet(parameter, bullet, report)
    else {
      const field: Parameter = {
        name,
        place: `${parameter.place}, ${name}`,
        facts: new Facts(),
        children: [],
      }
      const rest = bullet.text.slice(bullet.text.indexOf(name) + name.length)
      field.facts.add('description', rest.replace(/^[`*]*\s*[:：–—-]?\s*/, ''))
      addBullets(field, bullet.bullets, report)
      parameter.children.push(field)
    }
  }
}

/** What a page says of the items is kept on a parameter called `[]` inside the array. */
const addItems = (parameter: Parameter, fact: Fact, report: Report): void => {
  const item: Parameter = { name: '[]', place: parameter.place, facts: new Facts(), children: [] }
  if (fact.text !== '') item.facts.say(plainType(plain(fact.text)) ? 'type' : 'description', fact.text)
  addBullets(item, fact.bullets, report)
  parameter.children.push(item)
}

const isTyped = (text: string): boolean =>
  /^`?(?:string|number|integer|boolean|object|array|float|int|bool)\b/i.test(text.trim())

const isAbout =
  (...names: readonly FactName[]) =>
  ({ text }: Bullet): boolean => {
    const fact = labelled(text)
    const name = fact && factName(fact.label)
    return name !== undefined && names.includes(name)
  }

/** A field with a label's look: ``**x**: `integer`, required, 0 - 100. Left edge``. */
const labelledParameter = (bullet: Bullet, { place }: Parameter, report: Report): Parameter => {
  const [, name = '', value = ''] =
    /^[*_`]*([A-Za-z_][\w-]*)[*_`]*\s*[:：][*_]*\s*([\s\S]*)$/.exec(bullet.text) ?? []
  const [note = '', ...rest] = value.split(/\.\s+(?=[A-Z])/)
  const parameter: Parameter = { name, place: `${place}, ${name}`, facts: marksIn(note), children: [] }
  if (rest.length > 0) parameter.facts.add('description', rest.join('. '))
  addBullets(parameter, bullet.bullets, report)
  return parameter
}

const IDENTIFIER = String.raw`[A-Za-z_][\w-]*(?:\[\])?(?:\.[A-Za-z_][\w-]*(?:\[\])?)*`
const SHAPE = new RegExp(
  `^(?:\\*\\*|__)?(\`?)(${IDENTIFIER})\\1(?:\\*\\*|__)?\\s*(?:[*_]?[(（\\[]([^)）\\]\\n]{1,120})[)）\\]][*_]?)?(?:\\*\\*|__)?\\s*(?::|：|–|—|-(?=\\s))?\\s*([\\s\\S]*)$`,
)

/** A parameter's own line: its name, the facts beside it, and what else it says. */
interface Head {
  readonly name: string
  readonly marks: Facts
  readonly words: string
}

/** The head of a bullet that is a parameter of its own: `` `name` (string, required): what it is ``. */
const headOf = (bullet: Bullet): Head | undefined => {
  const [, code, name, note = '', rest = ''] = SHAPE.exec(bullet.text) ?? []
  if (name === undefined) return undefined
  const dashed = note === '' ? dashedMarks(rest) : undefined
  const marks = dashed?.marks ?? marksIn(note)
  const isNamed = code !== '' || /^(\*\*|__)/.test(bullet.text)
  if (marks.isEmpty && !(isNamed && bullet.bullets.some(isAbout('type', 'required')))) return undefined
  return { name, marks, words: dashed?.rest ?? rest.trim() }
}

const parameterOf = (
  { name, marks, words }: Head,
  { bullets }: Bullet,
  place: string,
  report: Report,
): Parameter => {
  const parameter: Parameter = { name, place: `${place}, ${name}`, facts: marks, children: [] }
  if (words !== '') parameter.facts.add('description', words)
  takeDefault(parameter, words)
  addBullets(parameter, bullets, report)
  return parameter
}

/** A bullet that is a parameter, with everything below it. */
export const parameterIn = (bullet: Bullet, place: string, report: Report): Parameter | undefined => {
  const head = headOf(bullet)
  return head && parameterOf(head, bullet, place, report)
}
