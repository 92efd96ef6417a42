/**
 * EvoLink's newer string codes, and the HTTP status each stands for. Observed: recorded traffic and a command line
 * generated from the provider's own MCP server, 2026; assumed: the statuses other than 402 of those that the latter names.
 */
export const evolinkCodes: Readonly<Record<string, number>> = {
  task_not_found: 404,
  insufficient_quota: 402,
  model_access_denied: 403,
  rate_limit_exceeded: 429,
  insufficient_user_quota: 402,
  quota_not_enough: 402,
  key_quota_exhausted: 402,
  key_daily_quota_exhausted: 402,
  key_disabled: 402,
  key_expired: 402,
  key_model_not_allowed: 402,
  no_available_channel: 503,
  model_unavailable: 503,
  idempotency_conflict: 409,
  paid_outcome_unknown: 500,
}
