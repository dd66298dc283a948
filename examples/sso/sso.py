# Prints a token for one of your site’s users:
#   LIVE_COMMENTS_SECRET=… LIVE_COMMENTS_KID=… LIVE_COMMENTS_SITE=default python3 sso.py '{"sub":"42","name":"Ada"}'
# The secret belongs into the environment of your server, and never into a page or a repository.
import base64, hashlib, hmac, json, os, secrets, sys, time


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def token_for(user: dict) -> str:
    """`sub` is the user’s id as text, and never changes; docs/sso.md lists what else may be told."""
    now = int(time.time())
    header = {"alg": "HS256", "typ": "JWT", "kid": os.environ["LIVE_COMMENTS_KID"]}
    site = os.environ.get("LIVE_COMMENTS_SITE", "default")
    claims = {**user, "aud": site, "iat": now, "exp": now + 300, "jti": secrets.token_hex(16)}
    signed = ".".join(encode(json.dumps(part).encode()) for part in (header, claims))
    key = os.environ["LIVE_COMMENTS_SECRET"].encode()
    return signed + "." + encode(hmac.new(key, signed.encode(), hashlib.sha256).digest())


print(token_for(json.loads(sys.argv[1])))
