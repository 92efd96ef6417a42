import { serverUrl } from './api.js'

// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal acts on them even inside quotes
const CONTROL = /[\x00-\x09\x0b-\x1f\x7f\x80-\x9f]/

const escaped = (character) => {
  const named = { '\\': '\\\\', "'": "\\'", '\n': '\\n' }[character]
  const code = character.charCodeAt(0).toString(16)
  return named ?? (character < '\x80' ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`)
}

/**
 * A text as one word of a shell: nothing in it is a command, and nothing in it affects a terminal that it is pasted
 * into.
 */
const shellWord = (text) => {
  if (/^[\w./:=@-]+$/.test(text)) return text
  if (!CONTROL.test(text)) return `'${text.replaceAll("'", "'\\''")}'`
  // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
  return `$'${text.replace(/[\\'\x00-\x1f\x7f-\x9f]/g, escaped)}'`
}

/** The headers that matter for repeating the request; the others are the client's own. */
const isTelling = (name) => name === 'content-type' || name === 'range' || name.startsWith('x-stuntdouble-')

/** Whether the journal kept the whole body. */
export const isWhole = (body) => !/… \(\d+ characters in all\)$/.test(body)

/** The request as a curl command, with the key in `$KEY`. */
export const curlOf = ({ method, url, request: { headers, body } }) => {
  const words = [
    ...(method === 'GET' && body === '' ? [] : [`-X ${shellWord(method)}`]),
    ...(headers.authorization === undefined ? [] : ['-H "Authorization: Bearer $KEY"']),
    ...Object.entries(headers)
      .filter(([name]) => isTelling(name))
      .map(([name, value]) => `-H ${shellWord(`${name}: ${value}`)}`),
    ...(body === '' ? [] : [`--data-raw ${shellWord(body)}`]),
  ]
  const address = shellWord(serverUrl + url)
  // Brackets and braces are a pattern to curl.
  return [`curl ${/[[\]{}]/.test(url) ? '-g ' : ''}${address}`, ...words].join(' \\\n  ')
}
