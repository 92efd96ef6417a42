# Loaded into every Ruby of a run by RUBYOPT. Sockets to a host that the run stands in for go to its port on this machine:
# below Net::HTTP and every other client, and below their proxy settings. The authority comes by SSL_CERT_FILE.
require 'json'
require 'socket'

module StuntdoubleRun
  RUN = JSON.parse(ENV['STUNTDOUBLE_RUN_HOOKS'] || '{"hosts":[]}')
  HERE = /\A(localhost|.*\.localhost|127\..*|::1|::|0\.0\.0\.0)?\z/

  def self.note(host, fate)
    File.write(RUN['others'], "#{fate} #{host}\n", mode: 'a')
  rescue SystemCallError
    nil # The run is over, and nobody reads it any more.
  end

  # Where a connection goes instead; raises where it may not go anywhere.
  def self.place(host, port)
    name = host.to_s.downcase.chomp('.')
    return ['127.0.0.1', RUN['port']] if RUN['hosts'].include?(name)
    return [host, port] if RUN['others'].nil? || HERE.match?(name)

    note(name, RUN['isBlocking'] ? 'blocked' : 'passed')
    return [host, port] unless RUN['isBlocking']

    raise Errno::ECONNREFUSED,
          "stuntdouble run blocks #{host}; with --others block, only the hosts it stands in for can be reached"
  end

  module Tcp
    def initialize(host, port, *rest, **options)
      host, port = StuntdoubleRun.place(host, port)
      super(host, port, *rest, **options)
    end
  end

  module Sockets
    def tcp(host, port, *rest, **options, &block)
      host, port = StuntdoubleRun.place(host, port)
      super(host, port, *rest, **options, &block)
    end
  end
end

# TCPSocket.open is new, and then the block: both come through here.
TCPSocket.prepend(StuntdoubleRun::Tcp)
Socket.singleton_class.prepend(StuntdoubleRun::Sockets)
