// Compiled from specs/pages/kie and specs/overlays/kie.yaml by `npm run specs`. Do not edit.

export type Wan25ImageToVideoRequest = {
  /** Model name, format: `wan/2-5-image-to-video` */
  model: "wan/2-5-image-to-video"
  input: Wan25ImageToVideoInput
  /**
   * Callback URL for task completion notifications. If provided, the system will send POST requests to this URL when the task completes (success or fail). If not provided, no callback notifications will be sent.
   *
   * @format uri
   * @example https://your-domain.com/api/callback
   */
  callBackUrl?: string
}

/** Input parameters object */
export type Wan25ImageToVideoInput = {
  /**
   * The text prompt describing the desired video motion
   *
   * @minLength 1
   * @maxLength 800
   * @example "The same woman from the reference image looks directly into the camera, takes a breath, then smiles brightly and speaks with enthusiasm: “Have you heard? Alibaba Wan 2.5 API is now available on Kie.a…
   */
  prompt: string
  /**
   * URL of the image to use as the first frame. Must be publicly accessible
   *
   * @format uri
   * @minLength 1
   * @example https://file.aiquickdraw.com/custom-page/akr/section-images/1758796480945qb63zxq8.webp
   */
  image_url: string
  /**
   * The duration of the generated video in seconds
   *
   * @default 5
   * @example 5
   */
  duration?: "5" | "10"
  /**
   * Video resolution. Valid values: 720p, 1080p
   *
   * @default 1080p
   * @example 1080p
   */
  resolution?: "720p" | "1080p"
  /**
   * Negative prompt to describe content to avoid
   *
   * @maxLength 500
   * @default ""
   */
  negative_prompt?: string
  /**
   * Whether to enable prompt rewriting using LLM
   *
   * @default true
   * @example true
   */
  enable_prompt_expansion?: boolean
  /** Random seed for reproducibility. If None, a random seed is chosen */
  seed?: number | null
}

export type CreateTaskResponse = {
  /** Response status code, 200 indicates success */
  code: 200
  /** Response message */
  msg: string
  data: {
    /**
     * Task ID for querying task status
     *
     * @minLength 1
     */
    taskId: string
    /** Equal to taskId */
    recordId?: string
  }
}

export type TaskRecord = {
  /** Task ID */
  taskId: string
  /** Model name used */
  model: string
  /** Task status: `waiting`(waiting),  `success`(success), `fail`(fail) */
  state: "waiting" | "success" | "fail" | "queuing" | "generating"
  /** Task parameters (JSON string) */
  param: string
  /** Task result (JSON string, available when task is success). Structure depends on outputMediaType: `{resultUrls: []}` for image/media/video, `{resultObject: {}}` for text */
  resultJson: string | null
  /** Failure code (available when task fails) */
  failCode: string | null
  /** Failure message (available when task fails) */
  failMsg: string | null
  /**
   * Task duration in milliseconds (available when task is success)
   *
   * @minimum 0
   */
  costTime: number | null
  /** Completion timestamp (available when task is success) */
  completeTime: number | null
  /** Creation timestamp */
  createTime: number
  /** Not filled */
  progress?: unknown
  /** 0 under way, 1 success, 3 fail */
  successFlag?: number
  /** resultJson as an object */
  response?: Record<string, unknown> | null
  creditsConsumed?: number | null
  /** The model */
  operationType?: string
  /** As param */
  paramJson?: string
} & (UnfinishedTask | SucceededTask | FailedTask)

export type RecordInfoResponse = {
  /** Response status code, 200 indicates success */
  code: 200
  /** Response message */
  msg: string
  data: TaskRecord
}

export type Wan25TextToVideoRequest = {
  /** Model name, format: `wan/2-5-text-to-video` */
  model: "wan/2-5-text-to-video"
  input: Wan25TextToVideoInput
  /**
   * Callback URL for task completion notifications. If provided, the system will send POST requests to this URL when the task completes (success or fail). If not provided, no callback notifications will be sent.
   *
   * @format uri
   * @example https://your-domain.com/api/callback
   */
  callBackUrl?: string
}

/** Input parameters object */
export type Wan25TextToVideoInput = {
  /**
   * The text prompt for video generation. Supports Chinese and English, max 800 characters.
   *
   * @minLength 1
   * @maxLength 800
   * @example "A dimly lit jazz bar at night, wooden tables glowing under warm pendant lights. Patrons sip drinks and chat quietly while a three-piece band performs on stage. The saxophone player stands under a spo…
   */
  prompt: string
  /**
   * The duration of the generated video in seconds
   *
   * @default 5
   */
  duration?: "5" | "10"
  /**
   * The aspect ratio of the generated video
   *
   * @default 16:9
   */
  aspect_ratio?: "16:9" | "9:16" | "1:1"
  /**
   * Video resolution tier
   *
   * @default 1080p
   */
  resolution?: "720p" | "1080p"
  /**
   * Negative prompt to describe content to avoid. Max 500 characters.
   *
   * @maxLength 500
   * @default ""
   */
  negative_prompt?: string
  /**
   * Whether to enable prompt rewriting using LLM. Improves results for short prompts but increases processing time.
   *
   * @default true
   */
  enable_prompt_expansion?: boolean
  /** Random seed for reproducibility. If None, a random seed is chosen. */
  seed?: number | null
}

export type TaskCallback = {
  code: 200 | 501 | 400 | 500
  data: {
    completeTime: number
    consumeCredits?: number
    /** @minimum 0 */
    costTime: number
    createTime: number
    model: string
    param: string
    remainedCredits?: number
    resultJson?: string | null
    state: "success" | "fail"
    taskId: string
    updateTime?: number
    failCode?: string | null
    failMsg?: string | null
    creditsConsumed?: number
  } & ({
    state: "success"
    /** @minLength 2 */
    resultJson: string
    failCode?: null
    failMsg?: null
  } | {
    state: "fail"
    resultJson?: "" | null
    failCode: string
    failMsg: string
  })
  msg: string
}

/** What resultJson holds */
export type TaskResult = {
  /**
   * Links to the generated media
   * Each item: format uri.
   */
  resultUrls: string[]
} | {
  /** The generated text */
  resultObject: Record<string, unknown>
}

/** A task that has not ended has no result and no failure */
export type UnfinishedTask = {
  state: "waiting" | "queuing" | "generating"
  resultJson?: "" | null
  failCode?: null
  failMsg?: null
}

export type SucceededTask = {
  state: "success"
  /** @minLength 2 */
  resultJson: string
  failCode?: null
  failMsg?: null
  /** @minimum 0 */
  costTime: number
  completeTime: number
}

export type FailedTask = {
  state: "fail"
  resultJson?: "" | null
  failCode: string
  failMsg: string
}

/** An answer to a call that did not work. The pages give its codes; its shape was observed. */
export type ErrorResponse = {
  /**
   * The status code of the error table
   *
   * @minimum 400
   */
  code: number
  msg: string
  /** null, or missing when the key was refused */
  data?: null
}

export type CreditResponse = {
  code: 200
  msg: string
  /**
   * Credits left
   *
   * @example 5916.25
   */
  data: number
}

export type DownloadUrlRequest = {
  /**
   * A result link of this account
   *
   * @format uri
   */
  url: string
}

export type DownloadUrlResponse = {
  code: 200
  msg: string
  /**
   * A link valid for 20 minutes
   *
   * @format uri
   */
  data: string
}

/** What can be created, as the bundled pages say: the path of each model, and its request. */
export interface BundledRequests {
  'wan/2-5-image-to-video': { path: '/api/v1/jobs/createTask'; request: Wan25ImageToVideoRequest }
  'wan/2-5-text-to-video': { path: '/api/v1/jobs/createTask'; request: Wan25TextToVideoRequest }
}
