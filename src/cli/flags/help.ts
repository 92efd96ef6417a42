import { COMMON_FLAGS, type Flag, type FlagTable } from './flags.ts'

/** What a command's help says besides its flags. */
export interface HelpText {
  /** `stuntdouble start [flags]`. */
  readonly usage: string
  readonly about: string
  /** Command lines that work, each with what it does. */
  readonly examples?: readonly (readonly [command: string, about: string])[]
  /** What comes after the flags: a heading, and a paragraph each. */
  readonly more?: readonly (readonly [heading: string, paragraphs: readonly string[]])[]
}

/** Used if the width of the terminal is unknown. */
const USUAL_WIDTH = 80
const NARROWEST = 40
const WIDEST = 110

/** How wide help may be: as wide as the terminal, within limits. */
export const widthOf = (columns: number | undefined): number =>
  Math.min(Math.max(columns ?? USUAL_WIDTH, NARROWEST), WIDEST)

/** A text in lines of at most `width` characters; a longer word gets its own line. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines
}

const namesOf = (name: string, { short, placeholder, form }: Flag): string => {
  const value = placeholder ?? form
  return `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` <${value}>`}`
}

const textOf = ({ about, form, placeholder, repeatable, byDefault }: Flag): string => {
  const such = placeholder === undefined ? undefined : form?.split(' such as ')[1]
  const examples = such === undefined ? '' : ` (such as ${such})`
  const again = repeatable && !about.includes('repeatable') ? ' (repeatable)' : ''
  const otherwise = byDefault === undefined ? '' : ` (default ${byDefault})`
  return about + examples + again + otherwise
}

/** Wider names get their own line. */
const MARGIN = 30

const row = ([name, flag]: readonly [string, Flag], width: number): readonly string[] => {
  const names = `  ${namesOf(name, flag)}`
  const margin = width < 60 ? 6 : MARGIN
  const lines = wrapped(textOf(flag), width - margin).map((line) => ' '.repeat(margin) + line)
  return names.length + 2 > margin
    ? [names, ...lines]
    : [names + (lines[0] ?? '').slice(names.length), ...lines.slice(1)]
}

/** Flags under their headings, in the order of the headings' first flags. */
const groupsOf = (table: FlagTable): ReadonlyMap<string, readonly (readonly [string, Flag])[]> => {
  const groups = new Map<string, (readonly [string, Flag])[]>()
  for (const [name, flag] of Object.entries(table)) {
    const heading = flag.group ?? 'Flags'
    groups.set(heading, [...(groups.get(heading) ?? []), [name, flag]])
  }
  return groups
}

/** A paragraph whose further lines stand a little further in. */
const hanging = (text: string, width: number): readonly string[] =>
  wrapped(text, width - 4).map((line, index) => `${index === 0 ? '  ' : '    '}${line}`)

/** The help of a command: what it does, examples, then every flag under its heading. */
export const helpText = (
  { usage, about, examples = [], more = [] }: HelpText,
  table: FlagTable,
  columns?: number,
): string => {
  const width = widthOf(columns)
  const shown = examples.flatMap(([command, does]) => [
    `  ${command}`,
    ...wrapped(does, width - 6).map((line) => `      ${line}`),
  ])
  const flags = [...groupsOf({ ...table, ...COMMON_FLAGS })].flatMap(([group, rows]) => [
    '',
    `${group}:`,
    ...rows.flatMap((one) => row(one, width)),
  ])
  return [
    `Usage: ${usage}`,
    '',
    ...about.split('\n').flatMap((paragraph) => wrapped(paragraph, width)),
    ...(shown.length === 0 ? [] : ['', 'Examples:', ...shown]),
    ...flags,
    ...more.flatMap(([heading, paragraphs]) => [
      '',
      `${heading}:`,
      ...paragraphs.flatMap((text) => hanging(text, width)),
    ]),
    '',
  ].join('\n')
}
