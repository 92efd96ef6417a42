import type { Report } from '../../imported-page.ts'
import { plainType } from '../../schema/values.ts'
import { plain } from '../../text/blocks.ts'
import { Facts } from '../../wording/facts.ts'
import { truthIn } from '../../wording/written-values.ts'
import type { Parameter } from './parameter.ts'

const DEEPEST = 20

/** Parameters with a path for a name (`shots[].prompt`, `input.camera.zoom`) put where it leads. */
export const grown = (parameters: readonly Parameter[], report: Report, owner?: Parameter): Parameter[] => {
  const top: Parameter[] = []
  for (const parameter of parameters) {
    const steps = parameter.name
      .split('.', DEEPEST)
      .flatMap((step) => step.split(/(?=\[\])/, DEEPEST))
      .slice(0, DEEPEST)
    let list = top
    let above = owner
    for (const [index, written] of steps.entries()) {
      // `shots.items.text`: the items of a list.
      const step =
        written === 'items' && above && isListOf(above) && steps.length > index + 1 ? '[]' : written
      const isLast = index === steps.length - 1
      const known = list.find(({ name }) => name === step)
      if (known && isLast) {
        merge(known, parameter, report)
        break
      }
      const next: Parameter = known ?? {
        name: step,
        place: parameter.place,
        facts: isLast ? parameter.facts : new Facts(),
        children: isLast ? grown(parameter.children, report, parameter) : [],
      }
      if (!known) list.push(next)
      above = next
      list = next.children
    }
  }
  return top
}

const isListOf = ({ facts }: Parameter): boolean =>
  plainType(plain(facts.get('type')?.text ?? ''))?.type === 'array'

/** Two descriptions of one parameter: a row of a table and a heading, say. The first counts, the second fills gaps. */
export const merge = (known: Parameter, other: Parameter, report: Report): void => {
  const [first, second] = [known, other].map(({ facts }) => facts.get('required')?.text)
  const [isFirst, isSecond] = [truthIn(first ?? 'no'), truthIn(second ?? 'no')]
  if (first !== undefined && second !== undefined && isFirst !== isSecond)
    report(
      'warning',
      other.place,
      `${known.name} is required in one place and optional in another; taken as ${isFirst ? 'required' : 'optional'}`,
    )
  known.facts.fill(other.facts)
  known.children.push(
    ...other.children.filter((child) => !known.children.some(({ name }) => name === child.name)),
  )
}
