import type { IncomingMessage } from 'node:http'
import type { Destination } from './upstream.ts'

/** `::1` of `[::1]`. */
export const unbracketed = (host: string): string => host.replace(/^\[|\]$/g, '')

/** The host and port of `api.kie.ai:443` or `[::1]:443`. */
export const peerOf = (authority: string, usualPort: number): Destination => {
  const [, host = authority, port] = /^(.*?)(?::(\d+))?$/.exec(authority) ?? []
  return { host: unbracketed(host), port: Number(port) || usualPort }
}

/** The destination of a plain request: its absolute URL, or what its Host header names; undefined if it has neither. */
export const targetOf = ({ url = '', headers: { host = '' } }: IncomingMessage): URL | undefined => {
  const text = url.startsWith('/') ? `http://${host}${url}` : url
  if (!URL.canParse(text)) return undefined
  const target = new URL(text)
  return /^https?:$/.test(target.protocol) && target.hostname !== '' ? target : undefined
}

/** The head of a request as it came, except that an absolute URL is reduced to its path. */
export const headOf = ({ method, rawHeaders }: IncomingMessage, { pathname, search }: URL): Buffer => {
  const headers = rawHeaders.flatMap((text, index) =>
    index % 2 === 0 ? [`${text}: ${rawHeaders[index + 1]}`] : [],
  )
  const lines = [`${method} ${pathname}${search} HTTP/1.1`, ...headers]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
}
