<?php
// Runs before every PHP script of a run (auto_prepend_file). curl reads the proxy variables by itself; PHP's own streams
// do not, and a context of the script's own knows nothing of the default one. So http and https are opened through this
// wrapper, which adds the run's proxy and authority to whatever context there is.
// Known limit: $http_response_header is set where the script's global code opens the stream, not inside a function.

final class StuntdoubleRunStream implements ArrayAccess, IteratorAggregate, Countable
{
    /** The context that the script gave, put here by PHP. */
    public $context;
    private $stream;
    /** The headers of the answer, which stream_get_meta_data shows as wrapper_data. */
    private array $headers = [];

    public static function register(): void
    {
        foreach (['http', 'https'] as $scheme) {
            stream_wrapper_unregister($scheme);
            stream_wrapper_register($scheme, self::class, STREAM_IS_URL);
        }
    }

    public function stream_open(string $url, string $mode, int $options, ?string &$opened): bool
    {
        $context = $this->context ?? stream_context_get_default();
        $given = stream_context_get_options($context);
        if (!self::isHere($url)) {
            stream_context_set_option($context, 'http', 'proxy', getenv('STUNTDOUBLE_RUN_PHP_PROXY'));
            // A tunnel's inner request is an ordinary one.
            stream_context_set_option($context, 'http', 'request_fulluri', str_starts_with(strtolower($url), 'http:'));
            if (!isset($given['ssl']['cafile'])) {
                stream_context_set_option($context, 'ssl', 'cafile', ini_get('openssl.cafile'));
            }
        }
        foreach (['http', 'https'] as $scheme) {
            stream_wrapper_restore($scheme);
        }
        try {
            $this->stream = ($options & STREAM_REPORT_ERRORS)
                ? fopen($url, $mode, false, $context)
                : @fopen($url, $mode, false, $context);
        } finally {
            self::register();
        }
        $this->headers = $http_response_header ?? [];
        if ($this->headers !== []) {
            $GLOBALS['http_response_header'] = $this->headers;
        }
        return $this->stream !== false;
    }

    private static function isHere(string $url): bool
    {
        $host = strtolower(trim((string) parse_url($url, PHP_URL_HOST), '[]'));
        return $host === 'localhost' || $host === '::1' || str_starts_with($host, '127.');
    }

    public function stream_read(int $count): string|false
    {
        return fread($this->stream, $count);
    }

    public function stream_write(string $data): int|false
    {
        return fwrite($this->stream, $data);
    }

    public function stream_eof(): bool
    {
        return feof($this->stream);
    }

    public function stream_close(): void
    {
        fclose($this->stream);
    }

    public function stream_stat(): array|false
    {
        return fstat($this->stream);
    }

    public function stream_set_option(int $option, int $first, ?int $second): bool
    {
        return match ($option) {
            STREAM_OPTION_BLOCKING => stream_set_blocking($this->stream, (bool) $first),
            STREAM_OPTION_READ_TIMEOUT => stream_set_timeout($this->stream, $first, $second ?? 0),
            default => false,
        };
    }

    public function stream_cast(int $as)
    {
        return $this->stream;
    }

    public function offsetExists(mixed $offset): bool
    {
        return isset($this->headers[$offset]);
    }

    public function offsetGet(mixed $offset): mixed
    {
        return $this->headers[$offset] ?? null;
    }

    public function offsetSet(mixed $offset, mixed $value): void
    {
    }

    public function offsetUnset(mixed $offset): void
    {
    }

    public function getIterator(): Iterator
    {
        return new ArrayIterator($this->headers);
    }

    public function count(): int
    {
        return count($this->headers);
    }
}

if (getenv('STUNTDOUBLE_RUN_PHP_PROXY')) {
    StuntdoubleRunStream::register();
}

// The ini file of the run replaced the user's own auto_prepend_file, if there is one.
(static function (): void {
    $own = null;
    foreach ([php_ini_loaded_file(), ...explode(',', (string) php_ini_scanned_files())] as $file) {
        $file = trim((string) $file);
        if ($file === '' || basename($file) === 'stuntdouble-run.ini') {
            continue;
        }
        $settings = @parse_ini_file($file, false, INI_SCANNER_RAW) ?: [];
        $own = $settings['auto_prepend_file'] ?? $own;
    }
    if ($own !== null && $own !== '') {
        require $own;
    }
})();
