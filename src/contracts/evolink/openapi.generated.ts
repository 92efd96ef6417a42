// Compiled from specs/pages/evolink and specs/overlays/evolink.yaml by `npm run specs`. Do not edit.
import type { OpenAPIV3_1 } from 'openapi-types'

export const openapi = {
  "openapi": "3.1.0",
  "info": {
    "title": "EvoLink",
    "description": "Compiled from the pages in specs/pages/evolink and the overlay specs/overlays/evolink.yaml. Do not edit.",
    "version": "1.0.0"
  },
  "x-pages": [
    {
      "file": "evolink/wan2.5-text-to-video.md",
      "form": "openapi-block",
      "title": "Wan2.5 Text to Video"
    },
    {
      "file": "evolink/wan2.5-text-to-video.md",
      "form": "query-block",
      "title": "Query Task Status"
    },
    {
      "file": "evolink/wan2.5-text-to-video.mirror.txt",
      "form": "damaged-copy",
      "title": "Wan2.5 Text to Video"
    }
  ],
  "servers": [
    {
      "url": "https://api.evolink.ai",
      "description": "Production environment"
    },
    {
      "url": "https://ai.odkkk.com/apiv1",
      "description": "Reseller"
    }
  ],
  "security": [
    {
      "bearerAuth": []
    }
  ],
  "paths": {
    "/v1/videos/generations": {
      "post": {
        "tags": [
          "Video Generation"
        ],
        "summary": "wan2.5-text-to-video Interface",
        "description": "- WAN2.5 (wan2.5-text-to-video) model supports text-to-video mode\n- Asynchronous processing mode, use the returned task ID to [query](/en/api-manual/task-management/get-task-detail)\n- Generated video links are valid for 24 hours, please save them promptly",
        "operationId": "createVideo",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Wan25TextToVideoRequest"
              },
              "examples": {
                "text_to_video": {
                  "summary": "Text to Video",
                  "value": {
                    "model": "wan2.5-text-to-video",
                    "prompt": "A cat playing piano"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Video task created successfully",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/VideoGenerationResponse"
                }
              }
            }
          },
          "400": {
            "description": "Invalid request parameters",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                },
                "example": {
                  "error": {
                    "code": 400,
                    "message": "Invalid request format",
                    "type": "invalid_request_error",
                    "param": "model"
                  }
                }
              }
            }
          },
          "401": {
            "description": "Authentication failed",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                },
                "example": {
                  "error": {
                    "code": 401,
                    "message": "Invalid authentication credentials",
                    "type": "authentication_error"
                  }
                }
              }
            }
          },
          "402": {
            "description": "Insufficient quota, recharge required",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                }
              }
            }
          },
          "403": {
            "description": "Access denied",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                },
                "example": {
                  "error": {
                    "code": 403,
                    "message": "Access denied for this model",
                    "type": "permission_error",
                    "param": "model"
                  }
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
                },
                "example": {
                  "error": {
                    "code": 404,
                    "message": "Specified model not found",
                    "type": "not_found_error",
                    "param": "model",
                    "fallback_suggestion": "wan2.5-text-to-video"
                  }
                }
              }
            }
          },
          "429": {
            "description": "Rate limit exceeded",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                },
                "example": {
                  "error": {
                    "code": 429,
                    "message": "Rate limit exceeded",
                    "type": "rate_limit_error",
                    "fallback_suggestion": "retry after 60 seconds"
                  }
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
                },
                "example": {
                  "error": {
                    "code": 500,
                    "message": "Internal server error",
                    "type": "internal_server_error",
                    "fallback_suggestion": "try again later"
                  }
                }
              }
            }
          },
          "502": {
            "description": "Upstream service error",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                },
                "example": {
                  "error": {
                    "code": 502,
                    "message": "Bad gateway",
                    "type": "upstream_error",
                    "fallback_suggestion": "try again later"
                  }
                }
              }
            }
          },
          "503": {
            "description": "Service temporarily unavailable",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                },
                "example": {
                  "error": {
                    "code": 503,
                    "message": "Service temporarily unavailable",
                    "type": "service_unavailable_error",
                    "fallback_suggestion": "retry after 30 seconds"
                  }
                }
              }
            }
          }
        },
        "x-page-operation-id": "createWan25TextToVideoGeneration",
        "callbacks": {
          "taskEnded": {
            "{$request.body#/callback_url}": {
              "post": {
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {
                      "schema": {
                        "$ref": "#/components/schemas/TaskCallback"
                      }
                    }
                  }
                },
                "responses": {
                  "2XX": {
                    "description": "The callback was received"
                  }
                }
              }
            }
          }
        }
      }
    },
    "/v1/tasks/{task_id}": {
      "get": {
        "parameters": [
          {
            "name": "task_id",
            "in": "path",
            "required": true,
            "description": "Task ID, ignore {} when querying, append the id from the async task response body at the end of the path",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Task status details",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TaskDetailResponse"
                },
                "examples": {
                  "example": {
                    "value": {
                      "created": 1756817821,
                      "id": "task-unified-1756817821-4x3rx6ny",
                      "model": "wan2.5-text-to-video",
                      "object": "video.generation.task",
                      "progress": 100,
                      "results": [
                        "http://example.com/video.mp4"
                      ],
                      "status": "completed",
                      "task_info": {
                        "can_cancel": false
                      },
                      "type": "video"
                    }
                  }
                }
              }
            }
          },
          "400": {
            "description": "Request parameter error, format error",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                },
                "examples": {
                  "example": {
                    "value": {
                      "error": {
                        "code": 400,
                        "message": "Invalid task ID format",
                        "type": "invalid_request_error",
                        "param": "task_id"
                      }
                    }
                  }
                }
              }
            }
          },
          "401": {
            "description": "Unauthenticated, token invalid or expired",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                },
                "examples": {
                  "example": {
                    "value": {
                      "error": {
                        "code": 401,
                        "message": "Invalid or expired token",
                        "type": "authentication_error"
                      }
                    }
                  }
                }
              }
            }
          },
          "402": {
            "description": "Insufficient quota, recharge required",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                },
                "examples": {
                  "example": {
                    "value": {
                      "error": {
                        "code": 402,
                        "message": "Insufficient quota",
                        "type": "insufficient_quota_error",
                        "fallback_suggestion": "https://evolink.ai/dashboard/billing"
                      }
                    }
                  }
                }
              }
            }
          },
          "403": {
            "description": "No permission to access",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                },
                "examples": {
                  "example": {
                    "value": {
                      "error": {
                        "code": 403,
                        "message": "Access denied",
                        "type": "permission_error"
                      }
                    }
                  }
                }
              }
            }
          },
          "404": {
            "description": "Resource does not exist",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                },
                "examples": {
                  "example": {
                    "value": {
                      "error": {
                        "code": 404,
                        "message": "Task not found or expired",
                        "type": "not_found_error",
                        "param": "task_id"
                      }
                    }
                  }
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
                },
                "examples": {
                  "example": {
                    "value": {
                      "error": {
                        "code": 429,
                        "message": "Rate limit exceeded",
                        "type": "rate_limit_error",
                        "fallback_suggestion": "retry after 60 seconds"
                      }
                    }
                  }
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
                },
                "examples": {
                  "example": {
                    "value": {
                      "error": {
                        "code": 500,
                        "message": "Internal server error",
                        "type": "internal_server_error",
                        "fallback_suggestion": "try again later"
                      }
                    }
                  }
                }
              }
            }
          },
          "502": {
            "description": "Upstream service error",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                },
                "examples": {
                  "example": {
                    "value": {
                      "error": {
                        "code": 502,
                        "message": "Upstream service error",
                        "type": "upstream_error",
                        "fallback_suggestion": "try again later"
                      }
                    }
                  }
                }
              }
            }
          },
          "503": {
            "description": "Service temporarily unavailable",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorResponse"
                },
                "examples": {
                  "example": {
                    "value": {
                      "error": {
                        "code": 503,
                        "message": "Service temporarily unavailable",
                        "type": "service_unavailable_error",
                        "fallback_suggestion": "retry after 30 seconds"
                      }
                    }
                  }
                }
              }
            }
          }
        },
        "operationId": "retrieveTask"
      }
    },
    "/v1/credits": {
      "get": {
        "operationId": "credits",
        "summary": "Credits left",
        "x-observed": true,
        "responses": {
          "200": {
            "description": "Credits of the key and of its user",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CreditsResponse"
                }
              }
            }
          },
          "401": {
            "description": "Unauthenticated, token invalid or expired",
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
      "Wan25TextToVideoRequest": {
        "type": "object",
        "required": [
          "model",
          "prompt"
        ],
        "properties": {
          "model": {
            "type": "string",
            "description": "Model name",
            "enum": [
              "wan2.5-text-to-video"
            ],
            "default": "wan2.5-text-to-video",
            "example": "wan2.5-text-to-video"
          },
          "prompt": {
            "type": "string",
            "description": "Prompt describing what kind of video to generate, limited to 2000 tokens",
            "example": "A cat playing the piano",
            "maxLength": 2000,
            "minLength": 1
          },
          "aspect_ratio": {
            "type": "string",
            "description": "Video aspect ratio, defaults to `16:9`\n\n**Description:**\n- `480p`: Supports `16:9` (landscape), `9:16` (portrait), `1:1` (square)\n- `720p`: Supports `16:9` (landscape), `9:16` (portrait), `1:1` (square), `4:3`, `3:4`\n- `1080p`: Supports `16:9` (landscape), `9:16` (portrait), `1:1` (square), `4:3`, `3:4`",
            "default": "16:9",
            "example": "16:9",
            "enum": [
              "16:9",
              "9:16",
              "1:1",
              "4:3",
              "3:4"
            ]
          },
          "quality": {
            "type": "string",
            "description": "Video quality, defaults to `720p`\n\n**Description:**\n- `480p`: Lower quality, lower price\n- `720p`: Standard quality, standard price, this is the default\n- `1080p`: High quality, higher price\n\n**Note:** Different quality levels support different aspect ratios, see `aspect_ratio` parameter for details",
            "default": "720p",
            "example": "720p",
            "enum": [
              "480p",
              "720p",
              "1080p"
            ]
          },
          "duration": {
            "type": "integer",
            "description": "Specifies the duration of the generated video (seconds)\n\n**Note:**\n- Only supports values `5` and `10`, representing `5 seconds` and `10 seconds` respectively\n- A single request will pre-charge based on the value of `duration`, with actual charges based on the generated video duration in seconds",
            "example": 5,
            "enum": [
              5,
              10
            ],
            "x-assumed-default": 5
          },
          "prompt_extend": {
            "type": "boolean",
            "description": "Whether to enable intelligent prompt rewriting. When enabled, a large language model will optimize the prompt. This is particularly effective for prompts that lack detail or are too simple. Default value is `true`",
            "default": true,
            "example": true
          },
          "callback_url": {
            "type": "string",
            "description": "HTTPS callback address after task completion\n\n**Callback Timing:**\n- Triggered when task is completed, failed, or cancelled\n- Sent after billing confirmation is completed\n\n**Security Restrictions:**\n- Only HTTPS protocol is supported\n- Callback to internal IP addresses is prohibited (127.0.0.1, 10.x.x.x, 172.16-31.x.x, 192.168.x.x, etc.)\n- URL length must not exceed `2048` characters\n\n**Callback Mechanism:**\n- Timeout: `10` seconds\n- Maximum `3` retries on failure (retries after `1` second/`2` seconds/`4` seconds)\n- Callback response body format is consistent with the task query API response format\n- Callback address returning 2xx status code is considered successful, other status codes will trigger retry",
            "format": "uri",
            "example": "https://your-domain.com/webhooks/video-task-completed",
            "maxLength": 2048,
            "x-https-only": true
          }
        }
      },
      "VideoGenerationResponse": {
        "type": "object",
        "properties": {
          "created": {
            "type": "integer",
            "description": "Task creation timestamp",
            "example": 1757169743
          },
          "id": {
            "type": "string",
            "description": "Task ID",
            "example": "task-unified-1757169743-7cvnl5zw",
            "minLength": 1,
            "x-observed-pattern": "^task-unified-\\d+-[0-9a-z]{8}$"
          },
          "model": {
            "type": "string",
            "description": "Actual model name used",
            "example": "wan2.5-text-to-video"
          },
          "object": {
            "type": "string",
            "enum": [
              "video.generation.task"
            ],
            "description": "Specific task type"
          },
          "progress": {
            "type": "integer",
            "description": "Task progress percentage (0-100)",
            "minimum": 0,
            "maximum": 100,
            "example": 0
          },
          "status": {
            "type": "string",
            "description": "Task status",
            "enum": [
              "pending",
              "processing",
              "completed",
              "failed"
            ],
            "example": "pending"
          },
          "task_info": {
            "$ref": "#/components/schemas/VideoTaskInfo",
            "description": "Video task detailed information"
          },
          "type": {
            "type": "string",
            "enum": [
              "text",
              "image",
              "audio",
              "video"
            ],
            "description": "Task output type",
            "example": "video"
          },
          "usage": {
            "$ref": "#/components/schemas/Usage",
            "description": "Usage and billing information"
          }
        },
        "required": [
          "created",
          "id",
          "model",
          "object",
          "progress",
          "status",
          "task_info",
          "type",
          "usage"
        ]
      },
      "ErrorResponse": {
        "type": "object",
        "properties": {
          "error": {
            "type": "object",
            "properties": {
              "code": {
                "type": [
                  "integer",
                  "string"
                ],
                "description": "Error code",
                "example": 404,
                "x-observed-types": [
                  "string"
                ],
                "x-observed-values": [
                  "task_not_found",
                  "insufficient_quota",
                  "insufficient_user_quota",
                  "model_access_denied",
                  "rate_limit_exceeded",
                  "idempotency_conflict"
                ]
              },
              "message": {
                "type": "string",
                "description": "Error message",
                "example": "Task does not exist"
              },
              "type": {
                "type": "string",
                "description": "Error type",
                "example": "not_found_error"
              },
              "param": {
                "type": "string",
                "description": "Parameter name that caused the error",
                "example": "task_id"
              },
              "fallback_suggestion": {
                "type": "string",
                "description": "Suggested solution"
              }
            },
            "required": [
              "code",
              "message",
              "type"
            ]
          }
        },
        "required": [
          "error"
        ]
      },
      "VideoTaskInfo": {
        "type": "object",
        "properties": {
          "can_cancel": {
            "type": "boolean",
            "description": "Whether the task can be cancelled",
            "example": true
          },
          "estimated_time": {
            "type": "integer",
            "description": "Estimated completion time (seconds)",
            "minimum": 0,
            "example": 120
          }
        },
        "required": [
          "can_cancel",
          "estimated_time"
        ]
      },
      "Usage": {
        "type": "object",
        "description": "Usage and billing information",
        "properties": {
          "billing_rule": {
            "type": "string",
            "description": "Billing rule",
            "enum": [
              "per_call",
              "per_token",
              "per_second"
            ],
            "example": "per_call"
          },
          "credits_reserved": {
            "type": "number",
            "description": "Estimated credits consumed",
            "minimum": 0,
            "example": 5
          },
          "user_group": {
            "type": "string",
            "description": "User group category",
            "enum": [
              "default",
              "vip"
            ],
            "example": "default"
          }
        },
        "required": [
          "billing_rule",
          "credits_reserved",
          "user_group"
        ]
      },
      "TaskDetailResponse": {
        "type": "object",
        "properties": {
          "created": {
            "type": "integer",
            "description": "Task creation timestamp",
            "example": 1756817821
          },
          "id": {
            "type": "string",
            "description": "Task ID",
            "example": "task-unified-1756817821-4x3rx6ny",
            "minLength": 1,
            "x-observed-pattern": "^task-unified-\\d+-[0-9a-z]{8}$"
          },
          "model": {
            "type": "string",
            "description": "Model used",
            "example": "wan2.5-text-to-video"
          },
          "object": {
            "type": "string",
            "description": "Task type",
            "enum": [
              "image.generation.task",
              "video.generation.task",
              "audio.generation.task"
            ],
            "example": "video.generation.task"
          },
          "progress": {
            "type": "integer",
            "minimum": 0,
            "maximum": 100,
            "description": "Task progress percentage",
            "example": 100
          },
          "results": {
            "type": "array",
            "items": {
              "type": "string",
              "format": "uri"
            },
            "description": "Task result list (provided when completed)",
            "example": [
              "http://example.com/video.mp4"
            ]
          },
          "status": {
            "type": "string",
            "description": "Task status",
            "enum": [
              "pending",
              "processing",
              "completed",
              "failed"
            ],
            "example": "completed"
          },
          "task_info": {
            "type": "object",
            "description": "Task detailed information",
            "properties": {
              "can_cancel": {
                "type": "boolean",
                "description": "Whether the task can be cancelled",
                "example": false
              }
            },
            "required": [
              "can_cancel"
            ]
          },
          "type": {
            "type": "string",
            "description": "Task type",
            "enum": [
              "image",
              "video",
              "audio",
              "text"
            ],
            "example": "video"
          },
          "billing": {
            "$ref": "#/components/schemas/TaskBilling",
            "x-observed": true
          },
          "duration": {
            "type": "number",
            "x-observed": true
          },
          "request_id": {
            "type": "string",
            "x-observed": true
          },
          "usage": {
            "$ref": "#/components/schemas/TaskUsage",
            "x-observed": true
          },
          "error": {
            "$ref": "#/components/schemas/TaskError",
            "x-observed": true
          }
        },
        "required": [
          "created",
          "id",
          "model",
          "object",
          "progress",
          "status",
          "task_info",
          "type"
        ],
        "oneOf": [
          {
            "$ref": "#/components/schemas/UnfinishedTask"
          },
          {
            "$ref": "#/components/schemas/CompletedTask"
          },
          {
            "$ref": "#/components/schemas/FailedTask"
          }
        ]
      },
      "TaskUsage": {
        "description": "What the task cost",
        "type": "object",
        "properties": {
          "credits_used": {
            "type": "number",
            "minimum": 0
          },
          "credits_reserved": {
            "type": "number",
            "minimum": 0,
            "x-observed": true
          },
          "cost": {
            "description": "68 credits are 1 US dollar",
            "type": "object",
            "properties": {
              "credits": {
                "type": "number",
                "minimum": 0
              },
              "usd": {
                "type": "number",
                "minimum": 0
              }
            },
            "x-observed": true
          }
        },
        "x-observed": true
      },
      "TaskBilling": {
        "description": "What became of the credits",
        "type": "object",
        "properties": {
          "charge_status": {
            "type": "string",
            "examples": [
              "reserved",
              "charged",
              "released"
            ]
          },
          "refund_status": {
            "type": [
              "string",
              "null"
            ]
          },
          "refund_scope": {
            "type": [
              "string",
              "null"
            ]
          },
          "reserved_credits": {
            "type": "number",
            "minimum": 0
          },
          "charged_credits": {
            "type": "number",
            "minimum": 0
          },
          "refunded_credits": {
            "type": "number",
            "minimum": 0
          },
          "refunded_at": {
            "type": [
              "integer",
              "string",
              "null"
            ]
          }
        },
        "x-observed": true
      },
      "TaskError": {
        "description": "Why the task failed",
        "type": "object",
        "required": [
          "code",
          "message",
          "type"
        ],
        "properties": {
          "code": {
            "type": "string",
            "examples": [
              "content_policy_violation",
              "invalid_parameters",
              "image_processing_error",
              "generation_timeout",
              "resource_exhausted",
              "quota_exceeded",
              "service_error",
              "service_unavailable",
              "resource_not_found",
              "request_cancelled",
              "generation_failed_no_content",
              "image_dimension_mismatch",
              "unknown_error"
            ]
          },
          "message": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "examples": [
              "task_error"
            ]
          },
          "suggestion": {
            "type": "string",
            "x-observed": true
          }
        },
        "x-observed": true
      },
      "UnfinishedTask": {
        "description": "A task that has not ended has no results",
        "type": "object",
        "required": [
          "status"
        ],
        "properties": {
          "status": {
            "type": "string",
            "enum": [
              "pending",
              "processing"
            ]
          },
          "results": {
            "type": "array",
            "maxItems": 0,
            "items": {
              "type": "string"
            }
          }
        }
      },
      "CompletedTask": {
        "type": "object",
        "required": [
          "status",
          "results"
        ],
        "properties": {
          "status": {
            "type": "string",
            "const": "completed"
          },
          "progress": {
            "type": "integer",
            "const": 100
          },
          "results": {
            "type": "array",
            "minItems": 1,
            "items": {
              "type": "string",
              "format": "uri"
            }
          }
        }
      },
      "FailedTask": {
        "type": "object",
        "required": [
          "status"
        ],
        "properties": {
          "status": {
            "type": "string",
            "const": "failed"
          },
          "results": {
            "type": "array",
            "maxItems": 0,
            "items": {
              "type": "string"
            }
          }
        }
      },
      "CancelledTask": {
        "type": "object",
        "required": [
          "status"
        ],
        "properties": {
          "status": {
            "type": "string",
            "const": "cancelled"
          },
          "results": {
            "type": "array",
            "maxItems": 0,
            "items": {
              "type": "string"
            }
          }
        }
      },
      "TaskCallback": {
        "description": "The query's answer for a task that has ended",
        "type": "object",
        "required": [
          "created",
          "id",
          "model",
          "object",
          "progress",
          "status",
          "task_info",
          "type"
        ],
        "properties": {
          "created": {
            "type": "integer"
          },
          "id": {
            "type": "string",
            "minLength": 1
          },
          "model": {
            "type": "string"
          },
          "object": {
            "type": "string",
            "enum": [
              "image.generation.task",
              "video.generation.task",
              "audio.generation.task"
            ]
          },
          "progress": {
            "type": "integer",
            "minimum": 0,
            "maximum": 100
          },
          "results": {
            "type": "array",
            "items": {
              "type": "string",
              "format": "uri"
            }
          },
          "status": {
            "type": "string",
            "enum": [
              "completed",
              "failed",
              "cancelled"
            ]
          },
          "task_info": {
            "type": "object",
            "required": [
              "can_cancel"
            ],
            "properties": {
              "can_cancel": {
                "type": "boolean"
              }
            }
          },
          "type": {
            "type": "string",
            "enum": [
              "text",
              "image",
              "audio",
              "video"
            ]
          },
          "billing": {
            "$ref": "#/components/schemas/TaskBilling",
            "x-observed": true
          },
          "duration": {
            "type": "number",
            "x-observed": true
          },
          "request_id": {
            "type": "string",
            "x-observed": true
          },
          "usage": {
            "$ref": "#/components/schemas/TaskUsage",
            "x-observed": true
          },
          "error": {
            "$ref": "#/components/schemas/TaskError",
            "x-observed": true
          }
        },
        "oneOf": [
          {
            "$ref": "#/components/schemas/CompletedTask"
          },
          {
            "$ref": "#/components/schemas/FailedTask"
          },
          {
            "$ref": "#/components/schemas/CancelledTask"
          }
        ]
      },
      "CreditsResponse": {
        "type": "object",
        "required": [
          "data",
          "message",
          "success"
        ],
        "properties": {
          "data": {
            "type": "object",
            "required": [
              "token",
              "user"
            ],
            "properties": {
              "token": {
                "type": "object",
                "required": [
                  "remaining_credits",
                  "unlimited_credits",
                  "used_credits"
                ],
                "properties": {
                  "remaining_credits": {
                    "type": "number"
                  },
                  "unlimited_credits": {
                    "type": "boolean"
                  },
                  "used_credits": {
                    "type": "number"
                  }
                }
              },
              "user": {
                "type": "object",
                "required": [
                  "remaining_credits",
                  "used_credits"
                ],
                "properties": {
                  "remaining_credits": {
                    "type": "number"
                  },
                  "used_credits": {
                    "type": "number"
                  }
                }
              }
            }
          },
          "message": {
            "type": "string"
          },
          "success": {
            "type": "boolean"
          }
        },
        "x-observed": true
      }
    },
    "securitySchemes": {
      "bearerAuth": {
        "type": "http",
        "scheme": "bearer",
        "description": "##All APIs require Bearer Token authentication##\n\n**Get API Key:**\n\nVisit [API Key Management Page](https://evolink.ai/dashboard/keys) to get your API Key\n\n**Add to request header when using:**\n```\nAuthorization: Bearer YOUR_API_KEY\n```"
      }
    }
  }
} as unknown as OpenAPIV3_1.Document
