# Prints a token for one of your site’s users:
#   LIVE_COMMENTS_SECRET=… LIVE_COMMENTS_KID=… LIVE_COMMENTS_SITE=default ruby sso.rb '{"sub":"42","name":"Ada"}'
# The secret belongs into the environment of your server, and never into a page or a repository.
require 'json'
require 'openssl'
require 'securerandom'

def encode(bytes)
  [bytes].pack('m0').tr('+/', '-_').delete('=')
end

# `sub` is the user’s id as text, and never changes; docs/sso.md lists what else may be told.
def token_for(user)
  now = Time.now.to_i
  header = { alg: 'HS256', typ: 'JWT', kid: ENV.fetch('LIVE_COMMENTS_KID') }
  site = ENV.fetch('LIVE_COMMENTS_SITE', 'default')
  claims = user.merge('aud' => site, 'iat' => now, 'exp' => now + 300, 'jti' => SecureRandom.uuid)
  signed = [header, claims].map { |part| encode(JSON.generate(part)) }.join('.')
  "#{signed}.#{encode(OpenSSL::HMAC.digest('SHA256', ENV.fetch('LIVE_COMMENTS_SECRET'), signed))}"
end

puts token_for(JSON.parse(ARGV.fetch(0)))
