// Compiled from specs/pages/kie and specs/overlays/kie.yaml by `npm run specs`. Do not edit.

export type TaskRecord = {
  /**
   * Task ID
   */
  taskId: string
  /**
   * Model name used
   */
  model: string
  /**
   * Task status: `waiting`(waiting),  `success`(success), `fail`(fail)
   */
  state: 'waiting' | 'success' | 'fail' | 'queuing' | 'generating'
  /**
   * Task parameters (JSON string)
   */
  param: string
  /**
   * Task result (JSON string, available when task is success). Structure depends on outputMediaType: `{resultUrls: []}` for image/media/video, `{resultObject: {}}` for text
   */
  resultJson: string | null
  /**
   * Failure code (available when task fails)
   */
  failCode: string | null
  /**
   * Failure message (available when task fails)
   */
  failMsg: string | null
  /**
   * Task duration in milliseconds (available when task is success)
   */
  costTime: number | null
  /**
   * Completion timestamp (available when task is success)
   */
  completeTime: number | null
  /**
   * Creation timestamp
   */
  createTime: number
  creditsConsumed?: number | null
  operationType?: unknown
  successFlag?: unknown
  paramJson?: unknown
  response?: unknown
} & (UnfinishedTask | SucceededTask | FailedTask)
/**
 * What resultJson holds
 */
export type TaskResult =
  | {
      /**
       * Links to the generated media
       */
      resultUrls: string[]
    }
  | {
      /**
       * The generated text
       */
      resultObject: {}
    }

export interface Wan25ImageToVideoRequest {
  /**
   * Model name, format: `wan/2-5-image-to-video`
   */
  model: 'wan/2-5-image-to-video'
  input: Wan25ImageToVideoInput
  /**
   * Callback URL for task completion notifications. If provided, the system will send POST requests to this URL when the task completes (success or fail). If not provided, no callback notifications will be sent.
   */
  callBackUrl?: string
}
/**
 * Input parameters object
 */
export interface Wan25ImageToVideoInput {
  /**
   * The text prompt describing the desired video motion
   */
  prompt: string
  /**
   * URL of the image to use as the first frame. Must be publicly accessible
   */
  image_url: string
  /**
   * The duration of the generated video in seconds
   */
  duration?: '5' | '10'
  /**
   * Video resolution. Valid values: 720p, 1080p
   */
  resolution?: '720p' | '1080p'
  /**
   * Negative prompt to describe content to avoid
   */
  negative_prompt?: string
  /**
   * Whether to enable prompt rewriting using LLM
   */
  enable_prompt_expansion?: boolean
  /**
   * Random seed for reproducibility. If None, a random seed is chosen
   */
  seed?: number | null
}
export interface CreateTaskResponse {
  /**
   * Response status code, 200 indicates success
   */
  code: 200
  /**
   * Response message
   */
  msg: string
  data: {
    /**
     * Task ID for querying task status
     */
    taskId: string
    /**
     * Equal to taskId
     */
    recordId?: string
  }
}
/**
 * A task that has not ended has no result and no failure
 */
export interface UnfinishedTask {
  state: 'waiting' | 'queuing' | 'generating'
  resultJson?: '' | null
  failCode?: null
  failMsg?: null
}
export interface SucceededTask {
  state: 'success'
  resultJson: string
  failCode?: null
  failMsg?: null
  costTime: number
  completeTime: number
}
export interface FailedTask {
  state: 'fail'
  resultJson?: '' | null
  failCode: string
  failMsg: string
}
export interface RecordInfoResponse {
  /**
   * Response status code, 200 indicates success
   */
  code: 200
  /**
   * Response message
   */
  msg: string
  data: TaskRecord
}
export interface Wan25TextToVideoRequest {
  /**
   * Model name, format: `wan/2-5-text-to-video`
   */
  model: 'wan/2-5-text-to-video'
  input: Wan25TextToVideoInput
  /**
   * Callback URL for task completion notifications. If provided, the system will send POST requests to this URL when the task completes (success or fail). If not provided, no callback notifications will be sent.
   */
  callBackUrl?: string
}
/**
 * Input parameters object
 */
export interface Wan25TextToVideoInput {
  /**
   * The text prompt for video generation. Supports Chinese and English, max 800 characters.
   */
  prompt: string
  /**
   * The duration of the generated video in seconds
   */
  duration?: '5' | '10'
  /**
   * The aspect ratio of the generated video
   */
  aspect_ratio?: '16:9' | '9:16' | '1:1'
  /**
   * Video resolution tier
   */
  resolution?: '720p' | '1080p'
  /**
   * Negative prompt to describe content to avoid. Max 500 characters.
   */
  negative_prompt?: string
  /**
   * Whether to enable prompt rewriting using LLM. Improves results for short prompts but increases processing time.
   */
  enable_prompt_expansion?: boolean
  /**
   * Random seed for reproducibility. If None, a random seed is chosen.
   */
  seed?: number | null
}
export interface TaskCallback {
  code: 200 | 501
  data: {
    completeTime: number
    consumeCredits?: number
    costTime: number
    createTime: number
    model: string
    param: string
    remainedCredits?: number
    resultJson?: string | null
    state: 'success' | 'fail'
    taskId: string
    updateTime?: number
    failCode?: string | null
    failMsg?: string | null
  } & (
    | {
        state: 'success'
        resultJson: string
        failCode?: null
        failMsg?: null
      }
    | {
        state: 'fail'
        resultJson?: '' | null
        failCode: string
        failMsg: string
      }
  )
  msg: string
}
/**
 * An answer to a call that did not work. The pages give its codes; its shape was observed.
 */
export interface ErrorResponse {
  /**
   * The status code of the error table
   */
  code: number
  msg: string
  /**
   * null, or missing when the key was refused
   */
  data?: null
}
export interface CreditResponse {
  code: 200
  msg: string
  /**
   * Credits left
   */
  data: number
}
export interface DownloadUrlRequest {
  /**
   * A result link of this account
   */
  url: string
}
export interface DownloadUrlResponse {
  code: 200
  msg: string
  /**
   * A link valid for 20 minutes
   */
  data: string
}
