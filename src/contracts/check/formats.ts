import { fullFormats } from 'ajv-formats/dist/formats.js'

type Formats = Readonly<Record<string, (text: string) => boolean>>

const isLike = (name: keyof typeof fullFormats): ((text: string) => boolean) => {
  const format = fullFormats[name]
  if (format instanceof RegExp) return (text) => format.test(text)
  if (typeof format === 'object' && typeof format.validate === 'function')
    return format.validate as (text: string) => boolean
  throw new Error(`ajv-formats has no check of ${name}`)
}

/** Any link that Node can read, `data:` included; pages call it by either name. */
const isLink = (text: string): boolean => URL.canParse(text)

/**
 * The formats that are checked: those that mean the same to everybody. All others that pages name (`binary`, `byte`,
 * `int32`, `password` …) are annotations.
 */
export const FORMATS: Formats = {
  uri: isLink,
  url: isLink,
  'date-time': isLike('date-time'),
  date: isLike('date'),
  time: isLike('time'),
  email: isLike('email'),
  uuid: isLike('uuid'),
  ipv4: isLike('ipv4'),
  ipv6: isLike('ipv6'),
}
