import type { JsonObject } from '../../../contracts/check/json.ts'
import type { Report } from '../../imported-page.ts'
import { withoutQuotes } from '../../schema/values.ts'
import { plain } from '../../text/blocks.ts'
import type { Section } from '../../text/outline.ts'
import { optionsIn } from '../../wording/written-values.ts'
import type { Found } from './find-parameters.ts'
import type { Parameter } from './parameter.ts'

interface Sources {
  readonly outline: readonly Section[]
  /** What the page says of the field `model`. */
  readonly facts: Parameter['facts'] | undefined
  /** The models that its examples send. */
  readonly shown: readonly string[]
}

/** Where a page names its models, the best place first. */
const CANDIDATES: readonly ((sources: Sources) => readonly string[])[] = [
  ({ facts }) => {
    const options = facts?.get('options')
    return options ? optionsIn(options).map(String).map(withoutQuotes) : []
  },
  // A table of properties with a row for the name's format.
  ({ outline }) => {
    const rows = outline.flatMap(({ tables }) =>
      tables.flatMap((table) => (table.titles.includes('value') ? table.rows : [])),
    )
    const [, format] =
      rows.find(([property = '']) => /^(format|model|model name|identifier|value)$/i.test(plain(property))) ??
      []
    return format !== undefined && /[-/\d]/.test(format) ? namesIn(format) : []
  },
  ({ facts }) => {
    const said = (['description', 'default', 'example'] as const)
      .map((name) => facts?.get(name)?.text)
      .join('\n')
    return [...said.matchAll(/[`"“]([\w.-]+(?:\/[\w.-]+)*)[`"”]/g)]
      .map(([, name = '']) => name)
      .filter(isName)
  },
  ({ outline }) => {
    const named = outline.map(({ prose }) => NAMED_MODEL.exec(prose)?.[1] ?? '')
    return named.filter(isName).slice(0, 1)
  },
  ({ shown }) => shown.slice(0, 1),
]

const NAMED_MODEL = /\bmodel(?: name| id(?:entifier)?)?\b[*`:\s|]{1,8}`([\w.-]+(?:\/[\w.-]+)*)`/i

const isName = (name: string): boolean => /[-/\d]/.test(name) && !isFileName(name)

/** Which models the page is for. */
export const modelsOf = (
  outline: readonly Section[],
  found: readonly Found[],
  bodies: readonly JsonObject[],
  report: Report,
): readonly string[] => {
  const fields = found.filter(({ parameter }) => parameter.name === 'model')
  const facts = (fields.find(({ owner }) => owner !== 'input') ?? fields[0])?.parameter.facts
  const sent = bodies
    .map(({ model }) => String(model))
    .filter((model) => !/^(string|model|your|<)/i.test(model))
  const sources: Sources = { outline, facts, shown: [...new Set(sent)] }
  const names = CANDIDATES.map((namesOf) => namesOf(sources)).find((each) => each.length > 0) ?? []
  const models = [...new Set(names)].filter((name) => name !== '')
  const strange = sources.shown.filter((model) => !models.includes(model))
  if (strange.length > 0)
    report(
      'warning',
      'model',
      `the page is for ${models.join(', ')}, but its examples also name ${strange.join(', ')}`,
    )
  return models
}

/** `list.md` is where the names stand, not one of them. */
const isFileName = (name: string): boolean =>
  /\.(?:md|mdx|txt|json|ya?ml|html?|pdf|csv|py|js|ts|png|jpe?g|webp|mp4)$/i.test(name)

/** One name, or several code spans: `` `a/b` or `a/c` ``. */
const namesIn = (format: string): readonly string[] => {
  const spans = [...format.matchAll(/`([^`]+)`/g)].map(([, name = '']) => withoutQuotes(name))
  return spans.length > 1 ? spans : [withoutQuotes(plain(format))]
}
