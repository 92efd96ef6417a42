import { escaped } from '../../src/basics/xml.ts'
import type { Chart } from './table.ts'

const ROW = 22
/** Of one character of a label; a sans-serif is as wide as this on average. */
const CHARACTER = 6.4
const BARS = 430
const TOP = 30
/** Of the number behind a bar. */
const NUMBER = 36

const shown = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 0 : 2)

/** Horizontal bars as an SVG picture. Its colours can be read on white and on black. */
export const svgOf = ({ scale, bars, aim, lessIsBetter = false }: Chart): string => {
  const labels = 16 + Math.ceil(CHARACTER * Math.max(...bars.map(({ label }) => label.length)))
  const most = Math.max(...bars.map(({ value }) => value), aim ?? 0)
  const width = (value: number): number => Math.round((value / most) * BARS)
  const height = TOP + bars.length * ROW + 8
  const isReached = (value: number): boolean =>
    aim === undefined || (lessIsBetter ? value <= aim : value >= aim)
  const aimAt = aim === undefined ? undefined : labels + width(aim)
  /** Behind the bar or, where the line of the aim would cross the number, behind that. */
  const numberAt = (value: number): number => {
    const end = labels + width(value)
    return (aimAt !== undefined && end < aimAt && end + NUMBER > aimAt ? aimAt : end) + 6
  }
  const drawn = bars.flatMap(({ label, value }, index) => {
    const y = TOP + index * ROW
    return [
      `<text x="${labels - 8}" y="${y + 13}" text-anchor="end">${escaped(label)}</text>`,
      `<rect x="${labels}" y="${y}" width="${width(value)}" height="${ROW - 6}" fill="${isReached(value) ? '#4c8f6b' : '#b8860b'}"/>`,
      `<text x="${numberAt(value)}" y="${y + 13}">${shown(value)}</text>`,
    ]
  })
  const line =
    aimAt === undefined
      ? []
      : [
          `<line x1="${aimAt}" x2="${aimAt}" y1="${TOP - 4}" y2="${height - 6}" stroke="#888" stroke-dasharray="4 3"/>`,
        ]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${labels + BARS + 70}" height="${height}" font-family="sans-serif" font-size="12" fill="#888">`,
    `<title>${escaped(scale)}</title>`,
    `<text x="8" y="16">${escaped(scale)}${aim === undefined ? '' : `; aim ${shown(aim)} (dashed)`}</text>`,
    ...line,
    ...drawn,
    '</svg>',
    '',
  ].join('\n')
}
