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

const DOWNLOAD_ATTEMPTS = 3;

/** Kie said no. */
class KieError extends RuntimeException
{
}

/** No usable response came: a broken connection, a timeout, a body that is not what Kie promises. */
class NoAnswer extends RuntimeException
{
}

/** Sends one request. Returns the body and the content type. */
function fetch(string $url, array $options = []): array
{
    $stream = @fopen($url, 'r', false, stream_context_create([
        'http' => $options + [
            'timeout' => 30,
            'user_agent' => 'generate-video/1.0',
            // Read the body of an error too: it says what is wrong.
            'ignore_errors' => true,
        ],
    ]));
    if ($stream === false) {
        throw new NoAnswer('no response');
    }
    $headers = array_change_key_case(headersIn(stream_get_meta_data($stream)['wrapper_data'] ?? []));
    $body = (string) stream_get_contents($stream);
    if (isset($headers['content-length']) && strlen($body) < (int) $headers['content-length']) {
        throw new NoAnswer("the response broke off: $body");
    }
    return [$body, $headers['content-type'] ?? ''];
}

/** @param string[] $lines */
function headersIn(array $lines): array
{
    $headers = [];
    foreach ($lines as $line) {
        [$name, $value] = explode(':', $line, 2) + [1 => ''];
        $headers[$name] = trim($value);
    }
    return $headers;
}

/** Sends one request and returns what is under "data". */
function call(string $path, ?array $body = null): array
{
    [$text] = fetch((getenv('KIE_BASE_URL') ?: 'https://api.kie.ai') . $path, [
        'method' => $body === null ? 'GET' : 'POST',
        'header' => ['Authorization: Bearer ' . getenv('KIE_API_KEY'), 'Content-Type: application/json'],
        'content' => $body === null ? '' : json_encode($body, JSON_THROW_ON_ERROR),
    ]);
    $answer = json_decode($text, true);
    if (!is_array($answer) || !isset($answer['code'], $answer['msg'])) {
        throw new NoAnswer('not what Kie sends: ' . substr($text, 0, 300));
    }
    // The live service answers errors with HTTP 200: only the body's code tells.
    if ($answer['code'] !== 200) {
        throw new KieError("{$answer['code']}: {$answer['msg']}");
    }
    return is_array($answer['data'] ?? null) ? $answer['data'] : [];
}

/** Sent once. Whoever sends it again after a broken connection may pay twice. */
function create(string $prompt): string
{
    $input = ['prompt' => $prompt, 'duration' => '5'];
    try {
        $data = call('/api/v1/jobs/createTask', ['model' => 'wan/2-5-text-to-video', 'input' => $input]);
    } catch (NoAnswer $error) {
        throw new KieError("the task may exist, and be billed; look for it before you create another one: {$error->getMessage()}");
    }
    return $data['taskId'] ?? throw new KieError('the task exists, and may be billed; its id is not where it should be: ' . json_encode($data));
}

/** Polls until the task has ended. A state we do not know is not an end. */
function wait(string $taskId): string
{
    $pause = (int) ((float) (getenv('POLL_SECONDS') ?: '1') * 1_000_000);
    $deadline = microtime(true) + (float) (getenv('STUNTDOUBLE_DEADLINE_MS') ?: '1800000') / 1000;
    while (microtime(true) < $deadline) {
        $task = [];
        try {
            $task = call("/api/v1/jobs/recordInfo?taskId=$taskId");
            echo $task['state'] ?? 'no state', "\n";
        } catch (KieError | NoAnswer $error) {
            echo "poll failed, asking again: {$error->getMessage()}\n";
        }
        switch ($task['state'] ?? null) {
            case 'success':
                return resultOf($task);
            case 'fail':
                throw new KieError("the task failed: {$task['failCode']} {$task['failMsg']}");
        }
        usleep($pause);
    }
    throw new KieError("task $taskId has not ended; it may still be billed");
}

/** The link to the video. */
function resultOf(array $task): string
{
    $result = json_decode($task['resultJson'] ?? '', true);
    $link = is_array($result) ? $result['resultUrls'][0] ?? null : null;
    return is_string($link) ? $link : throw new KieError('the task succeeded without a result; tell Kie its id');
}

/** The bytes of the video. Reading costs nothing, so it is tried again. */
function download(string $link): string
{
    for ($attempt = 1;; $attempt++) {
        try {
            [$content, $type] = fetch($link);
            if (!str_starts_with($type, 'video/')) {
                throw new NoAnswer("$type instead of a video");
            }
            return $content;
        } catch (NoAnswer $error) {
            if ($attempt === DOWNLOAD_ATTEMPTS) {
                throw new KieError("$link cannot be downloaded: {$error->getMessage()}");
            }
            echo "download failed, trying again: {$error->getMessage()}\n";
        }
    }
}

function generate(string $prompt, string $path): void
{
    $taskId = create($prompt);
    // Printed before anything else can go wrong: it is what was paid for.
    echo "task $taskId\n";
    $content = download(wait($taskId));
    file_put_contents($path, $content);
    echo "$path: ", strlen($content), " bytes\n";
}

if ($argc !== 3) {
    fwrite(STDERR, "usage: generate_video.php PROMPT FILE\n");
    exit(2);
}
try {
    generate($argv[1], $argv[2]);
} catch (KieError $error) {
    fwrite(STDERR, $error->getMessage() . "\n");
    exit(1);
}
