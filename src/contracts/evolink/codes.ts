/** EvoLink's newer string codes, and the HTTP status each stands for (observed: recorded traffic, 2026). */
export const evolinkCodes: Readonly<Record<string, number>> = {
  task_not_found: 404,
  insufficient_quota: 402,
  model_access_denied: 403,
  rate_limit_exceeded: 429,
}
