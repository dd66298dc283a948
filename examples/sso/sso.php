<?php
// Prints a token for one of your site’s users:
//   LIVE_COMMENTS_SECRET=… LIVE_COMMENTS_KID=… LIVE_COMMENTS_SITE=default php sso.php '{"sub":"42","name":"Ada"}'
// The secret belongs into the environment of your server, and never into a page or a repository.

/** `sub` is the user’s id as text, and never changes; docs/sso.md lists what else may be told. */
function live_comments_token(array $user): string
{
    $now = time();
    $header = ['alg' => 'HS256', 'typ' => 'JWT', 'kid' => getenv('LIVE_COMMENTS_KID')];
    $claims = [
        'aud' => getenv('LIVE_COMMENTS_SITE') ?: 'default',
        'iat' => $now,
        'exp' => $now + 300,
        'jti' => bin2hex(random_bytes(16)),
    ] + $user;
    $base64url = fn (string $bytes): string => rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
    $encode = fn (array $part): string => $base64url(json_encode($part, JSON_THROW_ON_ERROR));
    $signed = $encode($header) . '.' . $encode($claims);
    return $signed . '.' . $base64url(hash_hmac('sha256', $signed, getenv('LIVE_COMMENTS_SECRET'), true));
}

echo live_comments_token(json_decode($argv[1], true, 8, JSON_THROW_ON_ERROR)), "\n";
