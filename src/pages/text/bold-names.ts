import type { PageText } from './page.ts'

const BOLD_NAME = /^ {0,3}(?:\*\*|__)`?([A-Za-z_][\w.[\]-]*)`?(?:\*\*|__)[ \t]*$/
const labelledBullet = /^ {0,3}[-*+][ \t]+(?:\*\*|__)?[A-Za-z][A-Za-z ]{1,30}(?:\*\*|__)?[ \t]*:/

/** `**name** (string, required): …` on a line of its own. */
const markedName = /^ {0,3}(?:\*\*|__)`?[A-Za-z_][\w.[\]-]*`?(?:\*\*|__)[ \t]*[(（][^()（）]{1,120}[)）]/

/** The page with names that stand alone in bold as headings, where a list of facts follows, and those with marks beside them as bullets: that is what they are. Lines keep their numbers. */
export const withHeadings = (page: PageText): PageText => {
  const { lines } = page
  return {
    ...page,
    lines: lines.map((line, index) => {
      if (markedName.test(line)) return `- ${line.trimStart()}`
      const [, name] = line.length > 200 ? [] : (BOLD_NAME.exec(line) ?? [])
      if (name === undefined) return line
      const next = lines.slice(index + 1, index + 4).find((each) => each.trim() !== '')
      return next !== undefined && labelledBullet.test(next) ? `###### ${name}` : line
    }),
  }
}
