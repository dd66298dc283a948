/** The REST API as its server describes it. Made by scripts/client.ts; not to be changed by hand. */
export interface paths {
    "/api/v1/admin/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All API keys
         * @description For admins and above; keys need the scope `api-keys:read`.
         */
        get: operations["getAdminApiKeys"];
        put?: never;
        /**
         * Make an API key; it is told this once
         * @description For admins and above; keys need the scope `api-keys:write`. In a session, only shortly after a fresh proof of who you are.
         */
        post: operations["postAdminApiKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take an API key back
         * @description For admins and above; keys need the scope `api-keys:write`. In a session, only shortly after a fresh proof of who you are.
         */
        delete: operations["deleteAdminApiKeysId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what, the newest first
         * @description For admins and above; keys need the scope `audit:read`.
         */
        get: operations["getAdminAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The audit log as a file, CSV or NDJSON
         * @description For admins and above; keys need the scope `audit:read`.
         */
        get: operations["getAdminAuditExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/bans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All bans that have not ended, the newest first
         * @description For moderators and above; keys need the scope `bans:read`.
         */
        get: operations["getAdminBans"];
        put?: never;
        /**
         * Ban a person by id, a mail address, an address or range, or a name
         * @description The same once more changes the ban that there is. For moderators and above; keys need the scope `bans:write`.
         */
        post: operations["postAdminBans"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/bans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Lift a ban
         * @description For moderators and above; keys need the scope `bans:write`.
         */
        delete: operations["deleteAdminBansId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Comments of a queue, or all that fit the filters
         * @description Words are found in the text of a comment, and in what is hidden also in the name of its author. A page can be short, or empty, while `next` says that the list goes on: one request looks at so many comments and no more. For moderators and above; keys need the scope `comments:read`.
         */
        get: operations["getAdminComments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/comments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One comment, with its version as ETag
         * @description For moderators and above; keys need the scope `comments:read`.
         */
        get: operations["getAdminCommentsId"];
        put?: never;
        post?: never;
        /**
         * Erase a comment for good, with its earlier texts, votes and reports
         * @description For admins and above; keys need the scope `comments:write`. In a session, only shortly after a fresh proof of who you are.
         */
        delete: operations["deleteAdminCommentsId"];
        options?: never;
        head?: never;
        /**
         * Change the text of a comment as a moderator; readers are told that one did
         * @description For moderators and above; keys need the scope `comments:write`.
         */
        patch: operations["patchAdminCommentsId"];
        trace?: never;
    };
    "/api/v1/admin/comments/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Publish a comment
         * @description For moderators and above; keys need the scope `comments:write`.
         */
        put: operations["putAdminCommentsIdApproval"];
        post?: never;
        /**
         * Take back that a comment was published
         * @description For moderators and above; keys need the scope `comments:write`.
         */
        delete: operations["deleteAdminCommentsIdApproval"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/comments/{id}/context": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What stands around a comment: those above it, and public ones right before and after it
         * @description For moderators and above; keys need the scope `comments:read`.
         */
        get: operations["getAdminCommentsIdContext"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/comments/{id}/deletion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Delete a comment; ten minutes to take it back
         * @description For moderators and above; keys need the scope `comments:write`.
         */
        put: operations["putAdminCommentsIdDeletion"];
        post?: never;
        /**
         * Bring a deleted comment back
         * @description For moderators and above; keys need the scope `comments:write`.
         */
        delete: operations["deleteAdminCommentsIdDeletion"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/comments/{id}/feature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Hold a comment up as worth reading
         * @description For moderators and above; keys need the scope `comments:write`.
         */
        put: operations["putAdminCommentsIdFeature"];
        post?: never;
        /**
         * Make a featured comment one like all others
         * @description For moderators and above; keys need the scope `comments:write`.
         */
        delete: operations["deleteAdminCommentsIdFeature"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/comments/{id}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Keep a comment above all others
         * @description For moderators and above; keys need the scope `comments:write`.
         */
        put: operations["putAdminCommentsIdPin"];
        post?: never;
        /**
         * Let a pinned comment go to its place
         * @description For moderators and above; keys need the scope `comments:write`.
         */
        delete: operations["deleteAdminCommentsIdPin"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/comments/{id}/rejection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Reject a comment
         * @description For moderators and above; keys need the scope `comments:write`.
         */
        put: operations["putAdminCommentsIdRejection"];
        post?: never;
        /**
         * Take back that a comment was rejected
         * @description For moderators and above; keys need the scope `comments:write`.
         */
        delete: operations["deleteAdminCommentsIdRejection"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/comments/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Earlier texts of a comment, the oldest first
         * @description For moderators and above; keys need the scope `comments:read`.
         */
        get: operations["getAdminCommentsIdRevisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/comments/{id}/spam": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put a comment away as spam
         * @description For moderators and above; keys need the scope `comments:write`.
         */
        put: operations["putAdminCommentsIdSpam"];
        post?: never;
        /**
         * Take back that a comment was put away as spam
         * @description For moderators and above; keys need the scope `comments:write`.
         */
        delete: operations["deleteAdminCommentsIdSpam"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/comments/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide on up to 1,000 comments, with one result for each
         * @description For moderators and above; keys need the scope `comments:write`.
         */
        post: operations["postAdminCommentsBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation or set a new password, by link
         * @description For everybody.
         */
        post: operations["postAdminInvite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the server can send mail, and as whom
         * @description For admins and above; keys need the scope `mail:read`.
         */
        get: operations["getAdminMail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/mail/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a mail that says nothing, to see that it arrives
         * @description The answer holds what the mail server said, word for word but for secrets, also where it refused. For admins and above; keys need the scope `mail:write`.
         */
        post: operations["postAdminMailTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your passkeys
         * @description For whoever is signed in.
         */
        get: operations["getAdminPasskeys"];
        put?: never;
        /**
         * Add a passkey
         * @description For whoever is signed in, shortly after a fresh proof of who they are.
         */
        post: operations["postAdminPasskeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a passkey away
         * @description For whoever is signed in, shortly after a fresh proof of who they are.
         */
        delete: operations["deleteAdminPasskeysId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to add a passkey
         * @description For whoever is signed in, shortly after a fresh proof of who they are.
         */
        post: operations["postAdminPasskeysOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many comments are in each queue, counted up to 1,000
         * @description For moderators and above; keys need the scope `comments:read`.
         */
        get: operations["getAdminQueues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rules of a site, or of all of yours, in the order in which they are asked
         * @description For moderators and above; keys need the scope `rules:read`.
         */
        get: operations["getAdminRules"];
        put?: never;
        /**
         * Add a rule, behind the others
         * @description For admins and above; keys need the scope `rules:write`.
         */
        post: operations["postAdminRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a rule
         * @description For admins and above; keys need the scope `rules:write`.
         */
        delete: operations["deleteAdminRulesId"];
        options?: never;
        head?: never;
        /**
         * Change a rule, or its place in the order
         * @description Settings are replaced as a whole; a secret that is sent back as `***` stays as it is. For admins and above; keys need the scope `rules:write`.
         */
        patch: operations["patchAdminRulesId"];
        trace?: never;
    };
    "/api/v1/admin/rules/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a rule would have done to the last comments
         * @description It is asked by itself, and changes nothing. For moderators and above; keys need the scope `rules:read`.
         */
        post: operations["postAdminRulesDryRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who am I, and how far may I go
         * @description For everybody.
         */
        get: operations["getAdminSession"];
        put?: never;
        /**
         * Sign in with a password, and a code where that is set up
         * @description For everybody.
         */
        post: operations["postAdminSession"];
        /**
         * Sign out
         * @description For whoever is signed in.
         */
        delete: operations["deleteAdminSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/session/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a passkey
         * @description For everybody.
         */
        post: operations["postAdminSessionPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/session/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to sign in with a passkey
         * @description For everybody.
         */
        post: operations["postAdminSessionPasskeyOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the password; ends all other sessions
         * @description For whoever is signed in, shortly after a fresh proof of who they are.
         */
        put: operations["putAdminSessionPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/session/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * New recovery codes; the old ones are over
         * @description For whoever is signed in, shortly after a fresh proof of who they are.
         */
        post: operations["postAdminSessionRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/session/step-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove again who you are, with password or code: good for ten minutes
         * @description For whoever is signed in.
         */
        post: operations["postAdminSessionStepUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/session/step-up/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove it with a passkey
         * @description For whoever is signed in.
         */
        post: operations["postAdminSessionStepUpPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/session/step-up/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to prove it with a passkey
         * @description For whoever is signed in.
         */
        post: operations["postAdminSessionStepUpPasskeyOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/session/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Switch the code app on; tells the recovery codes
         * @description For whoever is signed in, shortly after a fresh proof of who they are.
         */
        put: operations["putAdminSessionTotp"];
        /**
         * Begin to set up a code app; a right code ends it
         * @description For whoever is signed in, shortly after a fresh proof of who they are.
         */
        post: operations["postAdminSessionTotp"];
        /**
         * Take the code app away
         * @description For whoever is signed in, shortly after a fresh proof of who they are.
         */
        delete: operations["deleteAdminSessionTotp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/session/widget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * A new token in place of one that is about to end
         * @description For the token of a moderator on a page.
         */
        put: operations["putAdminSessionWidget"];
        /**
         * A token for the widget on a page of one of your sites
         * @description For whoever is signed in.
         */
        post: operations["postAdminSessionWidget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where you are signed in
         * @description For whoever is signed in.
         */
        get: operations["getAdminSessions"];
        put?: never;
        post?: never;
        /**
         * Sign out everywhere else
         * @description For whoever is signed in.
         */
        delete: operations["deleteAdminSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Sign out there
         * @description For whoever is signed in.
         */
        delete: operations["deleteAdminSessionsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/set-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Become the first owner, by the link printed at the start
         * @description For everybody.
         */
        post: operations["postAdminSetUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All sites
         * @description For moderators and above; keys need the scope `sites:read`.
         */
        get: operations["getAdminSites"];
        put?: never;
        /**
         * Make a site
         * @description For admins and above; keys need the scope `sites:write`.
         */
        post: operations["postAdminSites"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/sites/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One site
         * @description For moderators and above; keys need the scope `sites:read`.
         */
        get: operations["getAdminSitesKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change settings or origins of a site; what is left out stays
         * @description For admins and above; keys need the scope `sites:write`.
         */
        patch: operations["patchAdminSitesKey"];
        trace?: never;
    };
    "/api/v1/admin/sites/{key}/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Old keys that lead to threads, by key
         * @description For moderators and above; keys need the scope `threads:read`.
         */
        get: operations["getAdminSitesKeyAliases"];
        /**
         * Let a key lead to a thread of the site
         * @description For admins and above; keys need the scope `threads:write`.
         */
        put: operations["putAdminSitesKeyAliases"];
        post?: never;
        /**
         * Let a key lead nowhere: its place is empty again
         * @description For admins and above; keys need the scope `threads:write`.
         */
        delete: operations["deleteAdminSitesKeyAliases"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/sites/{key}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a page with this address may use the site, and what to change if not
         * @description For moderators and above; keys need the scope `sites:read`.
         */
        get: operations["getAdminSitesKeyCheck"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/sites/{key}/sign-in/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The providers that readers may sign in with
         * @description For admins and above; keys need the scope `sign-in:read`.
         */
        get: operations["getAdminSitesKeySignInProviders"];
        put?: never;
        /**
         * Let readers sign in with a provider
         * @description The secret is never told again. The `callback` of the answer is to be entered at the provider; it is `/api/v1/session/oauth/callback/`, the site, a dot and the preset, so it is known before. docs/sign-in.md tells what to do at each of them. For admins and above; keys need the scope `sign-in:write`. In a session, only shortly after a fresh proof of who you are.
         */
        post: operations["postAdminSitesKeySignInProviders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/sites/{key}/sign-in/providers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One provider
         * @description For admins and above; keys need the scope `sign-in:read`.
         */
        get: operations["getAdminSitesKeySignInProvidersId"];
        put?: never;
        post?: never;
        /**
         * Delete a provider
         * @description Whoever signed in with it stays signed in until they sign out, and cannot come back by it. For admins and above; keys need the scope `sign-in:write`. In a session, only shortly after a fresh proof of who you are.
         */
        delete: operations["deleteAdminSitesKeySignInProvidersId"];
        options?: never;
        head?: never;
        /**
         * Change a provider; what is left out stays
         * @description Whoever signed in with it before stays who they are, and signed in. For admins and above; keys need the scope `sign-in:write`. In a session, only shortly after a fresh proof of who you are.
         */
        patch: operations["patchAdminSitesKeySignInProvidersId"];
        trace?: never;
    };
    "/api/v1/admin/sites/{key}/sign-in/providers/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a provider out, as far as that goes without anybody signing in
         * @description For admins and above; keys need the scope `sign-in:write`.
         */
        post: operations["postAdminSitesKeySignInProvidersIdCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/sites/{key}/sso-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The keys that sign for the site’s own users
         * @description For admins and above; keys need the scope `sign-in:read`.
         */
        get: operations["getAdminSitesKeySsoKeys"];
        put?: never;
        /**
         * Make a key that signs for the site’s own users
         * @description A secret that is made here is told in the answer, and never again. docs/sso.md says how to sign with it. For admins and above; keys need the scope `sign-in:write`. In a session, only shortly after a fresh proof of who you are.
         */
        post: operations["postAdminSitesKeySsoKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/sites/{key}/sso-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a key back; what it signs is refused at once
         * @description For admins and above; keys need the scope `sign-in:write`. In a session, only shortly after a fresh proof of who you are.
         */
        delete: operations["deleteAdminSitesKeySsoKeysId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/sites/{key}/threads/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give all threads whose key begins so another beginning
         * @description For a site whose addresses change. Old keys become aliases, so the same the other way round takes it back. Where somebody wrote in the new place already, the thread stays, unless `merge` is asked for. For admins and above; keys need the scope `threads:write`.
         */
        post: operations["postAdminSitesKeyThreadsMove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Comments and decisions by day, and who watches now
         * @description Comments are counted on the day on which they came in, by what they are now; deleted ones are not counted. For moderators and above; keys need the scope `stats:read`.
         */
        get: operations["getAdminStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/team": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everybody on the team
         * @description For admins and above; keys need the scope `team:read`.
         */
        get: operations["getAdminTeam"];
        put?: never;
        /**
         * Invite somebody; hand them the link
         * @description The link also ends when the right of whoever made it changes. For admins and above; not for API keys. In a session, only shortly after a fresh proof of who you are.
         */
        post: operations["postAdminTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/team/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take somebody off the team, with their API keys
         * @description For admins and above; keys need the scope `team:write`. In a session, only shortly after a fresh proof of who you are.
         */
        delete: operations["deleteAdminTeamId"];
        options?: never;
        head?: never;
        /**
         * Change name, role or sites; another right ends their sessions
         * @description Links of theirs end, too: whoever is still `invited` and has no `linkUntil` needs a new one. An API key changes moderators alone, and gives them no more sites. For admins and above; keys need the scope `team:write`. In a session, only shortly after a fresh proof of who you are.
         */
        patch: operations["patchAdminTeamId"];
        trace?: never;
    };
    "/api/v1/admin/team/{id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A new link for somebody who was invited, or cannot sign in any more
         * @description Whoever uses it chooses a password; code app and passkeys are taken away, other sessions end. For admins and above; not for API keys. In a session, only shortly after a fresh proof of who you are.
         */
        post: operations["postAdminTeamIdLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/threads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Threads, the newest first
         * @description A search looks at some 5,000 threads at a time: `next` may come with a short page. For moderators and above; keys need the scope `threads:read`.
         */
        get: operations["getAdminThreads"];
        put?: never;
        /**
         * Open a thread that nobody wrote in, so that it can be closed before anybody does
         * @description For moderators and above; keys need the scope `threads:write`.
         */
        post: operations["postAdminThreads"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/threads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One thread
         * @description For moderators and above; keys need the scope `threads:read`.
         */
        get: operations["getAdminThreadsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/threads/{id}/lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Close a thread
         * @description For moderators and above; keys need the scope `threads:write`.
         */
        put: operations["putAdminThreadsIdLock"];
        post?: never;
        /**
         * Open a thread; its age does not close it any more
         * @description For moderators and above; keys need the scope `threads:write`.
         */
        delete: operations["deleteAdminThreadsIdLock"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/threads/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put all comments of a thread into another one of the same site
         * @description For admins and above; keys need the scope `threads:write`.
         */
        post: operations["postAdminThreadsIdMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/threads/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a thread another key, or another site
         * @description The old key becomes an alias: pages that have it go on. On another site it is another thread, with an id of its own, and no alias is left. For admins and above; keys need the scope `threads:write`.
         */
        post: operations["postAdminThreadsIdMove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * People who wrote, the newest first
         * @description A search looks at some 2,000 people at a time: `next` may come with a short page. Of each person up to 1,000 comments are counted. For moderators and above; keys need the scope `users:read`.
         */
        get: operations["getAdminUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One person, with notes and what was decided about them
         * @description For moderators and above; keys need the scope `users:read`.
         */
        get: operations["getAdminUsersId"];
        put?: never;
        post?: never;
        /**
         * Erase a person, with all that they wrote
         * @description `confirm` is their name. It cannot be taken back. For admins and above; keys need the scope `users:write`. In a session, only shortly after a fresh proof of who you are.
         */
        delete: operations["deleteAdminUsersId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}/ban": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Ban a person, for ever or until a time
         * @description Takes the place of an earlier ban of theirs on the same site. With `reject`, what they wrote is rejected, too. For moderators and above; keys need the scope `bans:write`.
         */
        put: operations["putAdminUsersIdBan"];
        post?: never;
        /**
         * Lift all that a person is banned by
         * @description For moderators and above; keys need the scope `bans:write`.
         */
        delete: operations["deleteAdminUsersIdBan"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that is stored about a person, as JSON
         * @description For admins and above; keys need the scope `users:read`. In a session, only shortly after a fresh proof of who you are.
         */
        get: operations["getAdminUsersIdExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write a note about a person
         * @description For moderators and above; keys need the scope `users:write`.
         */
        post: operations["postAdminUsersIdNotes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}/notes/{note}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a note
         * @description For moderators and above; keys need the scope `users:write`.
         */
        delete: operations["deleteAdminUsersIdNotesNote"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Let a member moderate their site
         * @description They do so on the page, and get nothing in the dashboard. Where the site’s own tokens tell roles, the next one that does counts. For admins and above; keys need the scope `users:write`. In a session, only shortly after a fresh proof of who you are.
         */
        put: operations["putAdminUsersIdRole"];
        post?: never;
        /**
         * Make a member a member again
         * @description For admins and above; keys need the scope `users:write`. In a session, only shortly after a fresh proof of who you are.
         */
        delete: operations["deleteAdminUsersIdRole"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Sign a member out everywhere
         * @description For admins and above; keys need the scope `users:write`. In a session, only shortly after a fresh proof of who you are.
         */
        delete: operations["deleteAdminUsersIdSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All webhooks
         * @description For admins and above; keys need the scope `webhooks:read`.
         */
        get: operations["getAdminWebhooks"];
        put?: never;
        /**
         * Have another program told of what happens
         * @description The answer holds the secret that signs what is sent; it is told here and never again. For admins and above; keys need the scope `webhooks:write`.
         */
        post: operations["postAdminWebhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One webhook
         * @description For admins and above; keys need the scope `webhooks:read`.
         */
        get: operations["getAdminWebhooksId"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook with its log
         * @description For admins and above; keys need the scope `webhooks:write`.
         */
        delete: operations["deleteAdminWebhooksId"];
        options?: never;
        head?: never;
        /**
         * Change a webhook; what is left out stays
         * @description While it is switched off, nothing is written down for it, and what waits goes on waiting. For admins and above; keys need the scope `webhooks:write`.
         */
        patch: operations["patchAdminWebhooksId"];
        trace?: never;
    };
    "/api/v1/admin/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was sent in the last 30 days, the newest first
         * @description For admins and above; keys need the scope `webhooks:read`.
         */
        get: operations["getAdminWebhooksIdDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/webhooks/{id}/deliveries/{delivery}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery once more, under its id
         * @description For admins and above; keys need the scope `webhooks:write`.
         */
        post: operations["postAdminWebhooksIdDeliveriesDeliveryResend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send something that tells nothing, to see that it arrives
         * @description For admins and above; keys need the scope `webhooks:write`.
         */
        post: operations["postAdminWebhooksIdTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of a thread, or of the replies to one comment */
        get: operations["getComments"];
        put?: never;
        /** Post a comment; answered once it is on disk */
        post: operations["postComments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One comment */
        get: operations["getCommentsId"];
        put?: never;
        post?: never;
        /** Delete one’s own comment; a tombstone keeps its replies */
        delete: operations["deleteCommentsId"];
        options?: never;
        head?: never;
        /** Edit one’s own comment */
        patch: operations["patchCommentsId"];
        trace?: never;
    };
    "/api/v1/comments/{id}/branch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A comment and all above it, the root first */
        get: operations["getCommentsIdBranch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comments/{id}/flags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report a comment; of one viewer the last report counts
         * @description Known reasons are `spam`, `offensive` and `off-topic`; any other text is one in your own words.
         */
        post: operations["postCommentsIdFlags"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comments/{id}/reactions/{emoji}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** React with one of the site’s emoji */
        put: operations["putCommentsIdReactionsEmoji"];
        post?: never;
        /** Take a reaction back */
        delete: operations["deleteCommentsIdReactionsEmoji"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comments/{id}/vote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Vote for a comment, against it, or take the vote back; one a viewer */
        put: operations["putCommentsIdVote"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many comments are published, by thread */
        get: operations["getCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The events after a position
         * @description With `Accept: text/event-stream` the answer is a stream that goes on live and honours `Last-Event-ID`.
         */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A form to write in: what shows later that a person took their time
         * @description Sent back with one post as `form`. Programs may post without; browsers that do so in great numbers are held.
         */
        get: operations["getForm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/participants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Those who wrote in a thread lately, the last one first */
        get: operations["getParticipants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a text becomes when it is posted */
        post: operations["postPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One’s own profile */
        get: operations["getProfile"];
        put?: never;
        post?: never;
        /**
         * Erase oneself, with all that one wrote
         * @description `confirm` is one’s own name. It cannot be taken back.
         */
        delete: operations["deleteProfile"];
        options?: never;
        head?: never;
        /**
         * Change one’s name, website, bio or notifications
         * @description For members. The new name stands over all that they wrote.
         */
        patch: operations["patchProfile"];
        trace?: never;
    };
    "/api/v1/profile/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set one’s picture
         * @description The body is the picture. It is drawn anew as a small square, and nothing else of the file is kept: not where it was taken, nor with what.
         */
        put: operations["putProfileAvatar"];
        post?: never;
        /** Remove one’s picture */
        delete: operations["deleteProfileAvatar"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One’s own comments, the newest first */
        get: operations["getProfileComments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that is stored about oneself, as JSON */
        get: operations["getProfileExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/mutes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom one does not want to read */
        get: operations["getProfileMutes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/mutes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Mute somebody; they do not hear of it */
        put: operations["putProfileMutesId"];
        post?: never;
        /** Read somebody again */
        delete: operations["deleteProfileMutesId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one is signed in */
        get: operations["getProfileSessions"];
        put?: never;
        post?: never;
        /** Sign out everywhere else */
        delete: operations["deleteProfileSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out elsewhere */
        delete: operations["deleteProfileSessionsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest comments of a site, with their threads */
        get: operations["getRecent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Published comments that hold all the words, newest first */
        get: operations["getSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who am I */
        get: operations["getSession"];
        put?: never;
        post?: never;
        /**
         * Sign out
         * @description Ends the member’s session behind the token, also one that has run out, and behind the cookie of the site. A guest’s token is held by their browser alone, so there is nothing here to end.
         */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with the one-time code that came back from a provider
         * @description It works once and for a minute, for whoever has the verifier that the challenge was made of. Where the answer was lost, the same `attempt` gets it again for a minute.
         */
        post: operations["postSessionCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/guest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Become a guest */
        post: operations["postSessionGuest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a link sent that signs in
         * @description The mail holds a link to the page, with a token behind ‘#lc-sign-in=’, and six digits to be typed where it was asked for. Both work once and for 15 minutes, for whoever has the verifier that the challenge was made of. Answered when the mail server has taken the mail, alike for those who are known and who are not.
         */
        post: operations["postSessionMail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/mail/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with what the mail held
         * @description Either the `token` of the link, or the six digits as `code` with the `request` that they belong to. Where the answer was lost, the same `attempt` gets it again for a minute.
         */
        post: operations["postSessionMailConfirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/oauth/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sign in with a provider; for browsers to open, not for programs
         * @description Leads to the provider, and from there to where the request came from: as a message to the window that opened this one, or as #lc-code= in the page’s address.
         */
        get: operations["getSessionOauthProvider"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get the next token
         * @description In exchange for the refresh token, which works once. Where a lost answer is asked for again, the same `attempt` gets the same answer until the next token was used; an older token without it ends the session. Without `refresh` the one in the site’s cookie is taken.
         */
        post: operations["postSessionRefresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/sso": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in as the site’s own user
         * @description The token is a JWT that the site’s own program signed, or Disqus’ form of it; docs/sso.md says what it holds. It works once.
         */
        post: operations["postSessionSso"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/ways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one may speak on a site, and sign in */
        get: operations["getSessionWays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/viewers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Somebody who has written on a site */
        get: operations["getViewersId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/viewers/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What somebody has written on a site, the newest first */
        get: operations["getViewersIdComments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Actor: {
            id: string;
            name: string;
            /**
             * @description the dashboard, an API key, ADMIN_TOKEN, the widget on a page, a rule, or the server by itself
             * @enum {string}
             */
            via: "session" | "api-key" | "operator" | "widget" | "rule" | "system";
        };
        AdminComment: components["schemas"]["Comment"] & {
            decision: {
                /** Format: date-time */
                at: string;
                by: components["schemas"]["Actor"];
                reason: string | null;
                /** @enum {string} */
                state: "published" | "held" | "rejected" | "spam" | "deleted";
                undoable: boolean;
            } | null;
            /** @description reports since the last decision */
            flagCount: number;
            flags: {
                count: number;
                reason: string;
            }[];
            inReplyTo: {
                /** @description the name; empty where the comment was deleted */
                author: string;
                /** @description how its text begins, on one line */
                excerpt: string;
                /** @description a UUID */
                id: string;
            } | null;
            person: {
                email: string | null;
                id: string;
                isBanned: boolean;
                /** @description nothing of theirs was published before */
                isNew: boolean;
                published: number;
                /** @description rejected or spam */
                rejected: number;
            };
            reasons: components["schemas"]["Reason"][];
            /** @description how many earlier texts there are */
            revisions: number;
            /** @description votes for it less votes against it */
            score: number;
            /** @description its author is shown it as published */
            shadowed: boolean;
            threadTitle: string | null;
            threadUrl: string | null;
            /** @description raised by each change of the text or the state; the ETag is made of it */
            version: number;
        };
        AdminSite: {
            /** @description those that the operator’s settings add (ALLOWED_ORIGINS, and the server itself); not changed here */
            fixedOrigins: string[];
            /** @description a site’s key: lower-case letters, digits and hyphens */
            key: string;
            origins: string[];
            settings: components["schemas"]["SiteSettings"];
        };
        AdminThread: {
            commentCount: number;
            /** Format: date-time */
            createdAt: string;
            id: number;
            key: string;
            lastCommentAt: string | null;
            /** @description comments that wait for a decision */
            pending: number;
            /** @description a site’s key: lower-case letters, digits and hyphens */
            site: string;
            /** @enum {string} */
            state: "open" | "locked";
            title: string | null;
            url: string | null;
            /** @description who watch it right now */
            viewers: number;
        };
        ApiKey: {
            /** @description the name of whoever made it */
            by: string;
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            id: string;
            lastUsedAt: string | null;
            name: string;
            /** @description how the key begins, to know it again */
            prefix: string;
            scopes: components["schemas"]["Scope"][];
            sites: string[] | null;
        };
        AuditEntry: {
            /** @description subject and verb, like comment.reject, user.ban or api-key.create */
            action: string;
            after: unknown;
            /** Format: date-time */
            at: string;
            before: unknown;
            by: components["schemas"]["Actor"];
            id: number;
            reason: string | null;
            site: string | null;
            target: {
                id: string;
                kind: string;
            };
        };
        Author: {
            avatar: string | null;
            /** @description empty when the comment was deleted */
            id: string;
            name: string;
            /** @enum {string} */
            role: "guest" | "member" | "moderator" | "admin";
            website: string | null;
        };
        Ban: {
            by: components["schemas"]["Actor"];
            /** Format: date-time */
            createdAt: string;
            id: number;
            /** @enum {string} */
            kind: "user" | "email" | "address" | "name";
            reason: string | null;
            /** @description whoever is banned is not told, and sees what they write as if it were public */
            shadow: boolean;
            site: string | null;
            until: string | null;
            /** @description of a mail address or network ‘…’ for who lacks the scope users:read */
            value: string;
        };
        Comment: {
            author: components["schemas"]["Author"];
            body?: string;
            content: components["schemas"]["Content"];
            /** Format: date-time */
            createdAt: string;
            depth: number;
            downvotes: number;
            editedAt: string | null;
            featured: boolean;
            html?: string;
            /** @description a UUID */
            id: string;
            moderated: boolean;
            myReactions: string[];
            /** @enum {number} */
            myVote: 1 | 0 | -1;
            notice?: string;
            parent: string | null;
            pinned: boolean;
            reactions: {
                [key: string]: number;
            };
            replies: components["schemas"]["Comment"][];
            repliesNext: string | null;
            replyCount: number;
            score: number;
            seq: number;
            /** @description a site’s key: lower-case letters, digits and hyphens */
            site: string;
            /** @enum {string} */
            state: "published" | "held" | "rejected" | "spam" | "deleted";
            thread: string;
            upvotes: number;
        };
        /**
         * @description JsonML: text, or [tag, attributes?, …children]. Tags: p em strong del code pre blockquote ul ol li a br mention spoiler.
         * @example [
         *       [
         *         "p",
         *         "Hello ",
         *         [
         *           "strong",
         *           "you"
         *         ]
         *       ]
         *     ]
         */
        Content: unknown[];
        Delivery: {
            attempts: number;
            /** Format: date-time */
            createdAt: string;
            error: string | null;
            /**
             * @description one of the events, or webhook.test
             * @enum {string}
             */
            event: "comment.created" | "comment.edited" | "comment.deleted" | "comment.approved" | "comment.rejected" | "comment.spam" | "comment.held" | "comment.flagged" | "webhook.test";
            /** @description the same for each try, as `webhook-id` */
            id: string;
            milliseconds: number | null;
            nextAt: string | null;
            payload: unknown;
            /** @enum {string} */
            state: "waiting" | "delivered" | "failed";
            status: number | null;
            triedAt: string | null;
            webhook: number;
        };
        LiveEvent: {
            comment: components["schemas"]["Comment"];
            /** @description published comments of the thread */
            commentCount: number;
            /** @description replyCount of the ancestors that this event may have changed, by id */
            replyCounts: {
                [key: string]: number;
            };
            seq: number;
            /** @enum {string} */
            type: "comment.created" | "comment.updated" | "comment.removed" | "comment.voted" | "comment.reacted";
        } | {
            seq: number;
            thread: components["schemas"]["Thread"];
            /** @enum {string} */
            type: "thread.updated";
        } | {
            seq: number;
            /** @enum {string} */
            type: "hidden";
        };
        Note: {
            by: components["schemas"]["Actor"];
            /** Format: date-time */
            createdAt: string;
            id: number;
            text: string;
        };
        Passkey: {
            /** Format: date-time */
            createdAt: string;
            id: string;
            lastUsedAt: string | null;
            name: string;
        };
        Person: {
            bans: components["schemas"]["Ban"][];
            counts: {
                deleted: number;
                held: number;
                published: number;
                rejected: number;
                spam: number;
            };
            email: string | null;
            /** Format: date-time */
            firstSeen: string;
            /** @description reports that others made of what they wrote */
            flagged: number;
            id: string;
            lastCommentAt: string | null;
            name: string;
            /** @enum {string} */
            role: "guest" | "member" | "moderator" | "admin";
            website: string | null;
        };
        Problem: {
            code: string;
            detail: string;
            instance?: string;
            /** @description seconds after which trying again makes sense */
            retryAfter?: number;
            status: number;
            title: string;
            type: string;
        };
        Profile: {
            bio: string;
            /** @description published */
            commentCount: number;
            /** Format: date-time */
            createdAt: string;
            email: string | null;
            emailVerified: boolean;
            notifications: {
                /** @description a mail when somebody names them */
                mentions: boolean;
                /** @description a mail when somebody answers */
                replies: boolean;
            };
            viewer: components["schemas"]["Viewer"];
            ways: string[];
            website: string | null;
        };
        ReaderSettings: {
            /** @description seconds in which an author may edit a comment */
            editWindow: number;
            /** @description one may write without an account */
            guests: boolean;
            /** @description links to pictures may be shown in place, after a click */
            images: boolean;
            /**
             * @description tell who types by name, only how many are here and that someone types, or nothing
             * @enum {string}
             */
            presence: "names" | "number" | "off";
            /** @description the emoji one may react with; none switches reactions off */
            reactions: string[];
            /** @description there is a way to sign in: see GET /session/ways */
            signIn: boolean;
            /** @description seconds between two comments of one viewer in a thread; 0 is off */
            slowMode: number;
            /** @enum {string} */
            sort: "newest" | "oldest" | "best";
            /**
             * @description for and against, only for, or none
             * @enum {string}
             */
            votes: "updown" | "up" | "off";
        };
        Reason: {
            /** @enum {string} */
            action: "approve" | "hold" | "reject" | "spam" | "score";
            /** @description in words, in English, with the figures that mattered */
            detail: string;
            /** @description the pieces of the text that it found */
            matches: string[];
            name: string | null;
            /** @description what it added to the score; 0 where it decided by itself */
            points: number;
            /** @description the kind of the rule: links, words, first … */
            rule: string;
        };
        Rule: {
            /** @enum {string} */
            action: "approve" | "hold" | "reject" | "spam" | "score";
            enabled: boolean;
            id: number;
            /**
             * @description author, links, words, patterns, repeat, flood, rejected, flags, bots, bayes, akismet, external
             * @enum {string}
             */
            kind: "author" | "links" | "words" | "patterns" | "repeat" | "flood" | "rejected" | "flags" | "bots" | "bayes" | "akismet" | "external";
            name: string | null;
            points: number;
            settings: {
                [key: string]: unknown;
            };
            /** @description a site’s key: lower-case letters, digits and hyphens */
            site: string;
        };
        /**
         * @description a subject and what may be done, like comments:read or comments:write
         * @enum {string}
         */
        Scope: "comments:read" | "comments:write" | "threads:read" | "threads:write" | "users:read" | "users:write" | "bans:read" | "bans:write" | "rules:read" | "rules:write" | "sites:read" | "sites:write" | "team:read" | "team:write" | "api-keys:read" | "api-keys:write" | "webhooks:read" | "webhooks:write" | "audit:read" | "audit:write" | "stats:read" | "stats:write" | "sign-in:read" | "sign-in:write" | "mail:read" | "mail:write";
        SessionInfo: {
            /** Format: date-time */
            createdAt: string;
            current: boolean;
            /** @description the browser and system, as they name themselves */
            device: string;
            id: string;
            /** Format: date-time */
            lastSeenAt: string;
        };
        SiteSettings: {
            /** @description days after its first comment in which a thread is open; 0 never closes one */
            closeAfter: number;
            /** @description seconds in which an author may edit a comment */
            editWindow: number;
            /** @description days after which what was rejected, or is spam, is erased; 0 keeps it */
            eraseRefused: number;
            /** @description days after their last comment in which a guest’s mail address is forgotten; 0 keeps it */
            forgetEmails: number;
            /** @description one may write without an account */
            guests: boolean;
            /**
             * @description hold back nothing, whoever has no published comment on the site yet, or everyone but moderators
             * @enum {string}
             */
            hold: "none" | "first" | "all";
            /** @description links to pictures may be shown in place, after a click */
            images: boolean;
            /** @description a language tag like de or pt-BR, for mails and for pages that do not say theirs; empty: English */
            lang: string;
            /** @description a link by mail signs in, where the server can send mail */
            mailSignIn: boolean;
            /** @description what mails call the site; empty: the host of the page */
            name: string;
            /**
             * @description tell who types by name, only how many are here and that someone types, or nothing
             * @enum {string}
             */
            presence: "names" | "number" | "off";
            /** @description the emoji one may react with; none switches reactions off */
            reactions: string[];
            /** @description seconds between two comments of one viewer in a thread; 0 is off */
            slowMode: number;
            /** @enum {string} */
            sort: "newest" | "oldest" | "best";
            /**
             * @description for and against, only for, or none
             * @enum {string}
             */
            votes: "updown" | "up" | "off";
        };
        SsoKey: {
            /**
             * @description HS256, EdDSA, disqus
             * @enum {string}
             */
            algorithm: "HS256" | "EdDSA" | "disqus";
            /** Format: date-time */
            createdAt: string;
            /** @description the `kid` of the token’s header */
            id: string;
            lastUsedAt: string | null;
            /** @description a token may say that its user moderates the site’s comments */
            moderators: boolean;
            name: string;
        };
        StaffMember: {
            /** Format: date-time */
            createdAt: string;
            email: string;
            id: string;
            invited: boolean;
            lastSeenAt: string | null;
            linkUntil: string | null;
            name: string;
            /** @enum {string} */
            role: "owner" | "admin" | "moderator";
            sites: string[] | null;
            /** @description has a code app or a passkey */
            twoFactor: boolean;
        };
        Thread: {
            /** @description published comments */
            commentCount: number;
            /** @description the id of the event log; another one means: load anew */
            epoch: string;
            key: string;
            /** @description the number of the newest event */
            seq: number;
            /** @description a site’s key: lower-case letters, digits and hyphens */
            site: string;
            /** @enum {string} */
            state: "open" | "locked";
            title: string | null;
            url: string | null;
        };
        Viewer: {
            avatar?: string | null;
            id: string;
            name: string;
            /** @enum {string} */
            role: "guest" | "member" | "moderator" | "admin";
            /** @description of a member: the site they belong to, and the only one they may write on */
            site?: string;
            /** @description the sites that they moderate; all where it is left out */
            sites?: string[];
        };
        Webhook: {
            /** Format: date-time */
            createdAt: string;
            enabled: boolean;
            events: ("comment.created" | "comment.edited" | "comment.deleted" | "comment.approved" | "comment.rejected" | "comment.spam" | "comment.held" | "comment.flagged")[];
            id: number;
            last: {
                /** Format: date-time */
                at: string;
                ok: boolean;
                status: number | null;
            } | null;
            site: string | null;
            url: string;
        };
        Written: {
            comment: components["schemas"]["Comment"];
            thread: {
                key: string;
                title: string | null;
                url: string | null;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getAdminApiKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiKey"][];
                        next: null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminApiKeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    expiresAt?: string | null;
                    name: string;
                    scopes: components["schemas"]["Scope"][];
                    sites?: string[] | null;
                };
            };
        };
        responses: {
            /** @description It was made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"] & {
                        key: string;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminApiKeysId: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminAudit: {
        parameters: {
            query?: {
                /** @description an action, or the beginning of one */
                action?: string;
                actor?: string;
                cursor?: string;
                /** @description a time with its offset, like 2026-11-23T09:00:00Z */
                from?: string;
                limit?: number;
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
                /** @description the id of what was acted on */
                target?: string;
                /** @description a time with its offset, like 2026-11-23T09:00:00Z */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        next: string | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminAuditExport: {
        parameters: {
            query?: {
                /** @description an action, or the beginning of one */
                action?: string;
                actor?: string;
                format?: "csv" | "ndjson";
                /** @description a time with its offset, like 2026-11-23T09:00:00Z */
                from?: string;
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
                /** @description the id of what was acted on */
                target?: string;
                /** @description a time with its offset, like 2026-11-23T09:00:00Z */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One record a line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminBans: {
        parameters: {
            query?: {
                cursor?: string;
                kind?: "user" | "email" | "address" | "name";
                limit?: number;
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Ban"][];
                        next: string | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminBans: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "user" | "email" | "address" | "name";
                    reason?: string;
                    shadow?: boolean;
                    site?: string | null;
                    until?: string | null;
                    value: string;
                };
            };
        };
        responses: {
            /** @description It was made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ban"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminBansId: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminComments: {
        parameters: {
            query?: {
                /** @description a viewer’s id */
                author?: string;
                cursor?: string;
                /** @description a time with its offset, like 2026-11-23T09:00:00Z */
                from?: string;
                limit?: number;
                order?: "newest" | "oldest";
                /** @description words that it holds */
                q?: string;
                queue?: "pending" | "reported" | "unmoderated" | "approved" | "rejected" | "spam";
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
                state?: "published" | "held" | "rejected" | "spam" | "deleted";
                /** @description a thread’s key, chosen by the page: by default the path of its canonical URL */
                thread?: string;
                /** @description a time with its offset, like 2026-11-23T09:00:00Z */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AdminComment"][];
                        next: string | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminCommentsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminComment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminCommentsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of the comment as it was seen; another one is refused */
                "if-match"?: string;
            };
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminComment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchAdminCommentsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of the comment as it was seen; another one is refused */
                "if-match"?: string;
            };
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the comment as written, in Markdown */
                    body: string;
                    /** @description for moderators */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminComment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putAdminCommentsIdApproval: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of the comment as it was seen; another one is refused */
                "if-match"?: string;
            };
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description a word to the author */
                    message?: string;
                    /** @description for moderators */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminComment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminCommentsIdApproval: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of the comment as it was seen; another one is refused */
                "if-match"?: string;
            };
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminComment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminCommentsIdContext: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        above: components["schemas"]["AdminComment"][];
                        after: components["schemas"]["AdminComment"][];
                        before: components["schemas"]["AdminComment"][];
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putAdminCommentsIdDeletion: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of the comment as it was seen; another one is refused */
                "if-match"?: string;
            };
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description a word to the author */
                    message?: string;
                    /** @description for moderators */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminComment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminCommentsIdDeletion: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of the comment as it was seen; another one is refused */
                "if-match"?: string;
            };
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminComment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putAdminCommentsIdFeature: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of the comment as it was seen; another one is refused */
                "if-match"?: string;
            };
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description a word to the author */
                    message?: string;
                    /** @description for moderators */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminComment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminCommentsIdFeature: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of the comment as it was seen; another one is refused */
                "if-match"?: string;
            };
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminComment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putAdminCommentsIdPin: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of the comment as it was seen; another one is refused */
                "if-match"?: string;
            };
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description a word to the author */
                    message?: string;
                    /** @description for moderators */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminComment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminCommentsIdPin: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of the comment as it was seen; another one is refused */
                "if-match"?: string;
            };
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminComment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putAdminCommentsIdRejection: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of the comment as it was seen; another one is refused */
                "if-match"?: string;
            };
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description a word to the author */
                    message?: string;
                    /** @description for moderators */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminComment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminCommentsIdRejection: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of the comment as it was seen; another one is refused */
                "if-match"?: string;
            };
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminComment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminCommentsIdRevisions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            body: string;
                            content: components["schemas"]["Content"];
                            /** Format: date-time */
                            until: string;
                            version: number;
                        }[];
                        next: null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putAdminCommentsIdSpam: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of the comment as it was seen; another one is refused */
                "if-match"?: string;
            };
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description a word to the author */
                    message?: string;
                    /** @description for moderators */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminComment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminCommentsIdSpam: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of the comment as it was seen; another one is refused */
                "if-match"?: string;
            };
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminComment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminCommentsBulk: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description approval, rejection, spam, pin, feature, deletion
                     * @enum {string}
                     */
                    action: "approval" | "rejection" | "spam" | "pin" | "feature" | "deletion";
                    ids: string[];
                    /** @description a word to the author */
                    message?: string;
                    /** @description for moderators */
                    reason?: string;
                    /** @description take the noun back instead of giving it */
                    undo?: boolean;
                    /**
                     * @description by id, the versions that were looked at; a comment that is another one by now is not decided
                     * @example {
                     *       "0190163d-8694-739b-aea5-966c26f8ad91": 1
                     *     }
                     */
                    versions?: {
                        [key: string]: number;
                    };
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description the error code, where it was refused */
                            code?: string;
                            detail?: string;
                            /** @description a UUID */
                            id: string;
                            /** @enum {string} */
                            state?: "published" | "held" | "rejected" | "spam" | "deleted";
                            /** @description what the single request would have answered */
                            status: number;
                            /** @description what it is now, where it was decided */
                            version?: number;
                        }[];
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminInvite: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                    token: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        needsSetUp: boolean;
                        staff: {
                            email: string | null;
                            id: string;
                            name: string;
                            passkeys: number;
                            /** @enum {string} */
                            role: "owner" | "admin" | "moderator";
                            scopes: components["schemas"]["Scope"][] | null;
                            sites: string[] | null;
                            /** @description proved who they are within the last minutes */
                            steppedUp: boolean;
                            totp: boolean;
                        } | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminMail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        configured: boolean;
                        from: string | null;
                        host: string | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminMailTest: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    to: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        answer: string;
                        sent: boolean;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminPasskeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Passkey"][];
                        next: null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminPasskeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    response: unknown;
                };
            };
        };
        responses: {
            /** @description It was made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passkey"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminPasskeysId: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminPasskeysOptions: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        options: unknown;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminQueues: {
        parameters: {
            query?: {
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        approved: number;
                        pending: number;
                        rejected: number;
                        reported: number;
                        spam: number;
                        unmoderated: number;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminRules: {
        parameters: {
            query?: {
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Rule"][];
                        next: null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminRules: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    action?: "approve" | "hold" | "reject" | "spam" | "score";
                    enabled?: boolean;
                    /**
                     * @description author, links, words, patterns, repeat, flood, rejected, flags, bots, bayes, akismet, external
                     * @enum {string}
                     */
                    kind: "author" | "links" | "words" | "patterns" | "repeat" | "flood" | "rejected" | "flags" | "bots" | "bayes" | "akismet" | "external";
                    name?: string | null;
                    points?: number;
                    settings: {
                        [key: string]: unknown;
                    };
                    /** @description a site’s key: lower-case letters, digits and hyphens */
                    site: string;
                };
            };
        };
        responses: {
            /** @description It was made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminRulesId: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchAdminRulesId: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of what you have seen; another version is refused with 412 */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    action?: "approve" | "hold" | "reject" | "spam" | "score";
                    enabled?: boolean;
                    name?: string | null;
                    points?: number;
                    /** @description 0 is first */
                    position?: number;
                    settings?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminRulesDryRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default 1000 */
                    last?: number;
                    rule: {
                        /** @enum {string} */
                        action?: "approve" | "hold" | "reject" | "spam" | "score";
                        enabled?: boolean;
                        /**
                         * @description author, links, words, patterns, repeat, flood, rejected, flags, bots, bayes, akismet, external
                         * @enum {string}
                         */
                        kind: "author" | "links" | "words" | "patterns" | "repeat" | "flood" | "rejected" | "flags" | "bots" | "bayes" | "akismet" | "external";
                        name?: string | null;
                        points?: number;
                        settings: {
                            [key: string]: unknown;
                        };
                        /** @description a site’s key: lower-case letters, digits and hyphens */
                        site: string;
                    };
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description to how many of them it would have applied */
                        applied: number;
                        approvedByPeople: number;
                        /** @description the newest 50 of them */
                        items: {
                            author: string;
                            excerpt: string;
                            /** @description a UUID */
                            id: string;
                            reason: components["schemas"]["Reason"];
                            state: string;
                        }[];
                        looked: number;
                        note: string | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        needsSetUp: boolean;
                        staff: {
                            email: string | null;
                            id: string;
                            name: string;
                            passkeys: number;
                            /** @enum {string} */
                            role: "owner" | "admin" | "moderator";
                            scopes: components["schemas"]["Scope"][] | null;
                            sites: string[] | null;
                            /** @description proved who they are within the last minutes */
                            steppedUp: boolean;
                            totp: boolean;
                        } | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description from the code app, or one of the recovery codes */
                    code?: string;
                    /** @description a mail address */
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        needsSetUp: boolean;
                        staff: {
                            email: string | null;
                            id: string;
                            name: string;
                            passkeys: number;
                            /** @enum {string} */
                            role: "owner" | "admin" | "moderator";
                            scopes: components["schemas"]["Scope"][] | null;
                            sites: string[] | null;
                            /** @description proved who they are within the last minutes */
                            steppedUp: boolean;
                            totp: boolean;
                        } | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminSessionPasskey: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    response: unknown;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        needsSetUp: boolean;
                        staff: {
                            email: string | null;
                            id: string;
                            name: string;
                            passkeys: number;
                            /** @enum {string} */
                            role: "owner" | "admin" | "moderator";
                            scopes: components["schemas"]["Scope"][] | null;
                            sites: string[] | null;
                            /** @description proved who they are within the last minutes */
                            steppedUp: boolean;
                            totp: boolean;
                        } | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminSessionPasskeyOptions: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        options: unknown;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putAdminSessionPassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of what you have seen; another version is refused with 412 */
                "if-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminSessionRecoveryCodes: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        codes: string[];
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminSessionStepUp: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code?: string;
                    password?: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        needsSetUp: boolean;
                        staff: {
                            email: string | null;
                            id: string;
                            name: string;
                            passkeys: number;
                            /** @enum {string} */
                            role: "owner" | "admin" | "moderator";
                            scopes: components["schemas"]["Scope"][] | null;
                            sites: string[] | null;
                            /** @description proved who they are within the last minutes */
                            steppedUp: boolean;
                            totp: boolean;
                        } | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminSessionStepUpPasskey: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    response: unknown;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        needsSetUp: boolean;
                        staff: {
                            email: string | null;
                            id: string;
                            name: string;
                            passkeys: number;
                            /** @enum {string} */
                            role: "owner" | "admin" | "moderator";
                            scopes: components["schemas"]["Scope"][] | null;
                            sites: string[] | null;
                            /** @description proved who they are within the last minutes */
                            steppedUp: boolean;
                            totp: boolean;
                        } | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminSessionStepUpPasskeyOptions: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        options: unknown;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putAdminSessionTotp: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of what you have seen; another version is refused with 412 */
                "if-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        codes: string[];
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminSessionTotp: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description the path of an SVG of one unit a module */
                        qr: string;
                        secret: string;
                        size: number;
                        uri: string;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminSessionTotp: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putAdminSessionWidget: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of what you have seen; another version is refused with 412 */
                "if-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        expiresAt: string;
                        token: string;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminSessionWidget: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    origin: string;
                    site: string;
                };
            };
        };
        responses: {
            /** @description It was made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        expiresAt: string;
                        token: string;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SessionInfo"][];
                        next: null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminSessions: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminSessionsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminSetUp: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description a mail address */
                    email: string;
                    name: string;
                    password: string;
                    token: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        needsSetUp: boolean;
                        staff: {
                            email: string | null;
                            id: string;
                            name: string;
                            passkeys: number;
                            /** @enum {string} */
                            role: "owner" | "admin" | "moderator";
                            scopes: components["schemas"]["Scope"][] | null;
                            sites: string[] | null;
                            /** @description proved who they are within the last minutes */
                            steppedUp: boolean;
                            totp: boolean;
                        } | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminSites: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AdminSite"][];
                        next: null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminSites: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description a site’s key: lower-case letters, digits and hyphens */
                    key: string;
                    /** @description scheme, host and port, like https://blog.example; https://*.blog.example stands for all its subdomains, https://blog-*.previews.example for preview hosts, and :* for any port */
                    origins?: string[];
                };
            };
        };
        responses: {
            /** @description It was made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminSite"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminSitesKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description a site’s key: lower-case letters, digits and hyphens */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminSite"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchAdminSitesKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of what you have seen; another version is refused with 412 */
                "if-match"?: string;
            };
            path: {
                /** @description a site’s key: lower-case letters, digits and hyphens */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description scheme, host and port, like https://blog.example; https://*.blog.example stands for all its subdomains, https://blog-*.previews.example for preview hosts, and :* for any port */
                    origins?: string[];
                    settings?: {
                        /** @description days after its first comment in which a thread is open; 0 never closes one */
                        closeAfter?: number;
                        /** @description seconds in which an author may edit a comment */
                        editWindow?: number;
                        /** @description days after which what was rejected, or is spam, is erased; 0 keeps it */
                        eraseRefused?: number;
                        /** @description days after their last comment in which a guest’s mail address is forgotten; 0 keeps it */
                        forgetEmails?: number;
                        /** @description one may write without an account */
                        guests?: boolean;
                        /**
                         * @description hold back nothing, whoever has no published comment on the site yet, or everyone but moderators
                         * @enum {string}
                         */
                        hold?: "none" | "first" | "all";
                        /** @description links to pictures may be shown in place, after a click */
                        images?: boolean;
                        /** @description a language tag like de or pt-BR, for mails and for pages that do not say theirs; empty: English */
                        lang?: string;
                        /** @description a link by mail signs in, where the server can send mail */
                        mailSignIn?: boolean;
                        /** @description what mails call the site; empty: the host of the page */
                        name?: string;
                        /**
                         * @description tell who types by name, only how many are here and that someone types, or nothing
                         * @enum {string}
                         */
                        presence?: "names" | "number" | "off";
                        /** @description the emoji one may react with; none switches reactions off */
                        reactions?: string[];
                        /** @description seconds between two comments of one viewer in a thread; 0 is off */
                        slowMode?: number;
                        /** @enum {string} */
                        sort?: "newest" | "oldest" | "best";
                        /**
                         * @description for and against, only for, or none
                         * @enum {string}
                         */
                        votes?: "updown" | "up" | "off";
                    };
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminSite"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminSitesKeyAliases: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description a site’s key: lower-case letters, digits and hyphens */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: date-time */
                            createdAt: string;
                            key: string;
                            thread: {
                                id: number;
                                key: string;
                            };
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putAdminSitesKeyAliases: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of what you have seen; another version is refused with 412 */
                "if-match"?: string;
            };
            path: {
                /** @description a site’s key: lower-case letters, digits and hyphens */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description a thread’s key, chosen by the page: by default the path of its canonical URL */
                    key: string;
                    /** @description the thread’s id */
                    thread: number;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        key: string;
                        thread: {
                            id: number;
                            key: string;
                        };
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminSitesKeyAliases: {
        parameters: {
            query: {
                /** @description a thread’s key, chosen by the page: by default the path of its canonical URL */
                key: string;
            };
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description a site’s key: lower-case letters, digits and hyphens */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminSitesKeyCheck: {
        parameters: {
            query: {
                /** @description the page’s address */
                url: string;
            };
            header?: never;
            path: {
                /** @description a site’s key: lower-case letters, digits and hyphens */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        allowed: boolean;
                        mend: string | null;
                        origin: string | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminSitesKeySignInProviders: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description a site’s key: lower-case letters, digits and hyphens */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description the redirect address to be entered at the provider */
                            callback: string;
                            clientId: string;
                            /** Format: date-time */
                            createdAt: string;
                            enabled: boolean;
                            id: string;
                            issuer: string | null;
                            keyId: string | null;
                            /** @description on the button */
                            name: string;
                            /**
                             * @description google, github, gitlab, microsoft, apple, discord, mastodon, oidc
                             * @enum {string}
                             */
                            preset: "google" | "github" | "gitlab" | "microsoft" | "apple" | "discord" | "mastodon" | "oidc";
                            teamId: string | null;
                        }[];
                        next: null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminSitesKeySignInProviders: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description a site’s key: lower-case letters, digits and hyphens */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    clientId: string;
                    /** @description for Apple the private key, in PEM */
                    clientSecret: string;
                    enabled?: boolean;
                    issuer?: string;
                    keyId?: string;
                    name?: string;
                    /**
                     * @description google, github, gitlab, microsoft, apple, discord, mastodon, oidc
                     * @enum {string}
                     */
                    preset: "google" | "github" | "gitlab" | "microsoft" | "apple" | "discord" | "mastodon" | "oidc";
                    teamId?: string;
                };
            };
        };
        responses: {
            /** @description It was made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description the redirect address to be entered at the provider */
                        callback: string;
                        clientId: string;
                        /** Format: date-time */
                        createdAt: string;
                        enabled: boolean;
                        id: string;
                        issuer: string | null;
                        keyId: string | null;
                        /** @description on the button */
                        name: string;
                        /**
                         * @description google, github, gitlab, microsoft, apple, discord, mastodon, oidc
                         * @enum {string}
                         */
                        preset: "google" | "github" | "gitlab" | "microsoft" | "apple" | "discord" | "mastodon" | "oidc";
                        teamId: string | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminSitesKeySignInProvidersId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description a site’s key: lower-case letters, digits and hyphens */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description the redirect address to be entered at the provider */
                        callback: string;
                        clientId: string;
                        /** Format: date-time */
                        createdAt: string;
                        enabled: boolean;
                        id: string;
                        issuer: string | null;
                        keyId: string | null;
                        /** @description on the button */
                        name: string;
                        /**
                         * @description google, github, gitlab, microsoft, apple, discord, mastodon, oidc
                         * @enum {string}
                         */
                        preset: "google" | "github" | "gitlab" | "microsoft" | "apple" | "discord" | "mastodon" | "oidc";
                        teamId: string | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminSitesKeySignInProvidersId: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
                /** @description a site’s key: lower-case letters, digits and hyphens */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchAdminSitesKeySignInProvidersId: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of what you have seen; another version is refused with 412 */
                "if-match"?: string;
            };
            path: {
                id: string;
                /** @description a site’s key: lower-case letters, digits and hyphens */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    clientId?: string;
                    /** @description for Apple the private key, in PEM */
                    clientSecret?: string;
                    enabled?: boolean;
                    issuer?: string;
                    keyId?: string;
                    name?: string;
                    teamId?: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description the redirect address to be entered at the provider */
                        callback: string;
                        clientId: string;
                        /** Format: date-time */
                        createdAt: string;
                        enabled: boolean;
                        id: string;
                        issuer: string | null;
                        keyId: string | null;
                        /** @description on the button */
                        name: string;
                        /**
                         * @description google, github, gitlab, microsoft, apple, discord, mastodon, oidc
                         * @enum {string}
                         */
                        preset: "google" | "github" | "gitlab" | "microsoft" | "apple" | "discord" | "mastodon" | "oidc";
                        teamId: string | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminSitesKeySignInProvidersIdCheck: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
                /** @description a site’s key: lower-case letters, digits and hyphens */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        mend: string | null;
                        works: boolean;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminSitesKeySsoKeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description a site’s key: lower-case letters, digits and hyphens */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SsoKey"][];
                        next: null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminSitesKeySsoKeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description a site’s key: lower-case letters, digits and hyphens */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description HS256, EdDSA, disqus
                     * @enum {string}
                     */
                    algorithm: "HS256" | "EdDSA" | "disqus";
                    moderators?: boolean;
                    name?: string;
                    /** @description for EdDSA: PEM or JWK; the private one stays with the site */
                    publicKey?: string;
                    /** @description for HS256 and disqus, one’s own; made here where it is left out */
                    secret?: string;
                };
            };
        };
        responses: {
            /** @description It was made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SsoKey"] & {
                        secret: string | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminSitesKeySsoKeysId: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
                /** @description a site’s key: lower-case letters, digits and hyphens */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminSitesKeyThreadsMove: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description a site’s key: lower-case letters, digits and hyphens */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description tell what would happen, and change nothing */
                    dryRun?: boolean;
                    /** @description a thread’s key, chosen by the page: by default the path of its canonical URL */
                    from: string;
                    /** @description where a thread is in the way, put the comments into that one */
                    merge?: boolean;
                    /** @description text on one line, or empty */
                    to: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        conflictCount: number;
                        /** @description keys of threads that stay, the first 100: somebody wrote where they should go */
                        conflicts: string[];
                        /** @description the first ten */
                        examples: {
                            from: string;
                            to: string;
                        }[];
                        /** @description threads whose comments went into another one */
                        merged: number;
                        /** @description threads that were moved, or would be */
                        moved: number;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminStats: {
        parameters: {
            query?: {
                days?: number;
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        days: {
                            /** Format: date */
                            day: string;
                            /** @description by people */
                            decisions: number;
                            held: number;
                            published: number;
                            rejected: number;
                            spam: number;
                        }[];
                        timeToDecision: {
                            median: number | null;
                            p90: number | null;
                        };
                        topModerators: {
                            by: components["schemas"]["Actor"];
                            decisions: number;
                        }[];
                        topThreads: {
                            comments: number;
                            id: number;
                            key: string;
                            /** @description a site’s key: lower-case letters, digits and hyphens */
                            site: string;
                            title: string | null;
                        }[];
                        totals: {
                            comments: number;
                            decisions: number;
                            flags: number;
                            /** @description who wrote in that time */
                            people: number;
                        };
                        /** @description who watch a thread right now */
                        viewers: number;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminTeam: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StaffMember"][];
                        next: null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminTeam: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description a mail address */
                    email: string;
                    name: string;
                    /** @enum {string} */
                    role: "owner" | "admin" | "moderator";
                    sites: string[] | null;
                };
            };
        };
        responses: {
            /** @description It was made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        expiresAt: string;
                        link: string;
                        member: components["schemas"]["StaffMember"];
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminTeamId: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchAdminTeamId: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of what you have seen; another version is refused with 412 */
                "if-match"?: string;
            };
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @enum {string} */
                    role?: "owner" | "admin" | "moderator";
                    sites?: string[] | null;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffMember"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminTeamIdLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        expiresAt: string;
                        link: string;
                        member: components["schemas"]["StaffMember"];
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminThreads: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description part of the title or key */
                q?: string;
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
                state?: "open" | "locked";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AdminThread"][];
                        next: string | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminThreads: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description a thread’s key, chosen by the page: by default the path of its canonical URL */
                    key: string;
                    /** @description a site’s key: lower-case letters, digits and hyphens */
                    site?: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminThread"];
                };
            };
            /** @description It was made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminThread"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminThreadsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminThread"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putAdminThreadsIdLock: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of what you have seen; another version is refused with 412 */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminThread"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminThreadsIdLock: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminThread"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminThreadsIdMerge: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    into: number;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminThread"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminThreadsIdMove: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description a thread’s key, chosen by the page: by default the path of its canonical URL */
                    key: string;
                    /** @description a site’s key: lower-case letters, digits and hyphens */
                    site?: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminThread"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminUsers: {
        parameters: {
            query?: {
                banned?: "true";
                cursor?: string;
                limit?: number;
                /** @description part of a name or mail address, or an id */
                q?: string;
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Person"][];
                        next: string | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminUsersId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"] & {
                        avatar: string | null;
                        history: {
                            action: string;
                            /** Format: date-time */
                            at: string;
                            by: components["schemas"]["Actor"];
                            reason: string | null;
                        }[];
                        notes: components["schemas"]["Note"][];
                        site: string | null;
                        ways: string[];
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminUsersId: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    confirm: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putAdminUsersIdBan: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of what you have seen; another version is refused with 412 */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description ban the network of their last comment too, where the server still knows it */
                    address?: boolean;
                    /** @description ban their mail address too */
                    email?: boolean;
                    /** @description ban their name too */
                    name?: boolean;
                    reason?: string;
                    /** @description reject all that they wrote */
                    reject?: boolean;
                    shadow?: boolean;
                    site?: string | null;
                    until?: string | null;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        bans: components["schemas"]["Ban"][];
                        notKnown: string[];
                        /** @description how many comments were rejected with it */
                        rejected: number;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminUsersIdBan: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminUsersIdExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a file, by kind of what is stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminUsersIdNotes: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description It was made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Note"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminUsersIdNotesNote: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
                note: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putAdminUsersIdRole: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of what you have seen; another version is refused with 412 */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    role: "moderator";
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminUsersIdRole: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminUsersIdSessions: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Webhook"][];
                        next: null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminWebhooks: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    events: ("comment.created" | "comment.edited" | "comment.deleted" | "comment.approved" | "comment.rejected" | "comment.spam" | "comment.held" | "comment.flagged")[];
                    site?: string | null;
                    url: string;
                };
            };
        };
        responses: {
            /** @description It was made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"] & {
                        secret: string;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminWebhooksId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdminWebhooksId: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchAdminWebhooksId: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description the ETag of what you have seen; another version is refused with 412 */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    enabled?: boolean;
                    events?: ("comment.created" | "comment.edited" | "comment.deleted" | "comment.approved" | "comment.rejected" | "comment.spam" | "comment.held" | "comment.flagged")[];
                    url?: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdminWebhooksIdDeliveries: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Delivery"][];
                        next: string | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminWebhooksIdDeliveriesDeliveryResend: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                delivery: string;
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was taken, and the rest follows */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAdminWebhooksIdTest: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within a day gets the first answer again, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was taken, and the rest follows */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getComments: {
        parameters: {
            query: {
                cursor?: string;
                include?: "html";
                limit?: number;
                /** @description a UUID */
                parent?: string;
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
                sort?: "newest" | "oldest" | "best";
                /** @description a thread’s key, chosen by the page: by default the path of its canonical URL */
                thread: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Comment"][];
                        next: string | null;
                        settings: components["schemas"]["ReaderSettings"];
                        thread: components["schemas"]["Thread"];
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postComments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    author?: {
                        /** @description never shown */
                        email?: string;
                        name?: string;
                        website?: string;
                    };
                    /** @description the comment as written, in Markdown */
                    body: string;
                    form?: {
                        /** @description of the proof of work that came with the token */
                        solution?: number;
                        /** @description from GET /form */
                        token: string;
                        /** @description a field that people do not see */
                        website2?: string;
                    };
                    /** @description a UUID */
                    id?: string;
                    parent?: string | null;
                    /** @description a site’s key: lower-case letters, digits and hyphens */
                    site?: string;
                    /** @description a thread’s key, chosen by the page: by default the path of its canonical URL */
                    thread: string;
                    /** @description the page’s title */
                    title?: string;
                    /** @description the page’s address */
                    url?: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"] & {
                        session?: {
                            token: string;
                        };
                    };
                };
            };
            /** @description It was made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"] & {
                        session?: {
                            token: string;
                        };
                    };
                };
            };
            /** @description It was taken, and the rest follows */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"] & {
                        session?: {
                            token: string;
                        };
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCommentsId: {
        parameters: {
            query?: {
                include?: "html";
            };
            header?: never;
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCommentsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchCommentsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the comment as written, in Markdown */
                    body: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCommentsIdBranch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Comment"][];
                        next: string | null;
                        settings: components["schemas"]["ReaderSettings"];
                        thread: components["schemas"]["Thread"];
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCommentsIdFlags: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description a UUID */
                        comment: string;
                        reason: string;
                    };
                };
            };
            /** @description It was made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description a UUID */
                        comment: string;
                        reason: string;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCommentsIdReactionsEmoji: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                emoji: string;
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCommentsIdReactionsEmoji: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                emoji: string;
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCommentsIdVote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description a UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {number} */
                    value: 1 | 0 | -1;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCounts: {
        parameters: {
            query: {
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
                thread: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: number;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvents: {
        parameters: {
            query: {
                epoch?: string;
                since?: number;
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
                /** @description a thread’s key, chosen by the page: by default the path of its canonical URL */
                thread: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        epoch: string;
                        events: components["schemas"]["LiveEvent"][];
                        more: boolean;
                        reset?: boolean;
                        seq: number;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getForm: {
        parameters: {
            query: {
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
                /** @description a thread’s key, chosen by the page: by default the path of its canonical URL */
                thread: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        challenge: {
                            bits: number;
                            /** @description SHA-256 of salt, a dot and the solution must begin with so many zero bits */
                            salt: string;
                        } | null;
                        /** Format: date-time */
                        expiresAt: string;
                        token: string;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getParticipants: {
        parameters: {
            query: {
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
                /** @description a thread’s key, chosen by the page: by default the path of its canonical URL */
                thread: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Author"][];
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the comment as written, in Markdown */
                    body: string;
                    /** @description a site’s key: lower-case letters, digits and hyphens */
                    site?: string;
                    /** @description a thread’s key, chosen by the page: by default the path of its canonical URL */
                    thread?: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        content: components["schemas"]["Content"];
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    confirm: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    bio?: string;
                    name?: string;
                    notifications?: {
                        /** @description a mail when somebody names them */
                        mentions?: boolean;
                        /** @description a mail when somebody answers */
                        replies?: boolean;
                    };
                    website?: string | null;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putProfileAvatar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/avif": string;
                "image/gif": string;
                "image/jpeg": string;
                "image/png": string;
                "image/webp": string;
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteProfileAvatar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProfileComments: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Written"][];
                        next: string | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProfileExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a file, by kind of what is stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProfileMutes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Author"][];
                        next: null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putProfileMutesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteProfileMutesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProfileSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: date-time */
                            createdAt: string;
                            current: boolean;
                            device: string;
                            id: string;
                            /** Format: date-time */
                            lastUsedAt: string;
                            /** @description `mail`, `sso`, or the name of a provider */
                            way: string;
                        }[];
                        next: null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteProfileSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteProfileSessionsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecent: {
        parameters: {
            query?: {
                limit?: number;
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            comment: components["schemas"]["Comment"];
                            thread: {
                                key: string;
                                title: string | null;
                                /** @description only where it is on one of the site’s origins */
                                url: string | null;
                            };
                        }[];
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSearch: {
        parameters: {
            query: {
                cursor?: string;
                limit?: number;
                q: string;
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
                /** @description a thread’s key, chosen by the page: by default the path of its canonical URL */
                thread?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            comment: components["schemas"]["Comment"];
                            snippet: string[];
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        session?: {
                            token: string;
                        };
                        viewer: components["schemas"]["Viewer"];
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: {
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSessionCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description a UUID */
                    attempt?: string;
                    code: string;
                    /** @description keep the refresh token in a cookie; for pages of the server’s own site */
                    cookie?: boolean;
                    /** @description whose comments become the member’s */
                    guest?: string;
                    /** @description what the challenge was made of */
                    verifier: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        session: {
                            /** Format: date-time */
                            expiresAt: string;
                            /** @description gets the next token at POST /session/refresh, once; absent where a cookie holds it, or the page’s own token renews */
                            refresh?: string;
                            /** @description short-lived; sent as ‘Authorization: Bearer’ or in an `auth` frame */
                            token: string;
                        };
                        viewer: components["schemas"]["Viewer"];
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSessionGuest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                };
            };
        };
        responses: {
            /** @description It was made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        session: {
                            token: string;
                        };
                        viewer: components["schemas"]["Viewer"];
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSessionMail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description SHA-256 of the verifier, base64url */
                    challenge: string;
                    email: string;
                    /** @description in which the mail is written */
                    lang?: string;
                    /** @description for one who is new here */
                    name?: string;
                    /** @description a site’s key: lower-case letters, digits and hyphens */
                    site?: string;
                    /** @description the page, on one of the site’s origins */
                    url: string;
                };
            };
        };
        responses: {
            /** @description It was taken, and the rest follows */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        expiresAt: string;
                        request: string;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSessionMailConfirm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description a UUID */
                    attempt?: string;
                    /** @description six digits */
                    code?: string;
                    /** @description keep the refresh token in a cookie; for pages of the server’s own site */
                    cookie?: boolean;
                    /** @description whose comments become the member’s */
                    guest?: string;
                    request?: string;
                    token?: string;
                    /** @description what the challenge was made of */
                    verifier: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        session: {
                            /** Format: date-time */
                            expiresAt: string;
                            /** @description gets the next token at POST /session/refresh, once; absent where a cookie holds it, or the page’s own token renews */
                            refresh?: string;
                            /** @description short-lived; sent as ‘Authorization: Bearer’ or in an `auth` frame */
                            token: string;
                        };
                        viewer: components["schemas"]["Viewer"];
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessionOauthProvider: {
        parameters: {
            query: {
                /** @description SHA-256 of the verifier, base64url */
                challenge: string;
                /** @description the result goes to the window that opened the popup, or into the page’s address behind #lc-code= */
                mode: "popup" | "page";
                /** @description the page, on one of the site’s origins */
                url: string;
            };
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the provider, or back */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSessionRefresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description a UUID */
                    attempt?: string;
                    refresh?: string;
                    /** @description a site’s key: lower-case letters, digits and hyphens */
                    site?: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        session: {
                            /** Format: date-time */
                            expiresAt: string;
                            /** @description gets the next token at POST /session/refresh, once; absent where a cookie holds it, or the page’s own token renews */
                            refresh?: string;
                            /** @description short-lived; sent as ‘Authorization: Bearer’ or in an `auth` frame */
                            token: string;
                        };
                        viewer: components["schemas"]["Viewer"];
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSessionSso: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description a UUID */
                    attempt?: string;
                    /** @description whose comments become the member’s */
                    guest?: string;
                    /** @description a site’s key: lower-case letters, digits and hyphens */
                    site?: string;
                    token: string;
                };
            };
        };
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        session: {
                            /** Format: date-time */
                            expiresAt: string;
                            /** @description gets the next token at POST /session/refresh, once; absent where a cookie holds it, or the page’s own token renews */
                            refresh?: string;
                            /** @description short-lived; sent as ‘Authorization: Bearer’ or in an `auth` frame */
                            token: string;
                        };
                        viewer: components["schemas"]["Viewer"];
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessionWays: {
        parameters: {
            query?: {
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description one may write without an account */
                        guests: boolean;
                        /** @description a link by mail signs in */
                        mail: boolean;
                        providers: {
                            id: string;
                            name: string;
                            /** @enum {string} */
                            preset: "google" | "github" | "gitlab" | "microsoft" | "apple" | "discord" | "mastodon" | "oidc";
                        }[];
                        /** @description the site’s own users are known by a token of the page */
                        sso: boolean;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getViewersId: {
        parameters: {
            query?: {
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        author: components["schemas"]["Author"];
                        bio: string;
                        commentCount: number;
                        since: string | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getViewersIdComments: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description a site’s key: lower-case letters, digits and hyphens */
                site?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Here it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Written"][];
                        next: string | null;
                    };
                };
            };
            /** @description Why it was refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
