# One create request per way of Ruby's to send one, each with a key of its own.
require 'json'
require 'net/http'
require 'open-uri'
require 'socket'
require 'openssl'

URL = URI('https://api.kie.ai/api/v1/jobs/createTask')
BODY = JSON.generate(model: 'wan/2-5-text-to-video', input: { prompt: 'a cat' })
HEADERS = ->(client) { { 'Authorization' => "Bearer stunt.happy.#{client}", 'Content-Type' => 'application/json' } }

CLIENTS = {
  'net-http' => ->(client) { Net::HTTP.post(URL, BODY, HEADERS[client]) },
  'net-http-no-proxy' => lambda { |client|
    http = Net::HTTP.new(URL.host, URL.port, nil)
    http.use_ssl = true
    http.post(URL.path, BODY, HEADERS[client])
  },
  'socket' => lambda { |client|
    tls = OpenSSL::SSL::SSLSocket.new(Socket.tcp(URL.host, 443), OpenSSL::SSL::SSLContext.new.tap(&:set_params))
    tls.hostname = URL.host
    tls.connect
    lines = HEADERS[client].map { |name, value| "#{name}: #{value}\r\n" }.join
    tls.write("POST #{URL.path} HTTP/1.1\r\nHost: #{URL.host}\r\nConnection: close\r\n" \
              "Content-Length: #{BODY.bytesize}\r\n#{lines}\r\n#{BODY}")
    tls.read
  }
}.freeze

CLIENTS.each do |name, use|
  if ARGV == ['--list']
    puts name
  else
    begin
      use.call("ruby.#{name}")
    rescue StandardError => e
      warn "ruby.#{name}: #{e.class} #{e.message}"
    end
  end
end
