import { escaped } from '../../src/basics/xml.ts'
import type { Chart } from './table.ts'

const ROW = 22
const LABELS = 230
const BARS = 430
const TOP = 30

const shown = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 0 : 2)

/** Horizontal bars as an SVG picture. Its colours can be read on white and on black. */
export const svgOf = ({ scale, bars, aim, lessIsBetter = false }: Chart): string => {
  const most = Math.max(...bars.map(({ value }) => value), aim ?? 0)
  const width = (value: number): number => Math.round((value / most) * BARS)
  const height = TOP + bars.length * ROW + 8
  const isReached = (value: number): boolean =>
    aim === undefined || (lessIsBetter ? value <= aim : value >= aim)
  const drawn = bars.flatMap(({ label, value }, index) => {
    const y = TOP + index * ROW
    return [
      `<text x="${LABELS - 8}" y="${y + 13}" text-anchor="end">${escaped(label)}</text>`,
      `<rect x="${LABELS}" y="${y}" width="${width(value)}" height="${ROW - 6}" fill="${isReached(value) ? '#4c8f6b' : '#b8860b'}"/>`,
      `<text x="${LABELS + width(value) + 6}" y="${y + 13}">${shown(value)}</text>`,
    ]
  })
  const line =
    aim === undefined
      ? []
      : [
          `<line x1="${LABELS + width(aim)}" x2="${LABELS + width(aim)}" y1="${TOP - 4}" y2="${height - 6}" stroke="#888" stroke-dasharray="4 3"/>`,
        ]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${LABELS + BARS + 70}" height="${height}" font-family="sans-serif" font-size="12" fill="#888">`,
    `<title>${escaped(scale)}</title>`,
    `<text x="8" y="16">${escaped(scale)}${aim === undefined ? '' : `; aim ${shown(aim)} (dashed)`}</text>`,
    ...drawn,
    ...line,
    '</svg>',
    '',
  ].join('\n')
}
