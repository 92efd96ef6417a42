import { styleText } from 'node:util'
import type { Environment, Output } from './io.ts'

export type Style = Parameters<typeof styleText>[0]

/** Puts a colour on a text, or returns it unchanged. */
export type Paint = (style: Style, text: string) => string

/** Colours on a terminal, unless `NO_COLOR` is set; with `FORCE_COLOR` elsewhere too. */
export const paintFor = ({ isTTY }: Output, env: Environment): Paint => {
  const isForced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0'
  const isOn = isForced || (isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb')
  return isOn ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text
}
