import { isInternalHost } from '../../contracts/addresses.ts'
import type { UploadForm, UploadRules } from '../../contracts/index.ts'
import { beginning } from '../beginning.ts'
import { bounds } from '../bounds.ts'
import { Refusal } from '../http/refusal.ts'
import type { MatchedVisit } from '../http/visit.ts'
import { placeholderOf } from '../results/media-library.ts'
import { contentTypeOf, nameFor } from '../uploads/content-type.ts'
import { UPLOADS_PREFIX, type Upload } from '../uploads/uploads.ts'
import { jsonBody } from './json-body.ts'
import type { OperationOutcome } from './operation-outcome.ts'

/** What a call brings: the file, and what is said about it. */
interface Brought {
  readonly bytes: Buffer
  readonly contentType: string
  readonly fileName: string | undefined
  readonly folder: string | undefined
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

const required = (body: Readonly<Record<string, unknown>>, field: string): string => {
  const value = body[field]
  if (value === undefined || value === '') throw new Refusal('missing-field', `${field} is missing.`, field)
  if (typeof value !== 'string') throw new Refusal('invalid-type', `${field} must be a string.`, field)
  return value
}

const DATA_URL = /^data:([\w.+-]+\/[\w.+-]+)?[^,]{0,100};base64,/i

const fromBase64 = (visit: MatchedVisit, { fields }: UploadRules): Brought => {
  const body = jsonBody(visit)
  const written = required(body, fields.base64)
  const [prefix = '', said] = DATA_URL.exec(written) ?? []
  const base64 = written.slice(prefix.length)
  if (!/^[\w+/=\s-]+$/.test(base64))
    throw new Refusal('invalid-value', `${fields.base64} is not base64.`, fields.base64)
  const bytes = Buffer.from(base64, 'base64')
  return { ...named(body, fields), bytes, contentType: contentTypeOf(bytes, said) }
}

/** Nothing is fetched: a placeholder stands in for what is at the address. */
const fromUrl = (visit: MatchedVisit, { fields }: UploadRules): Brought => {
  const body = jsonBody(visit)
  const written = required(body, fields.url)
  const url = URL.canParse(written) ? new URL(written) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || isInternalHost(url.hostname))
    throw new Refusal(
      'invalid-value',
      `${fields.url} is not an address that can be fetched from outside.`,
      fields.url,
    )
  visit.addNote('Nothing was fetched: a placeholder stands in for the file.')
  const { contentType, read } = placeholderOf('png')
  const last = url.pathname.split('/').at(-1)
  const said = named(body, fields)
  return { ...said, fileName: said.fileName ?? textOf(last), bytes: read().bytes, contentType }
}

const fromStream = async (visit: MatchedVisit, { fields }: UploadRules): Promise<Brought> => {
  const { request } = visit
  const type = String(request.headers['content-type'] ?? '')
  if (!type.startsWith('multipart/form-data') || !Buffer.isBuffer(request.body))
    throw new Refusal('wrong-content-type', 'The file is sent as multipart/form-data.')
  const form = await new Response(new Uint8Array(request.body), { headers: { 'content-type': type } })
    .formData()
    .catch((error: unknown) => {
      throw new Refusal('malformed-json', `The form cannot be read: ${(error as Error).message}.`)
    })
  const file = form.get(fields.file)
  if (file === null || typeof file === 'string')
    throw new Refusal('missing-field', `${fields.file} is missing.`, fields.file)
  const bytes = Buffer.from(await file.arrayBuffer())
  const said = named(Object.fromEntries(form), fields)
  return {
    ...said,
    fileName: said.fileName ?? textOf(file.name),
    bytes,
    contentType: contentTypeOf(bytes, textOf(file.type)),
  }
}

const named = (body: Readonly<Record<string, unknown>>, { name, folder }: UploadRules['fields']) => {
  return { fileName: textOf(body[name]), folder: textOf(body[folder]) }
}

const readers: Readonly<
  Record<UploadForm, (visit: MatchedVisit, rules: UploadRules) => Brought | Promise<Brought>>
> = {
  base64: fromBase64,
  url: fromUrl,
  stream: fromStream,
}

/** A name that is safe as the end of a link. */
const plainName = (name: string): string => beginning(name.replace(/[^\w.-]+/g, '_').slice(-100), 100)

const keep = (visit: MatchedVisit, rules: UploadRules, brought: Brought): OperationOutcome => {
  const { account, provider, simulation } = visit
  if (brought.bytes.length === 0) throw new Refusal('invalid-value', 'The file is empty.')
  if (brought.bytes.length > bounds.uploadedFile.most)
    throw new Refusal('body-too-large', `A file may have ${bounds.uploadedFile.most} bytes.`)
  const now = account.clock.now()
  const fileName = plainName(brought.fileName ?? nameFor(brought.contentType))
  const nth = account.nextCall('upload')
  const upload: Upload = {
    account: account.name,
    path: `${encodeURIComponent(account.name)}/${nth}/${fileName}`,
    fileName,
    folder: beginning(brought.folder ?? 'uploads', 200),
    contentType: beginning(brought.contentType, 100),
    bytes: brought.bytes,
    uploadedAt: now,
    expiresAt: now + rules.lifetimeMs,
  }
  simulation.uploads.add(upload)
  const url = `${simulation.linkBase}${UPLOADS_PREFIX}/${upload.path}`
  return { body: provider.renderUpload?.(upload, url, brought.fileName ?? fileName) }
}

/** Stores a file for a day; its link can be a picture of a create request. @throws Refusal */
export const upload = (visit: MatchedVisit): OperationOutcome | Promise<OperationOutcome> => {
  const rules = visit.provider.contract.uploads
  const form = rules?.forms[visit.operation.id]
  if (rules === undefined || form === undefined)
    throw new Refusal('unknown-route', 'There is no such upload.')
  const brought = readers[form](visit, rules)
  return brought instanceof Promise
    ? // The account may have been reset while the form was read.
      brought.then((file) => (visit.isStale ? { body: undefined } : keep(visit, rules, file)))
    : keep(visit, rules, brought)
}
