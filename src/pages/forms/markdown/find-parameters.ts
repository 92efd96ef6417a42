import type { Report } from '../../imported-page.ts'
import { bulletsOf, labelled, plain } from '../../text/blocks.ts'
import type { Section } from '../../text/outline.ts'
import { PageError, type PageText } from '../../text/page.ts'
import { Facts } from '../../wording/facts.ts'
import { factName } from '../../wording/labels.ts'
import { marksIn } from '../../wording/marks.ts'
import { inEnglish } from '../../wording/other-languages.ts'
import { type SpokenCall, spokenCallIn } from '../../wording/spoken-call.ts'
import { merge } from './grow.ts'
import type { Parameter } from './parameter.ts'
import { addBullets, parameterIn } from './parameter-bullets.ts'
import { rowsOf } from './parameter-table.ts'
import { asPath } from './path-names.ts'
import { placeIn } from './place.ts'

/** A parameter and the object of the request it belongs to. */
export interface Found {
  readonly parameter: Parameter
  readonly owner: 'root' | 'input' | 'unsure'
}

const MOST_PARAMETERS = 2_000

/** @throws PageError where there are more than any page has */
export const parametersOf = (
  { file }: PageText,
  outline: readonly Section[],
  report: Report,
): readonly Found[] => {
  const found: Found[] = []
  /** The parameters whose headings are above the current section. */
  const open: { readonly depth: number; readonly parameter: Parameter }[] = []
  const title = inEnglish(titleOf(outline) ?? '').trim()
  let spoken: SpokenCall
  let spokenAt = 0
  for (const section of outline) {
    const named = spokenCallIn(section)
    // What is about another call ends with the heading above it.
    if (named !== undefined) [spoken, spokenAt] = [named, section.depth]
    else if (spoken === 'other' && section.depth < spokenAt) spoken = undefined
    while (open.length > 0 && (open.at(-1)?.depth ?? 0) >= section.depth) open.pop()
    if (section.depth === 0 && section.prose.trim() === '') continue
    if (spoken === 'other' || isElsewhere(section, title)) continue
    const parameter = parameterOf(section, report)
    const known = parameter ? undefined : namedIn(section, found)
    const parent = known ?? open.at(-1)?.parameter ?? mentionedIn(section, found)
    const isMarked = markIn(section)
    const add = (parameter: Parameter, owner: Found['owner']): void => {
      if (!isOfBody(parameter)) return
      if (found.length > MOST_PARAMETERS)
        throw new PageError(file, placeIn(section), `at most ${MOST_PARAMETERS} parameters before it`)
      if (isMarked && !parameter.facts.has('optional')) parameter.facts.say('required', isMarked)
      if (parent) parent.children.push(stripped(parameter, parent))
      else if (/^input\./.test(parameter.name))
        found.push({
          parameter: { ...parameter, name: parameter.name.slice('input.'.length) },
          owner: 'input',
        })
      else found.push({ parameter, owner: isEnvelope(parameter, owner, found) ? 'root' : owner })
    }
    const owner = ownerOf(section)
    if (known) open.push({ depth: section.depth, parameter: known })
    if (parameter) {
      add(parameter, owner)
      open.push({ depth: section.depth, parameter })
    }
    const into = parameter
      ? (child: Parameter): unknown => parameter.children.push(stripped(child, parameter))
      : (child: Parameter): unknown => add(child, owner)
    for (const table of section.tables) for (const row of rowsOf(table, section, report)) into(row)
    if (!parameter && (isAbout(section) || parent))
      for (const bullet of section.bullets) {
        const listed = parameterIn(bullet, placeIn(section), report)
        if (listed) into(listed)
      }
  }
  return found
}

/** What is sent as a header or in the address is not a field of the body. */
const isOfBody = ({ name, facts }: Parameter): boolean =>
  !/\b(?:header|query|path|cookie)\b/i.test(facts.get('location')?.text ?? '') &&
  !/^(?:authorization|content-type|accept|x-api-key)$/i.test(name)

const answers =
  /\b(responses?|query|queries|task status|errors?|status codes?|error codes?|results?|usage|callbacks?|webhooks?|authentication|authorizations?|changelog|pricing|faq)\b/i
const isName = (title: string): boolean => /^`?[a-z_][\w-]*(?:\[\])?(?:\.[\w[\]-]+)*`?$/.test(title)

/** The page's own title: the one heading that stands above all others. */
const titleOf = (outline: readonly Section[]): string | undefined => {
  const headings = outline.filter(({ depth }) => depth > 0)
  const [first] = headings
  const isAlone = headings.every((heading) => heading === first || heading.depth > (first?.depth ?? 0))
  return isAlone && headings.length > 1 ? first?.title : undefined
}

/** The `input` that holds the parameters, not one of them that is called so too. */
const isEnvelope = ({ name }: Parameter, owner: Found['owner'], found: readonly Found[]): boolean =>
  name === 'input' &&
  !(owner === 'input' && found.some((each) => each.parameter.name === 'input' && each.owner === 'root'))

/** A heading without facts of its own that names a parameter described before: what follows are its fields. */
const namedIn = (section: Section, found: readonly Found[]): Parameter | undefined => {
  const name = plain(headingOf(section.title))
  return found.find(({ parameter }) => parameter.name === name && name !== 'input' && name !== 'model')
    ?.parameter
}

/** A heading without its number and without the link around it. */
const headingOf = (title: string): string =>
  asPath(
    title
      .slice(0, 300)
      .replace(/^\d+(?:\.\d+)*[.)、]?\s+/, '')
      .replace(/\[([^\]]+)\]\([^)]*\)/, '$1'),
  )

/** The headings above a section and its own, in English. */
const titlesOf = ({ above, title }: Section): readonly string[] =>
  [...above, title].map((each) => inEnglish(each.slice(0, 300)).trim())

/** Whether a section is about something else than the request. */
const isElsewhere = (section: Section, pageTitle: string | undefined): boolean =>
  titlesOf(section).some(
    (title) =>
      title !== pageTitle &&
      answers.test(plain(title)) &&
      !isName(plain(title)) &&
      !/\brequest\b|\binput\b|callback ?url/i.test(title),
  )

/** "Required parameters", "Optional fields": what the headings say of all that stand below. */
const markIn = (section: Section): string | undefined => {
  const [, word] =
    titlesOf(section)
      .map((heading) =>
        /^\W*(required|mandatory|optional)\s+(?:\w+\s+)?(?:param|field|input|propert|argument)/i.exec(
          headingOf(heading),
        ),
      )
      .findLast((match) => match) ?? []
  return word === undefined ? undefined : /optional/i.test(word) ? 'no' : 'yes'
}

const isAbout = (section: Section): boolean =>
  titlesOf(section).some((title) =>
    /param|input|field|propert|argument|request|body|option|\broot\b/i.test(title),
  )

const ownerOf = (section: Section): Found['owner'] => {
  const titles = titlesOf(section)
  if (titles.some((title) => /\binput\b/i.test(title) && !/^`?input_/.test(plain(title)))) return 'input'
  return titles.some((title) => /\broot\b|top.?level|request param|request body|common param/i.test(title))
    ? 'root'
    : 'unsure'
}

/** `camera.zoom` below the heading `camera` is its `zoom`. */
const stripped = (parameter: Parameter, parent: Parameter): Parameter => {
  const own = parent.name.replace(/\[\]$/, '')
  // `points[][].x`: inside a list of lists.
  if (parameter.name.startsWith(`${own}[][]`)) return { ...parameter, name: parameter.name.slice(own.length) }
  for (const prefix of [`input.${own}[].`, `input.${own}.`, `${own}[].`, `${own}.`])
    if (parameter.name.startsWith(prefix)) return { ...parameter, name: parameter.name.slice(prefix.length) }
  return parameter
}

/** "`elements` item fields": the parameter that a heading without facts of its own speaks of. */
const mentionedIn = (section: Section, found: readonly Found[]): Parameter | undefined => {
  if (!/item|propert|field|object|structure|element|param/i.test(section.title)) return undefined
  const words: readonly string[] = section.title.match(/[A-Za-z_][\w-]*/g) ?? []
  const fits = found.filter(
    ({ parameter }) =>
      words.includes(parameter.name) && parameter.name !== 'input' && parameter.name !== 'model',
  )
  return fits.find(({ parameter }) => /array|list|object/i.test(parameter.facts.get('type')?.text ?? ''))
    ?.parameter
}

/** Facts as lines of their own (`**Type:** string`, several on a line too) as bullets, with the bullets that follow below them: but for those that are facts of the same kind. */
const withLabelsAsBullets = (prose: string): string => {
  let isBelow = false
  let hasFields = false
  return prose
    .split('\n')
    .flatMap((line) => {
      if (isLabelledLine(line)) {
        isBelow = true
        hasFields = /^\W*(?:items|fields|properties|structure)\b/i.test(line)
        const facts = line.split(/\s+[|·•]\s+(?=[*_]*[A-Za-z][A-Za-z ]{1,30}[*_]*\s*:)/)
        return facts.map((fact) => `- ${fact.trim()}`)
      }
      const isListed = /^\s*(?:[-*+•]|\d{1,3}[.)])\s/.test(line)
      if (!isListed && line.trim() !== '') isBelow = false
      if (isListed && !hasFields && isLabelledLine(line.replace(/^\s*[-*+•]\s+/, ''))) return [line]
      return isBelow && isListed ? [`  ${line}`] : [line]
    })
    .join('\n')
}

const isLabelledLine = (line: string): boolean => {
  if (!/^[*_]*[A-Za-z]/.test(line) || line.length > 2_000) return false
  const fact = labelled(line.trim())
  return fact !== undefined && factName(fact.label) !== undefined
}

/** A heading with facts below it is a parameter. */
const parameterOf = (section: Section, report: Report): Parameter | undefined => {
  if (section.depth === 0) return undefined
  const listed = withLabelsAsBullets(section.prose)
  const bullets = listed === section.prose ? section.bullets : bulletsOf(listed)
  const facts = bullets.map(({ text }) => labelled(text)).map((fact) => fact && factName(fact.label))
  const isDescribed = facts.includes('type') || facts.includes('required')
  const heading = headingOf(section.title)
  const title = heading.replaceAll('~~', '')
  const [, name = ''] =
    /^(?:\*\*)?`?\s*((?:[A-Za-z_]|\d+(?=[A-Za-z_]))[\w.[\]-]*(?: [a-z][\w]*)?)\s*`?(?:\*\*)?\s*(?:\*|[(（[:：–—-].*|\b(?:required|optional)\b.*|`.*)?$/.exec(
      title,
    ) ?? []
  const rest = name === '' ? '' : title.slice(title.indexOf(name) + name.length)
  const marks = marksIn(
    rest
      .replaceAll(/[()（）[\]`*:：–—]/g, ' ')
      .replace(/^\s*-\s/, '')
      .trim(),
  )
  // "`prompt` — string, required": all facts are in the heading.
  if (!isDescribed && !(isName(name) && (marks.has('type') || marks.has('required')))) return undefined
  const place = placeIn(section)
  if (name === '') {
    report(
      'warning',
      place,
      title.trim() === ''
        ? 'a parameter without a name is left out'
        : `"${title.slice(0, 60)}" has facts but is not a name; left out`,
    )
    return undefined
  }
  const parameter: Parameter = { name, place, facts: new Facts(), children: [] }
  if (/\s/.test(name)) report('warning', place, `the name "${name}" has a blank in it`)
  addBullets(parameter, bullets, report)
  if (title !== heading) marks.say('deprecated', 'yes')
  if (/^\s*`?\s*\*\s*$/.test(rest)) marks.say('required', 'yes')
  merge(parameter, { ...parameter, facts: marks, children: [] }, report)
  const words = section.prose
    .split('\n')
    .filter(
      (line) =>
        line.trim() !== '' &&
        !isLabelledLine(line) &&
        !/^\s*([-*+•]|\d+[.)])\s|^\s*\||^\s*>|^\s{2,}/.test(line),
    )
  if (!parameter.facts.has('description') && words.length > 0)
    parameter.facts.add('description', words.join('\n').trim())
  return parameter
}
