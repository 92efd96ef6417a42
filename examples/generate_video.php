<?php

/**
 * Makes a video with Kie.ai, or with whatever KIE_BASE_URL points at, using nothing but PHP itself.
 *
 *     KIE_BASE_URL=http://127.0.0.1:7357 KIE_API_KEY=any-key php examples/generate_video.php 'A cat' cat.mp4
 *
 * It shows the three things that integrations get wrong: a create request is sent once, because it costs money; a poll
 * that fails is not a task that failed; an error may come inside an HTTP 200.
 */

declare(strict_types=1);

const GIVE_UP_AFTER_SECONDS = 30 * 60;

/** Sends one request and returns what is under "data". */
function call(string $path, ?array $body = null): array
{
    $answer = @file_get_contents((getenv('KIE_BASE_URL') ?: 'https://api.kie.ai') . $path, false, stream_context_create([
        'http' => [
            'method' => $body === null ? 'GET' : 'POST',
            'header' => ['Authorization: Bearer ' . getenv('KIE_API_KEY'), 'Content-Type: application/json'],
            'content' => $body === null ? '' : json_encode($body, JSON_THROW_ON_ERROR),
            'timeout' => 30,
            // Read the body of an error too: it says what is wrong.
            'ignore_errors' => true,
        ],
    ]));
    if ($answer === false) {
        throw new RuntimeException('no response');
    }
    ['code' => $code, 'msg' => $message, 'data' => $data] = json_decode($answer, true, 512, JSON_THROW_ON_ERROR) + ['data' => null];
    // The live service answers errors with HTTP 200: only the body's code tells.
    if ($code !== 200) {
        throw new RuntimeException("$code: $message");
    }
    return $data;
}

/** Sent once. Whoever sends it again after a broken connection may pay twice. */
function create(string $prompt): string
{
    $input = ['prompt' => $prompt, 'duration' => '5'];
    return call('/api/v1/jobs/createTask', ['model' => 'wan/2-5-text-to-video', 'input' => $input])['taskId'];
}

/** Polls until the task has ended. A state we do not know is not an end. */
function wait(string $taskId): string
{
    $pause = (int) ((float) (getenv('POLL_SECONDS') ?: '1') * 1_000_000);
    $deadline = microtime(true) + GIVE_UP_AFTER_SECONDS;
    while (microtime(true) < $deadline) {
        $task = null;
        try {
            $task = call("/api/v1/jobs/recordInfo?taskId=$taskId");
        } catch (RuntimeException | JsonException $error) {
            echo "poll failed, asking again: {$error->getMessage()}\n";
        }
        if ($task !== null) {
            echo "{$task['state']}\n";
            if ($task['state'] === 'success') {
                return json_decode($task['resultJson'], true, 512, JSON_THROW_ON_ERROR)['resultUrls'][0];
            }
            if ($task['state'] === 'fail') {
                throw new RuntimeException("the task failed: {$task['failCode']} {$task['failMsg']}");
            }
        }
        usleep($pause);
    }
    throw new RuntimeException("task $taskId has not ended; it may still be billed");
}

function generate(string $prompt, string $path): void
{
    $taskId = create($prompt);
    // Printed before anything else can go wrong: it is what was paid for.
    echo "task $taskId\n";
    $content = file_get_contents(wait($taskId));
    if ($content === false) {
        throw new RuntimeException('the video cannot be fetched');
    }
    file_put_contents($path, $content);
    echo "$path: ", strlen($content), " bytes\n";
}

if ($argc !== 3) {
    fwrite(STDERR, "usage: generate_video.php PROMPT FILE\n");
    exit(2);
}
try {
    generate($argv[1], $argv[2]);
} catch (RuntimeException | JsonException $error) {
    fwrite(STDERR, $error->getMessage() . "\n");
    exit(1);
}
