import type { Profile, ProviderName } from '../../contracts/index.ts'
import type { ImportedPage, OutputType } from '../../pages/imported-page.ts'
import { type ChosenFormat, USUAL_FORMAT } from '../results/formats.ts'
import { type Product, productOf } from '../results/product.ts'
import { askedCount, MOST_RESULTS } from './asked-count.ts'
import { askedFormat, offeredFormat } from './asked-format.ts'
import type { Catalogue } from './catalogue.ts'
import { describedFields, fieldsOf, saidOf } from './described-fields.ts'

type Body = Readonly<Record<string, unknown>>

/** What a create request makes. */
export interface Making {
  /** Undefined for one video. */
  readonly product: Product | undefined
  /** What the caller should know about it. */
  readonly note?: string
}

/** A rule that makes one video, whatever the request says. */
export const ONE_VIDEO: Making = { product: undefined }

/** What a create request makes with a model that a page describes, or that no page describes. */
export const makingOf = (
  catalogue: Catalogue,
  provider: ProviderName,
  model: string,
  path: string,
  body: Body,
  profile: Profile,
): Making => {
  const page = catalogue.pageOf(provider, model)
  if (page !== undefined) return described(page, model, body, profile)
  const output = catalogue.guessedOutput(provider, model, path, body)
  if (output === undefined) return ONE_VIDEO
  return made(output, askedFormat(output, fieldsOf(body)), 1)
}

const described = (page: ImportedPage, model: string, body: Body, profile: Profile): Making => {
  const { output } = page
  const fields = describedFields(page, model)
  // Observed: the live services fill in no defaults.
  const given =
    profile === 'documented' ? { ...saidOf(fields, 'default'), ...fieldsOf(body) } : fieldsOf(body)
  const format = askedFormat(output, given) ?? offeredFormat(output, saidOf(fields, 'enum'))
  return made(output, format, askedCount(output, fields, given))
}

const made = (output: OutputType, chosen: ChosenFormat | undefined, count: number): Making => {
  const { format, instead } = chosen ?? { format: USUAL_FORMAT[output] }
  const notes = [
    ...(instead === undefined
      ? []
      : [`There is no placeholder in the format ${instead}; the result is ${format}.`]),
    ...(count > MOST_RESULTS ? [`Only ${MOST_RESULTS} of ${count} results are made.`] : []),
  ]
  const product = productOf(format, Math.min(count, MOST_RESULTS))
  return notes.length === 0 ? { product } : { product, note: notes.join(' ') }
}
