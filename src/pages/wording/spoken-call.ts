import { callsMentioned, createCallAt, type MentionedCall } from '../calls.ts'
import type { Section } from '../text/outline.ts'

/** Which call a page speaks of from a place on: the create call, another one, or nothing said yet. */
export type SpokenCall = 'create' | 'other' | undefined

/** A line that is nothing but a call, with or without a label: `- **URL**: POST https://…`. A sentence names calls in passing. */
const callLine =
  /^(?:[-*+•]|\d{1,2}[.)]|>|#+)?\s*(?:[*_`]*[A-Za-z][A-Za-z ]{1,24}[*_`]*\s*[:：|]\s*[*_]*\s*)?[*_`\s]*(?:GET|POST|PUT|PATCH|DELETE)\b[`*_\s:|]*(?:https?:\/)?\/\S+[`*_\s]*$/

const METHOD = /\b(?:GET|POST|PUT|PATCH|DELETE)\b/

/** The calls that a section's own lines name, above its tables, or its code blocks call. */
export const callsIn = ({ title, prose, fences }: Section): readonly MentionedCall[] => {
  const lines = METHOD.test(prose) ? prose.split('\n') : []
  const table = lines.findIndex((line) => /^\s*\|.*\|/.test(line))
  const named = [title, ...lines.slice(0, table === -1 ? undefined : table)]
    .map((line) => line.trim())
    .filter((line) => line.length < 400 && METHOD.test(line) && callLine.test(line))
  const called = fences.filter(
    ({ text }) => /\bcurl\b/.test(text) || /^\s*(?:GET|POST)\s+(?:https?:\/)?\//.test(text),
  )
  return [...named, ...called.map(({ text }) => text.slice(0, 4_000))].flatMap(callsMentioned)
}

export const spokenCallIn = (section: Section): SpokenCall => {
  const calls = callsIn(section)
  if (calls.length === 0) return undefined
  return calls.some(({ method, url }) => method !== 'GET' && createCallAt(undefined, url) !== undefined)
    ? 'create'
    : 'other'
}
