/** @import { Exchange, Provider, Sample, Sent } from '../types.d.ts' */
/** @import { Request } from '../parts/snippets.js' */
/** @import { Chosen } from '../parts/fault-picker.js' */
import { call, serverUrl } from '../base/api.js'
import { actionButton, toast } from '../base/buttons.js'
import { keep, make, part } from '../base/dom.js'
import { icon } from '../base/icon.js'
import { goTo } from '../base/route.js'
import { snippet, snippetVersion } from '../parts/copy-as.js'
import { faultPicker, faultText } from '../parts/fault-picker.js'
import { valueAt, withValueAt } from '../parts/json-place.js'
import { tellingHeaders } from '../parts/snippets.js'
import { accountTitle, store } from '../store/store.js'

/** What a new account of the console is called. */
const KEY = 'stunt.happy.console'
const INBOX = `${serverUrl}/__stuntdouble/inbox/console`

/** What is about to be sent. */
const draft = {
  /** The request it began as, if one is edited. @type {string | undefined} */
  from: undefined,
  method: 'POST',
  path: '',
  body: '',
  scheme: 'Bearer',
  /** Besides the key and the fault. @type {Record<string, string>} */
  headers: {},
  /** An account that is there; without one, the key opens one. @type {string | undefined} */
  account: undefined,
  key: KEY,
  /** @type {Chosen} */
  fault: { name: '', settings: {} },
}

/** @type {(provider: Provider, sample: Sample) => void} */
const fillFrom = (provider, { path, body }) => {
  const withInbox = provider.callbackAt.length === 0 ? body : withValueAt(body, provider.callbackAt, INBOX)
  Object.assign(draft, {
    method: 'POST',
    path: (Object.values(provider.baseUrls)[0] ?? '') + path,
    body: JSON.stringify(withInbox, null, 2),
    scheme: provider.authScheme,
    headers: { 'content-type': 'application/json' },
  })
}

/** @type {(exchange: Exchange) => void} */
const fillAgain = ({ method, url, request, account }) => {
  const { [FAULT]: fault, ...headers } = Object.fromEntries(tellingHeaders({ method, url, ...request }))
  const [name = '', ...settings] = fault?.split(' ') ?? []
  Object.assign(draft, {
    method,
    path: url,
    body: request.body,
    headers,
    account: account ?? undefined,
    fault: { name, settings: Object.fromEntries(settings.map((each) => each.split('='))) },
  })
}

const FAULT = 'x-stuntdouble-fault'

/** @type {() => Request} */
const request = () => ({
  method: draft.method,
  url: draft.path,
  headers: {
    authorization: `${draft.scheme} $KEY`,
    ...draft.headers,
    ...(draft.fault.name !== '' && { [FAULT]: faultText(draft.fault) }),
  },
  body: draft.body,
})

const send = async () => {
  const { method, path, body, account, key, scheme } = draft
  const { authorization: _, ...headers } = request().headers
  const who = account === undefined ? { key } : {}
  /** @type {Sent} */
  const sent = await call('POST', 'send', {
    query: { account },
    body: { method, path, body, headers, scheme, ...who },
  })
  toast(sent.error ?? `The response is ${sent.status ?? 'cut off'}.`, sent.error !== null)
  const scope = store.account === undefined ? null : (sent.account ?? store.account)
  if (sent.task !== null && sent.status !== null && sent.status < 300) goTo(['task', sent.task], scope)
  else if (sent.exchange !== null) goTo(['request', sent.exchange], scope)
}

/** @type {() => unknown} */
const bodyJson = () => {
  try {
    return JSON.parse(draft.body)
  } catch {
    return undefined
  }
}

/** @type {(label: string, control: HTMLElement, hint?: string) => HTMLElement} */
const field = (label, control, hint) =>
  make('label.form-field', make('span.form-label', label), control, hint && make('span.hint', hint))

/** @type {(value: string, options: readonly (readonly [value: string, title: string])[], chosen: (value: string) => void) => HTMLSelectElement} */
const select = (value, options, chosen) => {
  const element = make(
    'select',
    options.map(([each, title]) => make('option', { value: each }, title)),
  )
  element.value = value
  element.addEventListener('change', () => chosen(element.value))
  return element
}

/** Whose request it is: an account that is there, or a key. @type {(changed: () => void) => HTMLElement} */
const whoFields = (changed) => {
  const keyInput = make('input', { value: draft.key, autocomplete: 'off', spellcheck: 'false' })
  keyInput.addEventListener('input', () => {
    draft.key = keyInput.value.trim()
  })
  const keyField = field('Key', keyInput, 'Any key works, and every key is an account of its own.')
  keyField.hidden = draft.account !== undefined
  const names = [...store.accounts.keys()]
  const options = [['', 'a key …'], ...names.map((name) => [name, accountTitle(name)])]
  const accounts = select(draft.account ?? '', /** @type {[string, string][]} */ (options), (name) => {
    draft.account = name === '' ? undefined : name
    keyField.hidden = draft.account !== undefined
    changed()
  })
  return make('div.form-pair', field('Account', accounts), keyField)
}

/** @type {(refill: () => void) => HTMLElement} */
const modelField = (refill) => {
  const [first] = store.providers
  const samples = store.providers.flatMap((provider) =>
    provider.samples.map((sample) => ({ provider, sample })),
  )
  const options = samples.map(({ provider, sample }, index) => [
    String(index),
    `${provider.title} · ${sample.model}`,
  ])
  const current = samples.findIndex(
    ({ sample, provider }) =>
      draft.path.endsWith(sample.path) &&
      draft.scheme === provider.authScheme &&
      draft.body.includes(JSON.stringify(sample.model)),
  )
  const control = select(
    String(Math.max(0, current)),
    /** @type {[string, string][]} */ (options),
    (index) => {
      const { provider = first, sample } = samples[Number(index)] ?? {}
      if (provider !== undefined && sample !== undefined) fillFrom(provider, sample)
      refill()
    },
  )
  return field('Model', control)
}

/** The provider whose sample has this path. @type {() => Provider | undefined} */
const providerOfDraft = () =>
  store.providers.find(({ samples }) => samples.some(({ path }) => draft.path.endsWith(path)))

/** @type {(changed: () => void) => HTMLElement} */
const bodyFields = (changed) => {
  const { promptAt = [] } = providerOfDraft() ?? {}
  const text = make('textarea.code', { rows: '10', spellcheck: 'false' })
  const prompt = make('textarea', { rows: '2' })
  const readBody = () => {
    text.value = draft.body
    prompt.value = String(valueAt(bodyJson(), promptAt) ?? '')
  }
  prompt.addEventListener('input', () => {
    const json = bodyJson()
    if (json === undefined) return
    draft.body = JSON.stringify(withValueAt(json, promptAt, prompt.value), null, 2)
    text.value = draft.body
    changed()
  })
  text.addEventListener('input', () => {
    draft.body = text.value
    prompt.value = String(valueAt(bodyJson(), promptAt) ?? '')
    changed()
  })
  readBody()
  return make(
    'div.stack',
    promptAt.length > 0 && field('Prompt', prompt),
    field('Body', text, 'Sent as it is, even if it is not JSON.'),
  )
}

/** @type {() => HTMLElement} */
const form = () => {
  const root = make('form.compose', { onsubmit: (/** @type {Event} */ event) => event.preventDefault() })
  const copied = make('div')
  const showSnippet = () => {
    keep(copied, [
      part('snippet', `${snippetVersion()} ${JSON.stringify(request())}`, () =>
        snippet(request(), showSnippet),
      ),
    ])
  }
  const fill = () => {
    root.replaceChildren(
      draft.from === undefined
        ? modelField(fill)
        : make('p', make('code.address', `${draft.method} ${draft.path}`)),
      bodyFields(showSnippet),
      whoFields(showSnippet),
      make(
        'div.form-field',
        make('span.form-label', 'Fault'),
        faultPicker(draft.fault, showSnippet, 'none: as it should be'),
      ),
      make('div.row', actionButton([icon('send'), 'Send'], send, { name: 'button.strong', type: 'submit' })),
      make('details.folded', make('summary', 'As code'), copied),
    )
    showSnippet()
  }
  fill()
  return root
}

/** @type {(from: string | undefined) => void} */
const begin = (from) => {
  const exchange = from === undefined ? undefined : store.exchanges.get(from)
  const isSame = draft.from === from && draft.path !== ''
  if (isSame) return
  draft.from = exchange === undefined ? undefined : from
  draft.fault = { name: '', settings: {} }
  draft.account = store.account !== undefined && store.isThere ? store.account : undefined
  const [provider] = store.providers
  const [sample] = provider?.samples ?? []
  if (exchange !== undefined) fillAgain(exchange)
  else if (provider !== undefined && sample !== undefined) fillFrom(provider, sample)
}

/** Creates the sample task at once, for somebody who wants to see something. */
export const createSample = async () => {
  begin(undefined)
  await send()
}

/** The form for a new request, or for one that is sent again. @type {(from: string | undefined) => { title: string, parts: readonly import('../base/dom-types.d.ts').Part[] }} */
export const composePane = (from) => {
  begin(from)
  return {
    title: draft.from === undefined ? 'New task' : 'Edit and resend',
    parts: [part('form', `${draft.from} ${store.providers.length}`, form)],
  }
}
