import { PageRefusal } from './imported-page.ts'
import { createCallsOfAll, isCreateCall, isQuery, mentionsCreateCall } from './providers/provider-calls.ts'
import type { PageText } from './text/page.ts'

/** One sentence on what a page without a create call seems to be. */
export const refusalOf = (page: PageText, title: string | undefined, calls: readonly string[]): PageRefusal =>
  new PageRefusal(
    `${page.file} describes no call that creates a task (${createCallsOfAll}): it seems to be ${seemsToBe(page, title ?? '', calls)}.`,
  )

const seemsToBe = (page: PageText, title: string, calls: readonly string[]): string => {
  const text = page.lines.slice(0, 2_000).join('\n').slice(0, 100_000)
  const called = title === '' ? '' : `, "${title.slice(0, 80)}"`
  const named = [...new Set(calls)].slice(0, 3).join(', ')
  const writes = calls.filter((call) => !/^GET\b/.test(call))
  if (/^\s*<(!doctype|html)\b/i.test(text)) return 'an HTML page; save the page as Markdown'
  if ((text.match(/<(?:script|link|meta|style)\b/gi)?.length ?? 0) > 1)
    return 'what is left of an HTML page (tags, scripts); save the page as Markdown: most pages have one at their address with .md'
  if (writes.some((call) => /upload/i.test(call)) || (/upload/i.test(title) && calls.length > 0))
    return `a page on uploading files (${named})`
  if (calls.some((call) => /chat\/completions|\/messages|\/responses/.test(call)))
    return `a page of a chat API (${named})`
  if (calls.length > 0 && calls.every(isQuery)) return `the page of a query alone (${named})`
  if (calls.some((call) => /credit|balance|quota/i.test(call)) && writes.length === 0)
    return `a page on credits (${named})`
  const [main] = calls.filter((call) => /^[A-Z]+ /.test(call))
  if (main !== undefined && !isCreateCall(main) && !isQuery(main) && !/^GET/.test(main))
    return `a page of another API (${main})`
  if (/webhook|callback/i.test(title)) return `a page on callbacks${called}`
  if (/quick ?start|getting started|introduction|welcome/i.test(title)) return `a guide${called}`
  if (calls.some(mentionsCreateCall))
    return /["']model["']\s*:/.test(text)
      ? `a page that names such a call and shows bodies for it, but states no parameter with a type${called}`
      : `a page that mentions such a call but describes none of its parameters${called}`
  if (calls.length > 0) return `a page of another API (${named})`
  if (
    /quick ?start|getting started|introduction|welcome|overview|guide/i.test(
      `${title}\n${text.slice(0, 400)}`,
    )
  )
    return `a guide${called}`
  if (/^\s*[{[]/.test(text)) return 'JSON, but not an OpenAPI document'
  return `a text without any call${called}`
}
