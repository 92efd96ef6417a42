import { appendFileSync } from 'node:fs'

const { MISTAKE = '', NOTES = '' } = process.env
const noted = new Set()

/**
 * Whether to make this mistake. It is asked only where the mistake would show: a run in which nobody asks for a switch is the same
 * with it and without. NOTES names a file for the switches that were asked for.
 */
export const errs = (mistake) => {
  if (NOTES !== '' && !noted.has(mistake)) appendFileSync(NOTES, `${mistake}\n`)
  noted.add(mistake)
  return MISTAKE === mistake
}
