import { placeOf, type Section } from '../text/outline.ts'
import type { PageProblem } from '../text/page.ts'
import { numberIn, type Option, type Parameter } from './kie-parameters.ts'
import { type Bullet, bulletsOf, labelled, type Row, unquoted } from './markdown.ts'

/** A row of the table of request parameters. */
export const rootParameter = (row: Row, section: Section): Parameter => {
  const description = row.description ?? ''
  return {
    name: unquoted(row.parameter ?? row.property ?? row.name ?? ''),
    place: placeOf(section),
    type: row.type ?? '',
    isRequired: isYes(row.required),
    description: description.replace(/Example:\s*`[^`]*`$/, '').trim(),
    exampleText: /Example:\s*`([^`]*)`/.exec(description)?.[1],
  }
}

const isYes = (text: string | undefined): boolean => /^(yes|true|required)\b/i.test(unquoted(text ?? ''))

/** A heading with a parameter's name, and under it a bullet per fact. */
export const inputParameter = (section: Section, report: (problem: PageProblem) => void): Parameter => {
  const place = placeOf(section)
  const facts = new Map<string, Bullet & { readonly value: string }>()
  for (const bullet of bulletsOf(section.prose)) {
    const fact = labelled(bullet.text)
    if (fact) facts.set(fact.label, { ...bullet, value: fact.value })
    else report({ severity: 'note', place, message: `a bullet without a label: ${bullet.text.slice(0, 80)}` })
  }
  for (const label of facts.keys())
    if (!knownLabels.has(label))
      report({ severity: 'note', place, message: `the fact "${label}" is not read` })
  if (!facts.has('type')) report({ severity: 'warning', place, message: 'no type is given' })
  const text = (label: string): string | undefined => facts.get(label)?.value
  const sample = text('default value') ?? text('default')
  const options = facts.get('options')?.bullets.map(optionOf)
  return {
    name: unquoted(section.title),
    place,
    type: unquoted(text('type') ?? 'string'),
    isRequired: isYes(text('required')),
    description: text('description'),
    options: options && options.length > 0 ? options : undefined,
    defaultText: sample === undefined ? undefined : unquoted(sample),
    minLength: numberIn(text('min length')),
    maxLength: numberIn(text('max length')),
    minimum: numberIn(text('minimum') ?? text('min value') ?? text('min')),
    maximum: numberIn(text('maximum') ?? text('max value') ?? text('max')),
    multipleOf: numberIn(text('step')),
    fileTypes: text('accepted file types')?.split(/\s*,\s*/),
    maxFileSize: text('max file size'),
  }
}

const knownLabels = new Set([
  'type',
  'required',
  'description',
  'options',
  'default value',
  'default',
  'min length',
  'max length',
  'minimum',
  'min value',
  'min',
  'maximum',
  'max value',
  'max',
  'step',
  'accepted file types',
  'max file size',
])

/** `` `16:9`: wide `` is the value 16:9 with the label "wide". */
const optionOf = (bullet: Bullet): Option => {
  const [, quoted, label] = /^`([^`]*)`\s*:?\s*(.*)$/s.exec(bullet.text) ?? []
  return quoted === undefined
    ? { value: bullet.text, label: bullet.text }
    : { value: quoted, label: label ?? quoted }
}
