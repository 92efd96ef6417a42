import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, extname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { servedTo } from '../../http/served.ts'
import { ControlError } from '../control-error.ts'
import { guard, TOKEN_COOKIE } from '../guard.ts'

/**
 * The folder with the console's files: beside the simulator in the source, in `dist/` when bundled. They are served as
 * they are.
 */
const consoleFolder = (start: string = dirname(fileURLToPath(import.meta.url))): string => {
  const folder = join(start, 'console')
  if (existsSync(join(folder, 'index.html'))) return folder
  const parent = dirname(start)
  if (parent === start) throw new Error("The console's files are missing: install the package again.")
  return consoleFolder(parent)
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
}

/** Nothing from elsewhere, nothing inline, no framing; and no text ever becomes markup (trusted types). */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

const sendFile = (reply: FastifyReply, folder: string, name: string, status = 200): FastifyReply =>
  reply
    .code(status)
    .headers({ ...HEADERS, 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' })
    .send(readFileSync(join(folder, name)))

/**
 * The console. It is not part of the API, so no table of routes lists it. Its addresses are relative, so that it works
 * behind a proxy that adds a prefix.
 */
export const addConsole = (app: FastifyInstance, prefix: string): void => {
  const folder = consoleFolder()
  const files = new Set(
    readdirSync(folder, { recursive: true }).map((name) => String(name).replaceAll(sep, '/')),
  )

  app.get(prefix, (request, reply) => {
    const query = /\?.*$/s.exec(request.url)?.[0] ?? ''
    return reply.headers(HEADERS).redirect(`.${prefix}/${query}`, 308)
  })

  app.get(`${prefix}/`, (request, reply) => {
    const { simulation } = servedTo(request)
    try {
      guard(request, false)
    } catch (error) {
      if (!(error instanceof ControlError)) throw error
      return refuse(request, reply, error)
    }
    const { token } = request.query as Readonly<Record<string, unknown>>
    const { controlToken } = simulation.settings
    if (typeof token !== 'string' || controlToken === undefined) return sendFile(reply, folder, 'index.html')
    // Removed from the address, where it would stay in the history. A cookie without a path applies to this folder.
    const cookie = `${TOKEN_COOKIE}=${encodeURIComponent(token)}; HttpOnly; SameSite=Strict`
    return reply.headers({ ...HEADERS, 'set-cookie': cookie }).redirect('./', 303)
  })

  /** Asks for the token if only that is missing; otherwise shows the reason. */
  const refuse = (request: FastifyRequest, reply: FastifyReply, { status, message }: ControlError) => {
    const { controlToken } = servedTo(request).simulation.settings
    if (controlToken !== undefined && isWelcome(request)) return sendFile(reply, folder, 'token.html', status)
    return reply
      .code(status)
      .headers({ ...HEADERS, 'content-type': 'text/plain; charset=utf-8' })
      .send(message)
  }

  const isWelcome = (request: FastifyRequest): boolean => {
    try {
      guard(request, true)
      return true
    } catch {
      return false
    }
  }

  // Documents and files are public, as in the package: no token is needed.
  app.get<{ Params: { readonly '*': string } }>(`${prefix}/docs/*`, async (request, reply) => {
    guard(request, true)
    const { '*': name } = request.params
    const { documentPage } = await import('../documents.ts')
    const page = documentPage(name)
    if (page === undefined) throw new ControlError(404, `There is no document ${JSON.stringify(name)}.`)
    return reply.headers({ ...HEADERS, 'content-type': TYPES['.html'] }).send(page)
  })

  app.get<{ Params: { readonly '*': string } }>(`${prefix}/console/*`, (request, reply) => {
    guard(request, true)
    const { '*': file } = request.params
    if (files.has(file) && extname(file) in TYPES) return sendFile(reply, folder, file)
    throw new ControlError(404, `The console has no file ${JSON.stringify(file)}.`)
  })
}
