import { AXES } from '../obligations/obligation.ts'
import type { GradeReport, JudgedObligation, VerdictKind } from './report.ts'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const MARKS: Readonly<Record<VerdictKind, string>> = {
  pass: '✓',
  warning: '!',
  fail: '✗',
  untestable: '?',
  'not-applicable': '–',
  blank: '',
}

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --fail: #c62828; --warning: #9a6700; --pass: #1a7f37; --dim: #777 }
@media (prefers-color-scheme: dark) { :root { --fail: #ff7b72; --warning: #e3b341; --pass: #56d364; --dim: #999 } }
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
table { border-collapse: collapse; width: 100% } th, td { border: 1px solid var(--line); padding: .3rem .5rem; vertical-align: top; text-align: left }
th[scope=row] { font-weight: 400 } .axis th { font-weight: 700 } td.cell { min-width: 3rem }
.pass { color: var(--pass) } .warning { color: var(--warning) } .fail, .untestable { color: var(--fail) } .not-applicable, .blank { color: var(--dim) }
summary { cursor: pointer } details > div { margin: .4rem 0; max-width: 34rem } code { font-size: 85%; overflow-wrap: anywhere }
.grade { font-size: 2.2rem; font-weight: 700 }`

const detail = ({ verdict, because, says, why, remedy, evidence, repeat }: JudgedObligation): string => {
  if (verdict === 'blank') return ''
  const proof = evidence
    .slice(0, 5)
    .map(
      ({ situation, atMs, what }) =>
        `<li><code>${escaped(situation)}${atMs === null ? '' : ` ${(atMs / 1_000).toFixed(1)} s`}: ${escaped(what)}</code></li>`,
    )
    .join('')
  const isOpen = verdict !== 'pass' && verdict !== 'not-applicable'
  const advice = isOpen
    ? `<p>${escaped(says)} ${escaped(why)}</p><p>Remedy: ${escaped(remedy)}</p><p><code>${escaped(repeat)}</code></p>`
    : ''
  return `<details><summary class="${verdict}"><span aria-hidden="true">${MARKS[verdict]}</span> ${verdict.replace('-', ' ')}</summary><div><p>${escaped(because)}</p>${proof === '' ? '' : `<ul>${proof}</ul>`}${advice}</div></details>`
}

const head = (report: GradeReport): string => {
  const { client, provider, profile, grade, money, caps } = report
  return [
    `<th scope="col"><div class="grade">${grade ?? '·'}</div>${escaped(client)}<br><small>${escaped(provider)}, ${escaped(profile)}</small>`,
    `<br><small>paid creates ÷ jobs: ${money.paidCreates} ÷ ${money.jobs}; ${money.creditsWasted} credits wasted; ${money.orphaned} orphaned</small>`,
    ...caps.map(
      ({ id, means, cap }) => `<br><small title="${escaped(id)}">${escaped(means)} At most ${cap}.</small>`,
    ),
    '</th>',
  ].join('')
}

const rowsOf = (reports: readonly GradeReport[], axis: string): string => {
  const ids = [
    ...new Set(
      reports.flatMap(({ obligations }) =>
        obligations.filter((each) => each.axis === axis).map(({ id }) => id),
      ),
    ),
  ]
  const row = (id: string): string => {
    const found = reports.map(({ obligations }) => obligations.find((each) => each.id === id))
    const about = found.find((each) => each !== undefined)
    const cells = found
      .map((each) => `<td class="cell">${each === undefined ? '' : detail(each)}</td>`)
      .join('')
    return `<tr><th scope="row"><code>${escaped(id)}</code><br><small>${about?.level ?? ''}${about?.isScored === false ? ', not scored' : ''}</small></th>${cells}</tr>`
  }
  return `<tr class="axis"><th colspan="${reports.length + 1}" scope="colgroup">${axis}</th></tr>${ids.map(row).join('\n')}`
}

/** One page that needs nothing else: obligations down, clients across; each cell opens its evidence. */
export const html = (...reports: readonly GradeReport[]): string => {
  const [first] = reports
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Would it pay twice? ${escaped(
    reports
      .map(({ client }) => client)
      .join(', ')
      .slice(0, 80),
  )}</title><style>${STYLE}</style></head>
<body><h1>Would it pay twice?</h1><p>${escaped(first?.set ?? '')}, stuntdouble ${escaped(first?.version ?? '')}. What a grade means: docs/grade.md.</p>
<table><thead><tr><td></td>${reports.map(head).join('')}</tr></thead><tbody>
${AXES.map((axis) => rowsOf(reports, axis)).join('\n')}
</tbody></table></body></html>
`
}
