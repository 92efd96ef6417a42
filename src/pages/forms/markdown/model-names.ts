import type { JsonObject } from '../../../contracts/check/json.ts'
import type { Report } from '../../imported-page.ts'
import { withoutQuotes } from '../../schema/values.ts'
import { plain } from '../../text/blocks.ts'
import type { Section } from '../../text/outline.ts'
import { optionsIn } from '../../wording/written-values.ts'
import type { Found } from './find-parameters.ts'

/** Which models the page is for. */
export const modelsOf = (
  outline: readonly Section[],
  found: readonly Found[],
  bodies: readonly JsonObject[],
  report: Report,
): readonly string[] => {
  const named = found.filter(({ parameter }) => parameter.name === 'model')
  const own = (named.find(({ owner }) => owner !== 'input') ?? named[0])?.parameter
  const options = own?.facts.get('options')
  const listed = options ? optionsIn(options).map(String).map(withoutQuotes) : []
  const formats = outline.flatMap(({ tables }) =>
    tables.flatMap(({ titles, rows }) => (titles.includes('value') ? rows : [])),
  )
  const format = formats.find(([property = '']) =>
    /^(format|model|model name|identifier|value)$/i.test(plain(property)),
  )?.[1]
  const description = [
    own?.facts.get('description')?.text,
    own?.facts.get('default')?.text,
    own?.facts.get('example')?.text,
  ].join('\n')
  const spans = [...description.matchAll(/[`"“]([\w.-]+(?:\/[\w.-]+)*)[`"”]/g)]
    .map(([, name = '']) => name)
    .filter((name) => /[-/\d]/.test(name) && !isFileName(name))
  const shown = [
    ...new Set(
      bodies.map((body) => String(body.model)).filter((model) => !/^(string|model|your|<)/i.test(model)),
    ),
  ]
  const said = outline
    .map(
      ({ prose }) =>
        /\bmodel(?: name| id(?:entifier)?)?\b[*`:\s|]{1,8}`([\w.-]+(?:\/[\w.-]+)*)`/i.exec(prose)?.[1],
    )
    .find((name) => name !== undefined && /[-/\d]/.test(name) && !isFileName(name))
  const stated =
    listed.length > 0
      ? listed
      : format !== undefined && /[-/\d]/.test(format)
        ? namesIn(format)
        : spans.length > 0
          ? spans
          : said
            ? [said]
            : []
  const models = [...new Set(stated.length > 0 ? stated : shown.slice(0, 1))].filter((name) => name !== '')
  const strange = shown.filter((model) => !models.includes(model))
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
