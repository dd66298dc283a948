/** Gives the schemas that the OpenAPI document repeats a name, and says that a comment holds comments. */
import { Profile, Written } from '../../protocol/account.ts';
import { AdminComment, Reason } from '../../protocol/admin/comments.ts';
import { AuditEntry } from '../../protocol/admin/log.ts';
import { Ban, Note, Person } from '../../protocol/admin/people.ts';
import { Rule } from '../../protocol/admin/rules.ts';
import { ActorRef, Scope } from '../../protocol/admin/shared.ts';
import { SsoKey } from '../../protocol/admin/sign-in.ts';
import { AdminSite } from '../../protocol/admin/sites.ts';
import { ApiKey, Passkey, SessionInfo, StaffMember } from '../../protocol/admin/staff.ts';
import { AdminThread } from '../../protocol/admin/threads.ts';
import { Delivery, Webhook } from '../../protocol/admin/webhooks.ts';
import { Author, CommentSchema, ReaderSettings, SiteSettings, Thread, Viewer } from '../../protocol/comment.ts';
import { ContentSchema } from '../../protocol/content.ts';
import { LiveEvent } from '../../protocol/events.ts';
import { Problem } from '../../protocol/rest.ts';

const NAMED = {
  Problem,
  Content: ContentSchema,
  Author,
  Comment: CommentSchema,
  Thread,
  Viewer,
  Profile,
  Written,
  ReaderSettings,
  SiteSettings,
  LiveEvent,
  Actor: ActorRef,
  Scope,
  Reason,
  Rule,
  AdminComment,
  AdminSite,
  AdminThread,
  AuditEntry,
  Ban,
  Note,
  Person,
  ApiKey,
  Passkey,
  SessionInfo,
  SsoKey,
  StaffMember,
  Webhook,
  Delivery,
};

interface Node {
  readonly [key: string]: unknown;
}

interface Document {
  components?: { schemas?: Record<string, unknown> };
}

/** @returns the document with `components.schemas`, and a `$ref` wherever one of them was written out. */
export function nameSchemas<D extends Document>({ components, ...rest }: D): D {
  const own = Object.entries(NAMED).map(([name, schema]) => [name, plain(schema) as Node] as const);
  // By what they say: the document holds copies, made at other times.
  const names = new Map(own.map(([name, schema]) => [print(schema), name]));
  const schemas = Object.fromEntries(own.map(([name, schema]) => [name, namedWithin(schema, names)]));
  repliesAreComments(schemas['Comment']);
  return { ...(named(plain(rest), names) as D), components: { ...components, schemas } };
}

function named(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const name = names.get(print(value));
  return name === undefined ? namedWithin(value, names) : refTo(name);
}

function namedWithin(value: object, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map(each => named(each, names));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, named(each, names)]));
}

/** A choice of constants becomes one `enum`, which reads better and is a plain union in a typed client. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  const node: Node = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
  if ('const' in node) {
    const { const: only, ...others } = node;
    return { ...others, enum: [only] };
  }
  const { patternProperties, anyOf, ...others } = node;
  // All that a TypeBox record of any key says; the document’s maker has changed its copies so.
  if (patternProperties !== undefined) {
    return { ...others, additionalProperties: Object.values(patternProperties as Node)[0] };
  }
  const choices = Array.isArray(anyOf) ? (anyOf as Node[]) : [];
  const [first] = choices;
  const isEnum = (each: Node) => Array.isArray(each['enum']) && Object.keys(each).length === 2 && 'type' in each;
  if (first === undefined || !choices.every(each => isEnum(each) && each['type'] === first['type'])) return node;
  return { type: first['type'], enum: choices.flatMap(each => each['enum']), ...others };
}

/** The same for two objects that say the same in another order. */
function print(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** TypeBox would need an `$id` for that, with which the widget’s types would become longer than the schema. */
function repliesAreComments(comment: unknown): void {
  const { properties } = comment as { properties: { replies: { items: unknown } } };
  properties.replies.items = refTo('Comment');
}

function refTo(name: string) {
  return { $ref: `#/components/schemas/${name}` };
}
