import { isObject, type Json, type JsonObject, present } from '../../contracts/check/json.ts'
import type { PageProblem } from '../text/page.ts'

/** One request parameter, as both kinds of Kie page describe it. */
export interface Parameter {
  readonly name: string
  /** Where the page describes it. */
  readonly place: string
  /** The type in the page's words: `string`, `string(URL)`, `number`. */
  readonly type: string
  readonly isRequired: boolean
  readonly description?: string | undefined
  readonly options?: readonly Option[] | undefined
  /** What the page calls the default value. */
  readonly defaultText?: string | undefined
  readonly exampleText?: string | undefined
  readonly minLength?: number | undefined
  readonly maxLength?: number | undefined
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly multipleOf?: number | undefined
  readonly fileTypes?: readonly string[] | undefined
  readonly maxFileSize?: string | undefined
}

export interface Option {
  readonly value: string
  readonly label: string
}

/** The first number in a text: 800 in "800 characters". */
export const numberIn = (text: string | undefined): number | undefined => {
  const match = /-?\d+(?:\.\d+)?/.exec((text ?? '').replaceAll(/(?<=\d),(?=\d{3}\b)/g, ''))
  return match ? Number(match[0]) : undefined
}

/** The object schema of several parameters. */
export const objectSchema = (
  parameters: readonly Parameter[],
  report: (problem: PageProblem) => void,
): JsonObject => {
  const required = parameters.filter((parameter) => parameter.isRequired).map((parameter) => parameter.name)
  return present({
    type: 'object',
    required: required.length > 0 ? required : undefined,
    properties: Object.fromEntries(
      parameters.map((parameter) => [parameter.name, schemaOf(parameter, report)]),
    ),
  })
}

export const schemaOf = (parameter: Parameter, report: (problem: PageProblem) => void): JsonObject => {
  const { type, format } = jsonType(parameter, report)
  const typed = (text: string): Json => typedValue(text, type)
  const stated = parameter.defaultText === undefined ? undefined : typed(parameter.defaultText)
  // A required field needs no default: what the page shows there is a sample to send.
  const isSample = parameter.isRequired && stated !== undefined
  const example = isSample
    ? stated
    : parameter.exampleText === undefined
      ? undefined
      : typed(parameter.exampleText)
  return present({
    type,
    format,
    description: parameter.description,
    enum: parameter.options?.map((option) => typed(option.value)),
    minLength: parameter.minLength,
    maxLength: parameter.maxLength,
    minimum: parameter.minimum,
    maximum: parameter.maximum,
    multipleOf: parameter.multipleOf,
    default: isSample ? undefined : stated,
    examples: example === undefined ? undefined : [example],
    'x-accepted-file-types': parameter.fileTypes ? [...parameter.fileTypes] : undefined,
    'x-max-file-size': parameter.maxFileSize?.replace(/(\d)\.0+(?!\d)/, '$1'),
  })
}

const jsonTypes = ['string', 'number', 'integer', 'boolean', 'array', 'object']

const jsonType = (
  parameter: Parameter,
  report: (problem: PageProblem) => void,
): { readonly type: string; readonly format?: string } => {
  const written = parameter.type.trim().toLowerCase()
  const [, base = '', note] = /^([a-z]+)\s*(?:\(\s*([a-z]+)\s*\))?$/.exec(written) ?? []
  if (jsonTypes.includes(base)) return note === 'url' ? { type: base, format: 'uri' } : { type: base }
  report({
    severity: 'warning',
    place: parameter.place,
    message: `parameter ${parameter.name} has the unknown type "${parameter.type}"; taken as string`,
  })
  return { type: 'string' }
}

/** `"5"` and `5` are both the text 5 for a string; for other types the text is read as JSON. */
const typedValue = (text: string, type: string): Json => {
  const value = parsed(text)
  if (type !== 'string') return value ?? text
  return typeof value === 'string' ? value : text
}

const parsed = (text: string): Json | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value !== 'object' || Array.isArray(value) || isObject(value) ? (value as Json) : undefined
  } catch {
    return undefined
  }
}
