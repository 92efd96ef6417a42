/** What a report is printed on. */
export interface Screen {
  /** How many characters fit on a line; absent if unknown. */
  readonly columns?: number | undefined
  readonly isColoured?: boolean | undefined
}

type Colour = 'red' | 'green' | 'yellow' | 'dim' | 'bold'

const CODES: Readonly<Record<Colour, number>> = { red: 31, green: 32, yellow: 33, dim: 2, bold: 1 }

/** A text in a colour, if there are colours. */
export const coloured = ({ isColoured }: Screen, colour: Colour, text: string): string =>
  isColoured === true ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text

/** Wraps a text between words to the width of the screen, with all lines but the first indented. */
export const wrapped = ({ columns }: Screen, text: string, indent: number): string => {
  if (columns === undefined || text.length <= columns) return text
  const width = Math.max(40, columns)
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/(?<=\s)/)) {
    if (line !== '' && (line + word).trimEnd().length > width) {
      lines.push(line.trimEnd())
      line = ' '.repeat(indent) + word
    } else line += word
  }
  return [...lines, line.trimEnd()].join('\n')
}
