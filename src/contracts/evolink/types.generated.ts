// Compiled from specs/pages/evolink and specs/overlays/evolink.yaml by `npm run specs`. Do not edit.

export type Wan25TextToVideoRequest = {
  /**
   * Model name
   *
   * @default wan2.5-text-to-video
   */
  model: "wan2.5-text-to-video"
  /**
   * Prompt describing what kind of video to generate, limited to 2000 tokens
   *
   * @minLength 1
   * @maxLength 2000
   */
  prompt: string
  /**
   * Video aspect ratio, defaults to `16:9`
   *
   * **Description:**
   * - `480p`: Supports `16:9` (landscape), `9:16` (portrait), `1:1` (square)
   * - `720p`: Supports `16:9` (landscape), `9:16` (portrait), `1:1` (square), `4:3`, `3:4`
   * - `1080p`: Supports `16:9` (landscape), `9:16` (portrait), `1:1` (square), `4:3`, `3:4`
   *
   * @default 16:9
   */
  aspect_ratio?: "16:9" | "9:16" | "1:1" | "4:3" | "3:4"
  /**
   * Video quality, defaults to `720p`
   *
   * **Description:**
   * - `480p`: Lower quality, lower price
   * - `720p`: Standard quality, standard price, this is the default
   * - `1080p`: High quality, higher price
   *
   * **Note:** Different quality levels support different aspect ratios, see `aspect_ratio` parameter for details
   *
   * @default 720p
   */
  quality?: "480p" | "720p" | "1080p"
  /**
   * Specifies the duration of the generated video (seconds)
   *
   * **Note:**
   * - Only supports values `5` and `10`, representing `5 seconds` and `10 seconds` respectively
   * - A single request will pre-charge based on the value of `duration`, with actual charges based on the generated video duration in seconds
   */
  duration?: 5 | 10
  /**
   * Whether to enable intelligent prompt rewriting. When enabled, a large language model will optimize the prompt. This is particularly effective for prompts that lack detail or are too simple. Default value is `true`
   *
   * @default true
   */
  prompt_extend?: boolean
  /**
   * HTTPS callback address after task completion
   *
   * **Callback Timing:**
   * - Triggered when task is completed, failed, or cancelled
   * - Sent after billing confirmation is completed
   *
   * **Security Restrictions:**
   * - Only HTTPS protocol is supported
   * - Callback to internal IP addresses is prohibited (127.0.0.1, 10.x.x.x, 172.16-31.x.x, 192.168.x.x, etc.)
   * - URL length must not exceed `2048` characters
   *
   * **Callback Mechanism:**
   * - Timeout: `10` seconds
   * - Maximum `3` retries on failure (retries after `1` second/`2` seconds/`4` seconds)
   * - Callback response body format is consistent with the task query API response format
   * - Callback address returning 2xx status code is considered successful, other status codes will trigger retry
   *
   * @format uri
   * @maxLength 2048
   */
  callback_url?: string
}

export type VideoGenerationResponse = {
  /** Task creation timestamp */
  created: number
  /**
   * Task ID
   *
   * @minLength 1
   */
  id: string
  /** Actual model name used */
  model: string
  /** Specific task type */
  object: "video.generation.task"
  /**
   * Task progress percentage (0-100)
   *
   * @minimum 0
   * @maximum 100
   */
  progress: number
  /** Task status */
  status: "pending" | "processing" | "completed" | "failed"
  /** Video task detailed information */
  task_info: VideoTaskInfo
  /** Task output type */
  type: "text" | "image" | "audio" | "video"
  /** Usage and billing information */
  usage: Usage
}

export type ErrorResponse = {
  error: {
    /** Error code */
    code: number | string
    /** Error message */
    message: string
    /** Error type */
    type: string
    /** Parameter name that caused the error */
    param?: string
    /** Suggested solution */
    fallback_suggestion?: string
  }
}

export type VideoTaskInfo = {
  /** Whether the task can be cancelled */
  can_cancel: boolean
  /**
   * Estimated completion time (seconds)
   *
   * @minimum 0
   */
  estimated_time: number
}

/** Usage and billing information */
export type Usage = {
  /** Billing rule */
  billing_rule: "per_call" | "per_token" | "per_second"
  /**
   * Estimated credits consumed
   *
   * @minimum 0
   */
  credits_reserved: number
  /** User group category */
  user_group: "default" | "vip"
}

export type TaskDetailResponse = {
  /** Task creation timestamp */
  created: number
  /**
   * Task ID
   *
   * @minLength 1
   */
  id: string
  /** Model used */
  model: string
  /** Task type */
  object: "image.generation.task" | "video.generation.task" | "audio.generation.task"
  /**
   * Task progress percentage
   *
   * @minimum 0
   * @maximum 100
   */
  progress: number
  /**
   * Task result list (provided when completed)
   * Each item: format uri.
   */
  results?: string[]
  /** Task status */
  status: "pending" | "processing" | "completed" | "failed"
  /** Task detailed information */
  task_info: {
    /** Whether the task can be cancelled */
    can_cancel: boolean
  }
  /** Task type */
  type: "image" | "video" | "audio" | "text"
  billing?: TaskBilling
  duration?: number
  request_id?: string
  usage?: TaskUsage
  error?: TaskError
} & (UnfinishedTask | CompletedTask | FailedTask)

/** What the task cost */
export type TaskUsage = {
  /** @minimum 0 */
  credits_used?: number
  /** @minimum 0 */
  credits_reserved?: number
  /** 68 credits are 1 US dollar */
  cost?: {
    /** @minimum 0 */
    credits?: number
    /** @minimum 0 */
    usd?: number
  }
}

/** What became of the credits */
export type TaskBilling = {
  /** @example reserved */
  charge_status?: string
  refund_status?: string | null
  refund_scope?: string | null
  /** @minimum 0 */
  reserved_credits?: number
  /** @minimum 0 */
  charged_credits?: number
  /** @minimum 0 */
  refunded_credits?: number
  refunded_at?: number | string | null
}

/** Why the task failed */
export type TaskError = {
  /** @example content_policy_violation */
  code: string
  message: string
  /** @example task_error */
  type: string
  suggestion?: string
}

/** A task that has not ended has no results */
export type UnfinishedTask = {
  status: "pending" | "processing"
  /** @maxItems 0 */
  results?: string[]
}

export type CompletedTask = {
  status: "completed"
  progress?: 100
  /**
   * Each item: format uri.
   *
   * @minItems 1
   */
  results: string[]
}

export type FailedTask = {
  status: "failed"
  /** @maxItems 0 */
  results?: string[]
}

export type CancelledTask = {
  status: "cancelled"
  /** @maxItems 0 */
  results?: string[]
}

/** The query's answer for a task that has ended */
export type TaskCallback = {
  created: number
  /** @minLength 1 */
  id: string
  model: string
  object: "image.generation.task" | "video.generation.task" | "audio.generation.task"
  /**
   * @minimum 0
   * @maximum 100
   */
  progress: number
  /** Each item: format uri. */
  results?: string[]
  status: "completed" | "failed" | "cancelled"
  task_info: {
    can_cancel: boolean
  }
  type: "text" | "image" | "audio" | "video"
  billing?: TaskBilling
  duration?: number
  request_id?: string
  usage?: TaskUsage
  error?: TaskError
} & (CompletedTask | FailedTask | CancelledTask)

export type CreditsResponse = {
  data: {
    token: {
      remaining_credits: number
      unlimited_credits: boolean
      used_credits: number
    }
    user: {
      remaining_credits: number
      used_credits: number
    }
  }
  message: string
  success: boolean
}

/** What can be created, as the bundled pages say: the path of each model, and its request. */
export interface BundledRequests {
  'wan2.5-text-to-video': { path: '/v1/videos/generations'; request: Wan25TextToVideoRequest }
}
