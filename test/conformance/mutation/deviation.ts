import type { Delivery, Deviation, UnseenRequest, UnseenResponse } from '../unseen/operator.ts'
import { type Call, type Hooks, kindOf, type Post, parsed, type Reply } from './mutant.ts'

const hooksIn = (memory: Map<string, unknown>, begin: () => Hooks): Hooks => {
  if (!memory.has('hooks')) memory.set('hooks', begin())
  return memory.get('hooks') as Hooks
}

const callOf = ({ method, path, query, headers, text }: UnseenRequest): Call => {
  const search = new URLSearchParams(query).toString()
  return {
    kind: kindOf(method, path),
    method,
    path: search === '' ? path : `${path}?${search}`,
    authorization: headers.authorization,
    contentType: headers['content-type'],
    text,
    json: parsed(text),
  }
}

/** What is left of a call once the deviation has had it. */
const requestOf = ({ method, path, authorization, contentType, text }: Call): UnseenRequest => {
  const [pathname = '', search] = path.split('?')
  return {
    method,
    path: pathname,
    query: Object.fromEntries(new URLSearchParams(search)),
    headers: {
      ...(authorization === undefined ? {} : { authorization }),
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
    },
    json: parsed(text),
    text,
  }
}

const deliveryOf = ({ method, headers, json, text }: Post): Delivery => ({
  method,
  headers,
  text: text ?? JSON.stringify(json),
})

/** A deviation that is written as hooks, as the stage takes it. */
export const deviationOf = ({ begin }: { readonly begin: () => Hooks }): Deviation => ({
  benign: false,
  before: async ({ request, memory, faithful }) => {
    const hooks = hooksIn(memory, begin)
    const call = callOf(request)
    await hooks.call?.(call)
    const response = await faithful(requestOf(call))
    const json = parsed(response.text)
    if (json === undefined || hooks.reply === undefined) return response
    const reply: Reply = {
      status: response.status,
      headers: { ...response.headers },
      json,
      text: undefined,
      isChunked: false,
    }
    hooks.reply(reply, call)
    return responseOf(reply)
  },
  apply: async ({ response }) => response as UnseenResponse,
  applyCallback: ({ headers, text }, memory) => {
    const { post } = hooksIn(memory, begin)
    const given: Post = { method: 'POST', headers: { ...headers }, json: parsed(text), text: undefined }
    return (post?.(given) ?? [given]).map(deliveryOf)
  },
})

const responseOf = ({ status, headers, json, text, isChunked }: Reply): UnseenResponse => ({
  status,
  headers,
  text: text ?? JSON.stringify(json) ?? '',
  isChunked,
})
