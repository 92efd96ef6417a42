/** Where Kie is called: the names of its base URLs with the path prefix of each. */
export const kieBaseUrls = { kie: '' } as const

/** One path creates tasks of all models (documented on each page). */
export const KIE_CREATE_PATH = '/api/v1/jobs/createTask'

export const KIE_RETRIEVE_PATH = '/api/v1/jobs/recordInfo'

export const KIE_BALANCE_PATH = '/api/v1/chat/credit'
