import { LeftOut } from '../report/left-out.ts'
import type { Trial } from '../trial.ts'

/** @throws LeftOut if too little of --max-credits is left */
export const mustBeAffordable = ({ run }: Trial, credits: number): void => {
  const { purse, guard } = run.money
  if (guard === undefined && purse.left < credits)
    throw new LeftOut(
      `it may cost ${credits} credits, and only ${purse.left} of --max-credits ${purse.max} are left; allow more credits`,
    )
}
