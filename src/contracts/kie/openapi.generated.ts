// Compiled from specs/pages/kie and specs/overlays/kie.yaml by `npm run specs`. Do not edit.
import type { OpenAPIV3_1 } from 'openapi-types'

export const openapi = {
  "openapi": "3.1.0",
  "info": {
    "title": "Kie.ai",
    "description": "Compiled from the pages in specs/pages/kie and the overlay specs/overlays/kie.yaml. Do not edit.",
    "version": "1.0.0"
  },
  "x-pages": [
    {
      "file": "kie/wan-2-5-image-to-video.md",
      "form": "markdown",
      "title": "2 5 Image To Video API Documentation"
    },
    {
      "file": "kie/wan-2-5-text-to-video.md",
      "form": "markdown",
      "title": "2 5 Text To Video API Documentation"
    },
    {
      "file": "kie/wan-2-5-image-to-video.playground.txt",
      "form": "playground",
      "title": "wan/2-5-image-to-video"
    }
  ],
  "servers": [
    {
      "url": "https://api.kie.ai"
    }
  ],
  "security": [
    {
      "bearerAuth": []
    }
  ],
  "paths": {
    "/api/v1/jobs/createTask": {
      "post": {
        "operationId": "createTask",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "oneOf": [
                  {
                    "$ref": "#/components/schemas/Wan25ImageToVideoRequest"
                  },
                  {
                    "$ref": "#/components/schemas/Wan25TextToVideoRequest"
                  }
                ]
              },
              "examples": {
                "wan-2-5-image-to-video.request-example": {
                  "value": {
                    "model": "wan/2-5-image-to-video",
                    "input": {
                      "prompt": "The same woman from the reference image looks directly into the camera, takes a breath, then smiles brightly and speaks with enthusiasm: “Have you heard? Alibaba Wan 2.5 API is now available on Kie.ai!” Ambient audio: quiet indoor atmosphere, soft natural room tone. Camera: medium close-up, steady framing, natural daylight mood, accurate lip-sync with dialogue.",
                      "image_url": "https://file.aiquickdraw.com/custom-page/akr/section-images/1758796480945qb63zxq8.webp",
                      "duration": "5",
                      "resolution": "1080p",
                      "negative_prompt": "Enter your prompt here...",
                      "enable_prompt_expansion": true,
                      "seed": 42
                    }
                  },
                  "x-page": "kie/wan-2-5-image-to-video.md",
                  "x-place": "Request Example"
                },
                "wan-2-5-text-to-video.request-example": {
                  "value": {
                    "model": "wan/2-5-text-to-video",
                    "input": {
                      "prompt": "A dimly lit jazz bar at night, wooden tables glowing under warm pendant lights. Patrons sip drinks and chat quietly while a three-piece band performs on stage. The saxophone player stands under a spotlight, gleaming instrument reflecting the light. No dialogue. Ambient audio: smooth live jazz music with saxophone and piano, clinking glasses, low murmur of audience conversations, occasional burst of laughter from a nearby table. Camera: slow pan across the crowd, then gentle zoom toward the saxophone player’s solo, focusing on expressive hand movements.",
                      "duration": "5",
                      "aspect_ratio": "16:9",
                      "resolution": "1080p",
                      "negative_prompt": "Enter your prompt here...",
                      "enable_prompt_expansion": true,
                      "seed": 42
                    }
                  },
                  "x-page": "kie/wan-2-5-text-to-video.md",
                  "x-place": "Request Example"
                },
                "wan-2-5-image-to-video.playground.request-example": {
                  "value": {
                    "model": "wan/2-5-image-to-video",
                    "callBackUrl": "https://your-domain.com/api/callback",
                    "input": {
                      "prompt": "The same woman from the reference image looks directly into the camera, takes a breath, then smiles brightly and speaks with enthusiasm: “Have you heard? Alibaba Wan 2.5 API is now available on Kie.ai!” Ambient audio: quiet indoor atmosphere, soft natural room tone. Camera: medium close-up, steady framing, natural daylight mood, accurate lip-sync with dialogue.",
                      "image_url": "https://file.aiquickdraw.com/custom-page/akr/section-images/1758796480945qb63zxq8.webp",
                      "duration": "5",
                      "resolution": "1080p",
                      "enable_prompt_expansion": true
                    }
                  },
                  "x-page": "kie/wan-2-5-image-to-video.playground.txt",
                  "x-place": "Request Example"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Request successful",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CreateTaskResponse"
                },
                "examples": {
                  "wan-2-5-image-to-video.response-example": {
                    "value": {
                      "code": 200,
                      "msg": "success",
                      "data": {
                        "taskId": "281e5b0*********************f39b9"
                      }
                    },
                    "x-page": "kie/wan-2-5-image-to-video.md",
                    "x-place": "Response Example"
                  },
                  "wan-2-5-text-to-video.response-example": {
                    "value": {
                      "code": 200,
                      "msg": "success",
                      "data": {
                        "taskId": "281e5b0*********************f39b9"
                      }
                    },
                    "x-page": "kie/wan-2-5-text-to-video.md",
                    "x-place": "Response Example"
                  },
                  "wan-2-5-image-to-video.playground.response-example": {
                    "value": {
                      "code": 200,
                      "message": "success",
                      "data": {
                        "taskId": "task_12345678"
                      }
                    },
                    "x-page": "kie/wan-2-5-image-to-video.playground.txt",
                    "x-place": "Response Example"
                  }
                }
              }
            },
            "x-observed-errors": true
          },
          "400": {
            "description": "Invalid request parameters",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                }
              }
            }
          },
          "401": {
            "description": "Authentication failed, please check API Key",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                }
              }
            }
          },
          "402": {
            "description": "Insufficient account balance",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                }
              }
            }
          },
          "404": {
            "description": "Resource not found",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                }
              }
            }
          },
          "422": {
            "description": "Parameter validation failed",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                }
              }
            }
          },
          "429": {
            "description": "Request rate limit exceeded",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                }
              }
            }
          },
          "500": {
            "description": "Internal server error",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                }
              }
            }
          }
        },
        "callbacks": {
          "taskEnded": {
            "{$request.body#/callBackUrl}": {
              "post": {
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {
                      "schema": {
                        "$ref": "#/components/schemas/TaskCallback"
                      },
                      "examples": {
                        "wan-2-5-image-to-video.playground.success-callback-example": {
                          "value": {
                            "code": 200,
                            "data": {
                              "completeTime": 1755599644000,
                              "consumeCredits": 100,
                              "costTime": 8,
                              "createTime": 1755599634000,
                              "model": "wan/2-5-image-to-video",
                              "param": "{\"callBackUrl\":\"https://your-domain.com/api/callback\",\"model\":\"wan/2-5-image-to-video\",\"input\":{\"prompt\":\"The same woman from the reference image looks directly into the camera, takes a breath, then smiles brightly and speaks with enthusiasm: “Have you heard? Alibaba Wan 2.5 API is now available on Kie.ai!” Ambient audio: quiet indoor atmosphere, soft natural room tone. Camera: medium close-up, steady framing, natural daylight mood, accurate lip-sync with dialogue.\",\"image_url\":\"https://file.aiquickdraw.com/custom-page/akr/section-images/1758796480945qb63zxq8.webp\",\"duration\":\"5\",\"resolution\":\"1080p\",\"negative_prompt\":\"\",\"enable_prompt_expansion\":true,\"seed\":null}}",
                              "remainedCredits": 2510330,
                              "resultJson": "{\"resultUrls\":[\"https://example.com/generated-image.jpg\"]}",
                              "state": "success",
                              "taskId": "e989621f54392584b05867f87b160672",
                              "updateTime": 1755599644000
                            },
                            "msg": "Playground task completed successfully."
                          },
                          "x-page": "kie/wan-2-5-image-to-video.playground.txt",
                          "x-place": "Success Callback Example"
                        },
                        "wan-2-5-image-to-video.playground.failure-callback-example": {
                          "value": {
                            "code": 501,
                            "data": {
                              "completeTime": 1755597081000,
                              "consumeCredits": 0,
                              "costTime": 0,
                              "createTime": 1755596341000,
                              "failCode": "500",
                              "failMsg": "Internal server error",
                              "model": "wan/2-5-image-to-video",
                              "param": "{\"callBackUrl\":\"https://your-domain.com/api/callback\",\"model\":\"wan/2-5-image-to-video\",\"input\":{\"prompt\":\"The same woman from the reference image looks directly into the camera, takes a breath, then smiles brightly and speaks with enthusiasm: “Have you heard? Alibaba Wan 2.5 API is now available on Kie.ai!” Ambient audio: quiet indoor atmosphere, soft natural room tone. Camera: medium close-up, steady framing, natural daylight mood, accurate lip-sync with dialogue.\",\"image_url\":\"https://file.aiquickdraw.com/custom-page/akr/section-images/1758796480945qb63zxq8.webp\",\"duration\":\"5\",\"resolution\":\"1080p\",\"negative_prompt\":\"\",\"enable_prompt_expansion\":true,\"seed\":null}}",
                              "remainedCredits": 2510430,
                              "state": "fail",
                              "taskId": "bd3a37c523149e4adf45a3ddb5faf1a8",
                              "updateTime": 1755597097000
                            },
                            "msg": "Playground task failed."
                          },
                          "x-page": "kie/wan-2-5-image-to-video.playground.txt",
                          "x-place": "Failure Callback Example"
                        }
                      }
                    }
                  }
                },
                "responses": {
                  "200": {
                    "description": "The callback was received"
                  }
                },
                "parameters": [
                  {
                    "name": "X-Webhook-Timestamp",
                    "in": "header",
                    "required": false,
                    "description": "Unix seconds",
                    "schema": {
                      "type": "string"
                    },
                    "x-observed": true
                  },
                  {
                    "name": "X-Webhook-Signature",
                    "in": "header",
                    "required": false,
                    "description": "base64(HMAC-SHA256(taskId + \".\" + timestamp, key))",
                    "schema": {
                      "type": "string"
                    },
                    "x-observed": true
                  }
                ]
              }
            }
          }
        }
      }
    },
    "/api/v1/jobs/recordInfo": {
      "get": {
        "operationId": "recordInfo",
        "parameters": [
          {
            "name": "taskId",
            "in": "query",
            "required": true,
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Request successful",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RecordInfoResponse"
                },
                "examples": {
                  "wan-2-5-image-to-video.response-example": {
                    "value": {
                      "code": 200,
                      "msg": "success",
                      "data": {
                        "taskId": "281e5b0*********************f39b9",
                        "model": "wan/2-5-image-to-video",
                        "state": "waiting",
                        "param": "{\"model\":\"wan/2-5-image-to-video\",\"input\":{\"prompt\":\"The same woman from the reference image looks directly into the camera, takes a breath, then smiles brightly and speaks with enthusiasm: “Have you heard? Alibaba Wan 2.5 API is now available on Kie.ai!” Ambient audio: quiet indoor atmosphere, soft natural room tone. Camera: medium close-up, steady framing, natural daylight mood, accurate lip-sync with dialogue.\",\"image_url\":\"https://file.aiquickdraw.com/custom-page/akr/section-images/1758796480945qb63zxq8.webp\",\"duration\":\"5\",\"resolution\":\"1080p\",\"negative_prompt\":\"Enter your prompt here...\",\"enable_prompt_expansion\":true,\"seed\":42}}",
                        "resultJson": "{\"resultUrls\":[\"https://file.aiquickdraw.com/custom-page/akr/section-images/1758796495606nze1vzkk.mp4\"]}",
                        "failCode": null,
                        "failMsg": null,
                        "costTime": null,
                        "completeTime": null,
                        "createTime": 1757584164490
                      }
                    },
                    "x-page": "kie/wan-2-5-image-to-video.md",
                    "x-place": "Response Example"
                  },
                  "wan-2-5-text-to-video.response-example": {
                    "value": {
                      "code": 200,
                      "msg": "success",
                      "data": {
                        "taskId": "281e5b0*********************f39b9",
                        "model": "wan/2-5-text-to-video",
                        "state": "waiting",
                        "param": "{\"model\":\"wan/2-5-text-to-video\",\"input\":{\"prompt\":\"A dimly lit jazz bar at night, wooden tables glowing under warm pendant lights. Patrons sip drinks and chat quietly while a three-piece band performs on stage. The saxophone player stands under a spotlight, gleaming instrument reflecting the light. No dialogue. Ambient audio: smooth live jazz music with saxophone and piano, clinking glasses, low murmur of audience conversations, occasional burst of laughter from a nearby table. Camera: slow pan across the crowd, then gentle zoom toward the saxophone player’s solo, focusing on expressive hand movements.\",\"duration\":\"5\",\"aspect_ratio\":\"16:9\",\"resolution\":\"1080p\",\"negative_prompt\":\"Enter your prompt here...\",\"enable_prompt_expansion\":true,\"seed\":42}}",
                        "resultJson": "{\"resultUrls\":[\"https://file.aiquickdraw.com/custom-page/akr/section-images/1758798455092g714yuea.mp4\"]}",
                        "failCode": null,
                        "failMsg": null,
                        "costTime": null,
                        "completeTime": null,
                        "createTime": 1757584164490
                      }
                    },
                    "x-page": "kie/wan-2-5-text-to-video.md",
                    "x-place": "Response Example"
                  }
                }
              }
            },
            "x-observed-errors": true
          },
          "400": {
            "description": "Invalid request parameters",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                }
              }
            }
          },
          "401": {
            "description": "Authentication failed, please check API Key",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                }
              }
            }
          },
          "402": {
            "description": "Insufficient account balance",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                }
              }
            }
          },
          "404": {
            "description": "Resource not found",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                }
              }
            }
          },
          "422": {
            "description": "Parameter validation failed",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                }
              }
            }
          },
          "429": {
            "description": "Request rate limit exceeded",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                }
              }
            }
          },
          "500": {
            "description": "Internal server error",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                }
              }
            }
          }
        }
      }
    },
    "/api/v1/chat/credit": {
      "get": {
        "operationId": "credit",
        "summary": "Credits left",
        "x-observed": true,
        "responses": {
          "200": {
            "description": "Request successful",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CreditResponse"
                }
              }
            }
          },
          "401": {
            "description": "Authentication failed, please check API Key",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                }
              }
            }
          }
        }
      }
    },
    "/api/v1/common/download-url": {
      "post": {
        "operationId": "downloadUrl",
        "summary": "A temporary download link for a result",
        "x-observed": true,
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/DownloadUrlRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Request successful",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DownloadUrlResponse"
                }
              }
            }
          },
          "401": {
            "description": "Authentication failed, please check API Key",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                }
              }
            }
          },
          "422": {
            "description": "Parameter validation failed",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                }
              }
            }
          }
        }
      }
    }
  },
  "components": {
    "schemas": {
      "Wan25ImageToVideoRequest": {
        "type": "object",
        "required": [
          "model",
          "input"
        ],
        "properties": {
          "model": {
            "type": "string",
            "description": "Model name, format: `wan/2-5-image-to-video`",
            "const": "wan/2-5-image-to-video"
          },
          "input": {
            "$ref": "#/components/schemas/Wan25ImageToVideoInput"
          },
          "callBackUrl": {
            "type": "string",
            "description": "Callback URL for task completion notifications. If provided, the system will send POST requests to this URL when the task completes (success or fail). If not provided, no callback notifications will be sent.",
            "examples": [
              "https://your-domain.com/api/callback"
            ],
            "format": "uri"
          }
        }
      },
      "Wan25ImageToVideoInput": {
        "type": "object",
        "description": "Input parameters object",
        "required": [
          "prompt",
          "image_url"
        ],
        "properties": {
          "prompt": {
            "type": "string",
            "description": "The text prompt describing the desired video motion",
            "maxLength": 800,
            "examples": [
              "The same woman from the reference image looks directly into the camera, takes a breath, then smiles brightly and speaks with enthusiasm: “Have you heard? Alibaba Wan 2.5 API is now available on Kie.ai!” Ambient audio: quiet indoor atmosphere, soft natural room tone. Camera: medium close-up, steady framing, natural daylight mood, accurate lip-sync with dialogue."
            ],
            "minLength": 1
          },
          "image_url": {
            "type": "string",
            "description": "URL of the image to use as the first frame. Must be publicly accessible",
            "x-accepted-file-types": [
              "image/jpeg",
              "image/png",
              "image/webp"
            ],
            "x-max-file-size": "10MB",
            "examples": [
              "https://file.aiquickdraw.com/custom-page/akr/section-images/1758796480945qb63zxq8.webp"
            ],
            "format": "uri",
            "minLength": 1
          },
          "duration": {
            "type": "string",
            "description": "The duration of the generated video in seconds",
            "default": "5",
            "enum": [
              "5",
              "10"
            ],
            "examples": [
              "5"
            ]
          },
          "resolution": {
            "type": "string",
            "description": "Video resolution. Valid values: 720p, 1080p",
            "default": "1080p",
            "enum": [
              "720p",
              "1080p"
            ],
            "examples": [
              "1080p"
            ]
          },
          "negative_prompt": {
            "type": "string",
            "description": "Negative prompt to describe content to avoid",
            "default": "",
            "maxLength": 500
          },
          "enable_prompt_expansion": {
            "type": "boolean",
            "description": "Whether to enable prompt rewriting using LLM",
            "default": true,
            "examples": [
              true
            ]
          },
          "seed": {
            "type": [
              "number",
              "null"
            ],
            "description": "Random seed for reproducibility. If None, a random seed is chosen"
          }
        }
      },
      "CreateTaskResponse": {
        "type": "object",
        "required": [
          "code",
          "msg",
          "data"
        ],
        "properties": {
          "code": {
            "type": "integer",
            "description": "Response status code, 200 indicates success",
            "const": 200
          },
          "msg": {
            "type": "string",
            "description": "Response message"
          },
          "data": {
            "type": "object",
            "required": [
              "taskId"
            ],
            "properties": {
              "taskId": {
                "type": "string",
                "description": "Task ID for querying task status",
                "minLength": 1,
                "x-observed-pattern": "^[0-9a-f]{32}$"
              },
              "recordId": {
                "type": "string",
                "description": "Equal to taskId",
                "x-observed": true
              }
            }
          }
        }
      },
      "TaskRecord": {
        "type": "object",
        "required": [
          "taskId",
          "model",
          "state",
          "param",
          "resultJson",
          "failCode",
          "failMsg",
          "costTime",
          "completeTime",
          "createTime"
        ],
        "properties": {
          "taskId": {
            "type": "string",
            "description": "Task ID"
          },
          "model": {
            "type": "string",
            "description": "Model name used"
          },
          "state": {
            "type": "string",
            "description": "Task status: `waiting`(waiting),  `success`(success), `fail`(fail)",
            "enum": [
              "waiting",
              "success",
              "fail",
              "queuing",
              "generating"
            ],
            "x-observed-values": [
              "queuing",
              "generating"
            ]
          },
          "param": {
            "type": "string",
            "description": "Task parameters (JSON string)",
            "contentMediaType": "application/json",
            "x-observed-note": "input is JSON text inside the JSON text"
          },
          "resultJson": {
            "type": [
              "string",
              "null"
            ],
            "description": "Task result (JSON string, available when task is success). Structure depends on outputMediaType: `{resultUrls: []}` for image/media/video, `{resultObject: {}}` for text",
            "contentMediaType": "application/json",
            "x-available-when": "success",
            "contentSchema": {
              "$ref": "#/components/schemas/TaskResult"
            },
            "x-observed-values": [
              ""
            ]
          },
          "failCode": {
            "type": [
              "string",
              "null"
            ],
            "description": "Failure code (available when task fails)",
            "x-available-when": "fail"
          },
          "failMsg": {
            "type": [
              "string",
              "null"
            ],
            "description": "Failure message (available when task fails)",
            "x-available-when": "fail"
          },
          "costTime": {
            "type": [
              "integer",
              "null"
            ],
            "description": "Task duration in milliseconds (available when task is success)",
            "x-available-when": "success",
            "minimum": 0,
            "x-observed-unit": "s"
          },
          "completeTime": {
            "type": [
              "integer",
              "null"
            ],
            "description": "Completion timestamp (available when task is success)",
            "x-available-when": "success"
          },
          "createTime": {
            "type": "integer",
            "description": "Creation timestamp"
          },
          "progress": {
            "description": "Not filled",
            "x-observed": true
          },
          "successFlag": {
            "type": "integer",
            "description": "0 under way, 1 success, 3 fail",
            "x-observed": true
          },
          "response": {
            "type": [
              "object",
              "null"
            ],
            "description": "resultJson as an object",
            "x-observed": true
          },
          "creditsConsumed": {
            "type": [
              "number",
              "null"
            ],
            "x-observed": true
          },
          "operationType": {
            "type": "string",
            "description": "The model",
            "x-observed": true
          },
          "paramJson": {
            "type": "string",
            "description": "As param",
            "x-observed": true
          }
        },
        "oneOf": [
          {
            "$ref": "#/components/schemas/UnfinishedTask"
          },
          {
            "$ref": "#/components/schemas/SucceededTask"
          },
          {
            "$ref": "#/components/schemas/FailedTask"
          }
        ]
      },
      "RecordInfoResponse": {
        "type": "object",
        "required": [
          "code",
          "msg",
          "data"
        ],
        "properties": {
          "code": {
            "type": "integer",
            "description": "Response status code, 200 indicates success",
            "const": 200
          },
          "msg": {
            "type": "string",
            "description": "Response message"
          },
          "data": {
            "$ref": "#/components/schemas/TaskRecord"
          }
        }
      },
      "Wan25TextToVideoRequest": {
        "type": "object",
        "required": [
          "model",
          "input"
        ],
        "properties": {
          "model": {
            "type": "string",
            "description": "Model name, format: `wan/2-5-text-to-video`",
            "const": "wan/2-5-text-to-video"
          },
          "input": {
            "$ref": "#/components/schemas/Wan25TextToVideoInput"
          },
          "callBackUrl": {
            "type": "string",
            "description": "Callback URL for task completion notifications. If provided, the system will send POST requests to this URL when the task completes (success or fail). If not provided, no callback notifications will be sent.",
            "examples": [
              "https://your-domain.com/api/callback"
            ],
            "format": "uri"
          }
        }
      },
      "Wan25TextToVideoInput": {
        "type": "object",
        "description": "Input parameters object",
        "required": [
          "prompt"
        ],
        "properties": {
          "prompt": {
            "type": "string",
            "description": "The text prompt for video generation. Supports Chinese and English, max 800 characters.",
            "maxLength": 800,
            "examples": [
              "A dimly lit jazz bar at night, wooden tables glowing under warm pendant lights. Patrons sip drinks and chat quietly while a three-piece band performs on stage. The saxophone player stands under a spotlight, gleaming instrument reflecting the light. No dialogue. Ambient audio: smooth live jazz music with saxophone and piano, clinking glasses, low murmur of audience conversations, occasional burst of laughter from a nearby table. Camera: slow pan across the crowd, then gentle zoom toward the saxophone player’s solo, focusing on expressive hand movements."
            ],
            "minLength": 1
          },
          "duration": {
            "type": "string",
            "description": "The duration of the generated video in seconds",
            "default": "5",
            "enum": [
              "5",
              "10"
            ]
          },
          "aspect_ratio": {
            "type": "string",
            "description": "The aspect ratio of the generated video",
            "default": "16:9",
            "enum": [
              "16:9",
              "9:16",
              "1:1"
            ]
          },
          "resolution": {
            "type": "string",
            "description": "Video resolution tier",
            "default": "1080p",
            "enum": [
              "720p",
              "1080p"
            ]
          },
          "negative_prompt": {
            "type": "string",
            "description": "Negative prompt to describe content to avoid. Max 500 characters.",
            "default": "",
            "maxLength": 500
          },
          "enable_prompt_expansion": {
            "type": "boolean",
            "description": "Whether to enable prompt rewriting using LLM. Improves results for short prompts but increases processing time.",
            "default": true
          },
          "seed": {
            "type": [
              "number",
              "null"
            ],
            "description": "Random seed for reproducibility. If None, a random seed is chosen."
          }
        }
      },
      "TaskCallback": {
        "type": "object",
        "required": [
          "code",
          "data",
          "msg"
        ],
        "properties": {
          "code": {
            "type": "integer",
            "enum": [
              200,
              501,
              400,
              500
            ],
            "x-observed-values": [
              400,
              500
            ]
          },
          "data": {
            "type": "object",
            "required": [
              "completeTime",
              "costTime",
              "createTime",
              "model",
              "param",
              "state",
              "taskId"
            ],
            "properties": {
              "completeTime": {
                "type": "integer"
              },
              "consumeCredits": {
                "type": "number"
              },
              "costTime": {
                "type": "integer",
                "minimum": 0
              },
              "createTime": {
                "type": "integer"
              },
              "model": {
                "type": "string"
              },
              "param": {
                "type": "string",
                "contentMediaType": "application/json"
              },
              "remainedCredits": {
                "type": "number"
              },
              "resultJson": {
                "type": [
                  "string",
                  "null"
                ],
                "contentMediaType": "application/json",
                "contentSchema": {
                  "$ref": "#/components/schemas/TaskResult"
                }
              },
              "state": {
                "type": "string",
                "enum": [
                  "success",
                  "fail"
                ]
              },
              "taskId": {
                "type": "string"
              },
              "updateTime": {
                "type": "integer"
              },
              "failCode": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "failMsg": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "creditsConsumed": {
                "type": "integer",
                "x-observed": true
              }
            },
            "oneOf": [
              {
                "type": "object",
                "required": [
                  "state",
                  "resultJson"
                ],
                "properties": {
                  "state": {
                    "type": "string",
                    "const": "success"
                  },
                  "resultJson": {
                    "type": "string",
                    "minLength": 2
                  },
                  "failCode": {
                    "type": "null"
                  },
                  "failMsg": {
                    "type": "null"
                  }
                }
              },
              {
                "type": "object",
                "required": [
                  "state",
                  "failCode",
                  "failMsg"
                ],
                "properties": {
                  "state": {
                    "type": "string",
                    "const": "fail"
                  },
                  "resultJson": {
                    "enum": [
                      "",
                      null
                    ],
                    "x-observed-values": [
                      ""
                    ]
                  },
                  "failCode": {
                    "type": "string"
                  },
                  "failMsg": {
                    "type": "string"
                  }
                }
              }
            ]
          },
          "msg": {
            "type": "string"
          }
        }
      },
      "TaskResult": {
        "description": "What resultJson holds",
        "oneOf": [
          {
            "type": "object",
            "required": [
              "resultUrls"
            ],
            "properties": {
              "resultUrls": {
                "description": "Links to the generated media",
                "type": "array",
                "items": {
                  "type": "string",
                  "format": "uri"
                }
              }
            }
          },
          {
            "type": "object",
            "required": [
              "resultObject"
            ],
            "properties": {
              "resultObject": {
                "description": "The generated text",
                "type": "object"
              }
            }
          }
        ]
      },
      "UnfinishedTask": {
        "description": "A task that has not ended has no result and no failure",
        "type": "object",
        "required": [
          "state"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "waiting",
              "queuing",
              "generating"
            ]
          },
          "resultJson": {
            "enum": [
              "",
              null
            ],
            "x-observed-values": [
              ""
            ]
          },
          "failCode": {
            "type": "null"
          },
          "failMsg": {
            "type": "null"
          }
        }
      },
      "SucceededTask": {
        "type": "object",
        "required": [
          "state",
          "resultJson",
          "costTime",
          "completeTime"
        ],
        "properties": {
          "state": {
            "type": "string",
            "const": "success"
          },
          "resultJson": {
            "type": "string",
            "minLength": 2,
            "contentMediaType": "application/json",
            "contentSchema": {
              "$ref": "#/components/schemas/TaskResult"
            }
          },
          "failCode": {
            "type": "null"
          },
          "failMsg": {
            "type": "null"
          },
          "costTime": {
            "type": "integer",
            "minimum": 0
          },
          "completeTime": {
            "type": "integer"
          }
        }
      },
      "FailedTask": {
        "type": "object",
        "required": [
          "state",
          "failCode",
          "failMsg"
        ],
        "properties": {
          "state": {
            "type": "string",
            "const": "fail"
          },
          "resultJson": {
            "enum": [
              "",
              null
            ],
            "x-observed-values": [
              ""
            ]
          },
          "failCode": {
            "type": "string"
          },
          "failMsg": {
            "type": "string"
          }
        }
      },
      "ErrorResponse": {
        "description": "An answer to a call that did not work. The pages give its codes; its shape was observed.",
        "type": "object",
        "required": [
          "code",
          "msg"
        ],
        "properties": {
          "code": {
            "type": "integer",
            "minimum": 400,
            "description": "The status code of the error table"
          },
          "msg": {
            "type": "string"
          },
          "data": {
            "type": "null",
            "description": "null, or missing when the key was refused"
          }
        },
        "x-observed": true
      },
      "CreditResponse": {
        "type": "object",
        "required": [
          "code",
          "msg",
          "data"
        ],
        "properties": {
          "code": {
            "type": "integer",
            "const": 200
          },
          "msg": {
            "type": "string"
          },
          "data": {
            "type": "number",
            "description": "Credits left",
            "examples": [
              5916.25
            ]
          }
        },
        "x-observed": true
      },
      "DownloadUrlRequest": {
        "type": "object",
        "required": [
          "url"
        ],
        "properties": {
          "url": {
            "type": "string",
            "format": "uri",
            "description": "A result link of this account"
          }
        },
        "x-observed": true
      },
      "DownloadUrlResponse": {
        "type": "object",
        "required": [
          "code",
          "msg",
          "data"
        ],
        "properties": {
          "code": {
            "type": "integer",
            "const": 200
          },
          "msg": {
            "type": "string"
          },
          "data": {
            "type": "string",
            "format": "uri",
            "description": "A link valid for 20 minutes"
          }
        },
        "x-observed": true
      }
    },
    "securitySchemes": {
      "bearerAuth": {
        "type": "http",
        "scheme": "bearer"
      }
    }
  }
} as unknown as OpenAPIV3_1.Document
