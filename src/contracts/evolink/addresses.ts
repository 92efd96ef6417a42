/**
 * Where EvoLink is called: the names of its base URLs with the path prefix of each. The reseller serves the same API
 * under /apiv1 (documented: the mirror page's server URL).
 */
export const evolinkBaseUrls = { evolink: '', reseller: '/apiv1' } as const

/** One path per family of models. */
export const evolinkCreatePaths = {
  videos: '/v1/videos/generations',
  images: '/v1/images/generations',
  audios: '/v1/audios/generations',
} as const

export const EVOLINK_RETRIEVE_PATH = '/v1/tasks/{task_id}'

export const EVOLINK_BALANCE_PATH = '/v1/credits'
