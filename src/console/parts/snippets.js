import { serverUrl } from '../base/api.js'

/**
 * A request as it is copied: with `$KEY` in place of the key.
 *
 * @typedef {object} Request
 * @property {string} method
 * @property {string} url the path and the query
 * @property {Readonly<Record<string, string>>} headers
 * @property {string} body
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal acts on them even inside quotes
const CONTROL = /[\x00-\x09\x0b-\x1f\x7f\x80-\x9f]/

/** @type {Readonly<Record<string, string>>} */
const NAMED = { '\\': '\\\\', "'": "\\'", '\n': '\\n' }

/** @type {(character: string) => string} */
const escaped = (character) => {
  const code = character.charCodeAt(0).toString(16)
  return (
    NAMED[character] ?? (character < '\x80' ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`)
  )
}

/**
 * A text as one word of a shell: nothing in it is a command, and nothing in it affects a terminal that it is pasted
 * into.
 *
 * @type {(text: string) => string}
 */
const shellWord = (text) => {
  if (/^[\w./:=@-]+$/.test(text)) return text
  if (!CONTROL.test(text)) return `'${text.replaceAll("'", "'\\''")}'`
  // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
  return `$'${text.replace(/[\\'\x00-\x1f\x7f-\x9f]/g, escaped)}'`
}

/** The headers that matter for repeating the request; the others are the client's own. @type {(name: string) => boolean} */
const isTelling = (name) => name === 'content-type' || name === 'range' || name.startsWith('x-stuntdouble-')

/** @type {(request: Request) => [string, string][]} */
export const tellingHeaders = ({ headers }) =>
  Object.entries(headers).filter(([name]) => isTelling(name.toLowerCase()))

/** @type {(request: Request) => string} */
const schemeOf = ({ headers }) => (headers.authorization ?? 'Bearer').split(' ')[0] ?? 'Bearer'

/** @type {(request: Request) => boolean} */
const hasKey = ({ headers }) => headers.authorization !== undefined

/** Whether the journal kept the whole body. @type {(body: string) => boolean} */
export const isWhole = (body) => !/… \(\d+ characters in all\)$/.test(body)

/** The request as a curl command. @type {(request: Request) => string} */
const curlOf = (request) => {
  const { method, url, body } = request
  const words = [
    ...(method === 'GET' && body === '' ? [] : [`-X ${shellWord(method)}`]),
    ...(hasKey(request) ? [`-H "Authorization: ${schemeOf(request)} $KEY"`] : []),
    ...tellingHeaders(request).map(([name, value]) => `-H ${shellWord(`${name}: ${value}`)}`),
    ...(body === '' ? [] : [`--data-raw ${shellWord(body)}`]),
  ]
  // Brackets and braces are a pattern to curl.
  return [`curl ${/[[\]{}]/.test(url) ? '-g ' : ''}${shellWord(serverUrl + url)}`, ...words].join(' \\\n  ')
}

/** @type {(text: string) => unknown} */
const jsonIn = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A text as a literal of JavaScript and of Python: both read JSON's escapes. @type {(text: string) => string} */
const literal = (text) =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** @type {(value: unknown, indent: string) => string} */
const javaScriptValue = (value, indent) => JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`)

/** @type {(request: Request, key: string) => [string, string][]} */
const literalHeaders = (request, key) => [
  ...(hasKey(request) ? [/** @type {[string, string]} */ (['authorization', key])] : []),
  ...tellingHeaders(request).map(([name, value]) => /** @type {[string, string]} */ ([name, literal(value)])),
]

/** The request as a call of `fetch`. @type {(request: Request) => string} */
const fetchOf = (request) => {
  const { method, url, body } = request
  const json = jsonIn(body)
  const headers = literalHeaders(request, `\`${schemeOf(request)} \${process.env.KEY}\``)
  const lines = [
    `  method: ${literal(method)},`,
    '  headers: {',
    ...headers.map(([name, value]) => `    ${literal(name)}: ${value},`),
    '  },',
    ...(body === ''
      ? []
      : [
          json === undefined
            ? `  body: ${literal(body)},`
            : `  body: JSON.stringify(${javaScriptValue(json, '  ')}),`,
        ]),
  ]
  return `const response = await fetch(${literal(serverUrl + url)}, {\n${lines.join('\n')}\n})\nconsole.log(response.status, await response.text())`
}

/** JSON as Python writes it. @type {(value: unknown, indent: string) => string} */
const pythonValue = (value, indent) => {
  const inner = `${indent}    `
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return literal(value)
  if (typeof value !== 'object') return String(value)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const items = Array.isArray(value)
    ? value.map((item) => pythonValue(item, inner))
    : Object.entries(value ?? {}).map(([name, item]) => `${literal(name)}: ${pythonValue(item, inner)}`)
  return items.length === 0
    ? `${open}${close}`
    : `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}${close}`
}

/** The request in Python, with its own library. @type {(request: Request) => string} */
const pythonOf = (request) => {
  const { method, url, body } = request
  const json = jsonIn(body)
  const data =
    body === ''
      ? []
      : [
          json === undefined
            ? `    data=${literal(body)}.encode(),`
            : `    data=json.dumps(${pythonValue(json, '    ')}).encode(),`,
        ]
  const headers = literalHeaders(request, `f"${schemeOf(request)} {os.environ['KEY']}"`)
  return [
    'import json, os, urllib.request',
    '',
    'request = urllib.request.Request(',
    `    ${literal(serverUrl + url)},`,
    `    method=${literal(method)},`,
    '    headers={',
    ...headers.map(([name, value]) => `        ${literal(name)}: ${value},`),
    '    },',
    ...data,
    ')',
    'with urllib.request.urlopen(request) as response:',
    '    print(response.status, json.load(response))',
  ].join('\n')
}

/** Every language in which a request can be copied. */
export const LANGUAGES = /** @type {const} */ ([
  ['curl', curlOf],
  ['fetch', fetchOf],
  ['Python', pythonOf],
])
