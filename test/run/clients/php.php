<?php
// One create request per HTTP client of PHP, each with a key of its own.
const URL = 'https://api.kie.ai/api/v1/jobs/createTask';
$body = json_encode(['model' => 'wan/2-5-text-to-video', 'input' => ['prompt' => 'a cat']]);
$headersOf = fn (string $client): array => ["Authorization: Bearer stunt.happy.$client", 'Content-Type: application/json'];

$clients = [
    'curl' => function (string $client) use ($body, $headersOf): void {
        $curl = curl_init(URL);
        curl_setopt_array($curl, [
            CURLOPT_POSTFIELDS => $body,
            CURLOPT_HTTPHEADER => $headersOf($client),
            CURLOPT_RETURNTRANSFER => true,
        ]);
        if (curl_exec($curl) === false) {
            fwrite(STDERR, "$client: " . curl_error($curl) . "\n");
        }
    },
    'streams' => function (string $client) use ($body, $headersOf): void {
        $context = stream_context_create(['http' => ['method' => 'POST', 'header' => $headersOf($client), 'content' => $body]]);
        file_get_contents(URL, false, $context);
    },
    'streams-default' => function (string $client) use ($body, $headersOf): void {
        stream_context_set_default(['http' => ['method' => 'POST', 'header' => $headersOf($client), 'content' => $body]]);
        readfile(URL);
    },
];

foreach ($clients as $name => $use) {
    if (($argv[1] ?? '') === '--list') {
        echo "$name\n";
    } else {
        ob_start();
        $use("php.$name");
        ob_end_clean();
    }
}
