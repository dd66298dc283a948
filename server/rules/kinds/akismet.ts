/** Asks Akismet, or a service that speaks its protocol; https://akismet.com/developers/detailed-docs/comment-check/. */
import type { RuleSettingsOf } from '../../../protocol/admin/rules.ts';
import type { Outbound } from '../../outbound/http.ts';
import type { Rule } from '../case.ts';
import { answered, TIMEOUT_MS, unanswered } from './services.ts';

const SERVICE = 'https://rest.akismet.com/1.1/comment-check';

export function akismetRule({ key, blog, url = SERVICE }: RuleSettingsOf<'akismet'>, outbound: Outbound): Rule {
  return ({ asked }) =>
    async () => {
      const body = new URLSearchParams({
        api_key: key,
        blog,
        user_ip: asked.address ?? '',
        comment_type: asked.parent === null ? 'comment' : 'reply',
        comment_author: asked.author.name,
        comment_author_email: asked.author.email ?? '',
        comment_author_url: asked.author.website ?? '',
        comment_content: asked.body,
        blog_charset: 'UTF-8',
      });
      try {
        const answer = await outbound.send({
          url,
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: body.toString(),
          timeoutMs: TIMEOUT_MS,
          maxBytes: 1_000,
        });
        const text = answered(answer).trim();
        if (text === 'true') return { detail: 'Akismet takes it for spam.' };
        if (text === 'false') return undefined;
        throw new Error(`it said ‘${text.slice(0, 100)}’`);
      } catch (error) {
        return unanswered('Akismet', error);
      }
    };
}
