import type { Section } from '../../text/outline.ts'

/** A section as problems name it. */
export const placeIn = (section: Section): string =>
  section.title === '' ? `line ${section.line}` : `line ${section.line} "${section.title.slice(0, 80)}"`
