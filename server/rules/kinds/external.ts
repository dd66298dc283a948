/** A service of the owner’s: it gets the comment, signed as webhooks are, and answers with an action. */
import { randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import { RuleAction, type RuleSettingsOf } from '../../../protocol/admin/rules.ts';
import type { Outbound } from '../../outbound/http.ts';
import { signedHeaders } from '../../outbound/signature.ts';
import { validator } from '../../schema.ts';
import type { Answer, Case, Rule } from '../case.ts';
import { answered, TIMEOUT_MS, unanswered } from './services.ts';

const REASON_MAX = 300;

const checkAnswer = validator(
  Type.Object({
    action: Type.Union([RuleAction, Type.Literal('pass')]),
    points: Type.Optional(Type.Integer({ minimum: -20, maximum: 20 })),
    reason: Type.Optional(Type.String()),
  }),
  'its answer',
);

export function externalRule({ url, secret }: RuleSettingsOf<'external'>, outbound: Outbound): Rule {
  return ({ asked, now }) =>
    async () => {
      const body = JSON.stringify({ type: 'comment.judge', timestamp: new Date(now).toISOString(), data: told(asked) });
      try {
        const answer = await outbound.send({
          url,
          method: 'POST',
          headers: { 'content-type': 'application/json', ...signedHeaders(signing(secret), randomUUID(), body, now) },
          body,
          timeoutMs: TIMEOUT_MS,
          maxBytes: 10_000,
        });
        return findingOf(checkAnswer(JSON.parse(answered(answer))));
      } catch (error) {
        return unanswered('The external service', error);
      }
    };
}

function findingOf({ action, points = 0, reason }: ReturnType<typeof checkAnswer>): Answer {
  if (action === 'pass') return undefined;
  const detail = reason?.slice(0, REASON_MAX).toWellFormed() || 'The external service said so.';
  return { action, points, detail };
}

/** No address and no mail: what the service needs it can ask the API for. */
function told({ site, thread, parent, body, content, author, edited, id }: Case) {
  const { name, website, role } = author;
  return {
    id: edited?.id ?? id ?? null,
    site,
    thread,
    parent,
    body,
    content,
    author: { id: author.id, name, website, role },
  };
}

/** Signatures are made with bytes; a secret that is no webhook’s stands for its own letters. */
function signing(secret: string): string {
  return secret.startsWith('whsec_') ? secret : `whsec_${Buffer.from(secret).toString('base64')}`;
}
