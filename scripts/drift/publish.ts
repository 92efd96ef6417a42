import { escaped } from '../../src/basics/xml.ts'
import { type Drift, type Entry, type Seen, worstOf } from './report.ts'

/** The forms in which drift is published: an issue, an Atom feed, a badge. */

const COLOURS = { breaking: 'red', additive: 'yellow', wording: 'blue' } as const

/** What a badge service shows (documented: shields.io, "Endpoint badge", schema version 1). */
export const driftBadge = ({ open, sources }: Drift): string => {
  const worst = worstOf(open)
  const isBlind = sources.every(({ status }) => status === 'not-read' || status === 'unreadable')
  const [message, color] =
    worst !== undefined
      ? [worst, COLOURS[worst]]
      : isBlind
        ? ['not read', 'lightgrey']
        : ['none', 'brightgreen']
  return `${JSON.stringify({ schemaVersion: 1, label: 'provider drift', message, color })}\n`
}

const KINDS = [
  ['breaking', 'Breaking: a request that was right may be refused'],
  ['additive', 'Additive: more is taken, or more can happen'],
  ['wording', 'Wording: the contract is the same'],
] as const

const changeLines = ({ changes }: Entry): readonly string[] =>
  KINDS.flatMap(([kind, title]) => {
    const own = changes.filter((change) => change.kind === kind)
    if (own.length === 0) return []
    const lines = own.map(
      ({ about, field, what }) => `- \`${about}\`${field === '' ? '' : ` \`${field}\``}: ${what}`,
    )
    return [`**${title}**`, '', ...lines, '']
  })

const notReadLines = (sources: readonly Seen[]): readonly string[] => {
  const bad = sources.filter(({ status }) => status === 'not-read' || status === 'unreadable')
  if (bad.length === 0) return []
  return ['### Not compared', '', ...bad.map(({ name, url, why }) => `- [${name}](${url}): ${why}`), '']
}

/** The body of the issue; empty where there is nothing to say. */
export const driftIssue = ({ open, sources, checkedAt }: Drift): string =>
  open.length === 0
    ? ''
    : [
        "What the providers' pages say differently. Close this issue when it is dealt with; the next change opens a new one.",
        '',
        ...open.flatMap((entry) => [
          `### [${entry.name}](${entry.url}), ${entry.at.slice(0, 10)}`,
          '',
          ...changeLines(entry),
        ]),
        ...notReadLines(sources),
        `Checked ${checkedAt}.`,
        '',
      ].join('\n')

const atomEntry = (entry: Entry, self: string): string => {
  const title = `${entry.name}: ${worstOf([entry])}`
  const text = entry.changes
    .map(({ kind, about, field, what }) => `${kind}: ${about} ${field} ${what}`)
    .join('\n')
  return [
    '  <entry>',
    `    <id>${escaped(`${self}#${entry.name}-${entry.at}`)}</id>`,
    `    <title>${escaped(title)}</title>`,
    `    <updated>${entry.at}</updated>`,
    `    <link href="${escaped(entry.url)}"/>`,
    `    <content type="text">${escaped(text)}</content>`,
    '  </entry>',
  ].join('\n')
}

/**
 * An Atom feed (RFC 4287) of everything that was noticed.
 * @param self where it is published; its id
 */
export const driftFeed = ({ checkedAt, history }: Drift, self: string): string =>
  [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `  <id>${escaped(self)}</id>`,
    "  <title>What changed on the providers' pages</title>",
    '  <author><name>stuntdouble</name></author>',
    `  <updated>${history[0]?.at ?? checkedAt}</updated>`,
    `  <link rel="self" href="${escaped(self)}"/>`,
    ...history.map((entry) => atomEntry(entry, self)),
    '</feed>',
    '',
  ].join('\n')
