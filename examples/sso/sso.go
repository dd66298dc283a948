// Prints a token for one of your site’s users:
//   LIVE_COMMENTS_SECRET=… LIVE_COMMENTS_KID=… LIVE_COMMENTS_SITE=default go run sso.go '{"sub":"42","name":"Ada"}'
// The secret belongs into the environment of your server, and never into a page or a repository.
package main

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"time"
)

// tokenFor wants `sub`, the user’s id as text, which never changes; docs/sso.md lists what else may be told.
func tokenFor(user map[string]any) string {
	id := make([]byte, 16)
	rand.Read(id)
	now := time.Now().Unix()
	user["aud"], user["jti"] = os.Getenv("LIVE_COMMENTS_SITE"), base64.RawURLEncoding.EncodeToString(id)
	user["iat"], user["exp"] = now, now+300
	header, _ := json.Marshal(map[string]string{"alg": "HS256", "typ": "JWT", "kid": os.Getenv("LIVE_COMMENTS_KID")})
	claims, _ := json.Marshal(user)
	signed := base64.RawURLEncoding.EncodeToString(header) + "." + base64.RawURLEncoding.EncodeToString(claims)
	mac := hmac.New(sha256.New, []byte(os.Getenv("LIVE_COMMENTS_SECRET")))
	mac.Write([]byte(signed))
	return signed + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

func main() {
	var user map[string]any
	if err := json.Unmarshal([]byte(os.Args[1]), &user); err != nil {
		panic(err)
	}
	fmt.Println(tokenFor(user))
}
