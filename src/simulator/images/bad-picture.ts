/** Why a picture of a create request cannot be used. */
export interface BadPicture {
  /** How the task fails. Assumed of a file that is too large: as one that cannot be fetched. */
  readonly as: 'image-fetch' | 'image-format'
  /** What is wrong, as the rest of "This task will fail: …". */
  readonly reason: string
}

const shown = (link: string): string => JSON.stringify(link.length > 60 ? `${link.slice(0, 60)}…` : link)

/** A picture that nobody outside gets. */
export const unfetched = (link: string, why: string): BadPicture => ({
  as: 'image-fetch',
  reason: `the picture ${shown(link)} cannot be fetched: ${why}`,
})

/** A picture that was fetched, and breaks what its field takes. */
export const unsuitable = (as: BadPicture['as'], link: string, why: string): BadPicture => ({
  as,
  reason: `the picture ${shown(link)} ${why}`,
})
