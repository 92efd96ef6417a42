import { escaped } from '../../basics/xml.ts'
import { AXES } from '../obligations/obligation.ts'
import type { GradeReport, JudgedObligation, VerdictKind } from './report.ts'

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
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid var(--line); padding: .2rem .5rem; vertical-align: top; text-align: left }
th { font-weight: 400 } th[scope=row] { white-space: nowrap; width: 1% } .axis th, .client { font-weight: 700 }
th[scope=col] { min-width: 13rem } .client { overflow-wrap: anywhere }
.pass { color: var(--pass) } .warning { color: var(--warning) } .fail, .untestable { color: var(--fail) } .not-applicable, .blank, .dim { color: var(--dim) }
summary { cursor: pointer } details > div { margin: .4rem 0; max-width: 44rem } code { font-size: 85%; overflow-wrap: anywhere }
.grade { font-size: 2.2rem; font-weight: 700; line-height: 1.2 } ul { padding-left: 1.2rem }
body:has(#broken:checked) .kept { display: none }`

const detail = (judged: JudgedObligation): string => {
  const { verdict, because, says, why, remedy, evidence, repeat } = judged
  if (verdict === 'blank') return ''
  const proof = evidence
    .slice(0, 5)
    .map(
      ({ situation, atMs, what }) =>
        `<li><code>${escaped(situation)}${atMs === null ? '' : ` ${(atMs / 1_000).toFixed(1)} s`}: ${escaped(what)}</code></li>`,
    )
    .join('')
  const advice = !isKept(judged)
    ? `<p>${escaped(says)} ${escaped(why)}</p><p>Remedy: ${escaped(remedy)}</p><p><code>${escaped(repeat)}</code></p>`
    : ''
  return `<details><summary class="${verdict}"><span aria-hidden="true">${MARKS[verdict]}</span> ${verdict.replace('-', ' ')}</summary><div><p>${escaped(because)}</p>${proof === '' ? '' : `<ul>${proof}</ul>`}${advice}</div></details>`
}

const head = (report: GradeReport): string => {
  const { client, provider, profile, grade, money, caps } = report
  return [
    `<th scope="col"><div class="grade">${grade ?? '·'}</div><span class="client">${escaped(client)}</span><br><small>${escaped(provider)}, ${escaped(profile)}</small>`,
    `<br><small>paid creates ÷ jobs: ${money.paidCreates} ÷ ${money.jobs}; ${money.creditsWasted} credits wasted; ${money.orphaned} orphaned</small>`,
    ...caps.map(
      ({ id, means, cap }) => `<br><small title="${escaped(id)}">${escaped(means)} At most ${cap}.</small>`,
    ),
    '</th>',
  ].join('')
}

const isKept = ({ verdict }: JudgedObligation): boolean =>
  verdict === 'pass' || verdict === 'not-applicable' || verdict === 'blank'

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
    const kept = found.every((each) => each === undefined || isKept(each)) ? ' class="kept"' : ''
    const level = `${about?.level ?? ''}${about?.isScored === false ? ', not scored' : ''}`
    return `<tr${kept}><th scope="row" title="${escaped(`${id}: ${about?.says ?? ''}`)}"><code>${escaped(id.slice(axis.length + 1))}</code> <small class="dim">${level}</small></th>${cells}</tr>`
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
<p><label><input type="checkbox" id="broken"> Only what is broken</label></p>
<div class="wide"><table><thead><tr><td></td>${reports.map(head).join('')}</tr></thead><tbody>
${AXES.map((axis) => rowsOf(reports, axis)).join('\n')}
</tbody></table></div></body></html>
`
}
