/** One validator for every door: a TypeBox schema becomes a check that says what is wrong and where. */
import type { FastifySchemaCompiler } from 'fastify';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { JSON_MAX_DEPTH } from '../protocol/limits.ts';
import { Refusal } from './errors.ts';

/**
 * Compiles a schema once. The check returns its argument, typed.
 * @param part what the message calls the value: `body`, `query`, `frame` …
 * @throws Refusal `bad_request` from the check.
 */
export function validator<T extends TSchema>(schema: T, part: string): (value: unknown) => Static<T> {
  const compiled = Compile(schema);
  return value => {
    if (compiled.Check(value)) return value as Static<T>;
    throw new Refusal('bad_request', describe(part, schema, [...compiled.Errors(value)]));
  };
}

/** What our messages call a part that Fastify calls otherwise. */
const PART_NAMES: Readonly<Record<string, string>> = { querystring: 'query', params: 'path' };

/** Query and path hold text only, so there `"25"` is a number; a JSON body is taken literally. */
export const fastifyValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart = 'body' }) => {
  const check = validator(schema, PART_NAMES[httpPart] ?? httpPart);
  const numbers = httpPart === 'body' ? [] : integersOf(schema);
  return (value: unknown) => {
    try {
      for (const name of numbers) readNumber(value as Record<string, unknown>, name);
      return { value: check(value) };
    } catch (error) {
      return { error: error as Error };
    }
  };
};

function integersOf(schema: TSchema): string[] {
  const { properties = {} } = schema as { properties?: Readonly<Record<string, { readonly type?: string }>> };
  return Object.keys(properties).filter(name => properties[name]?.type === 'integer');
}

/** Digits alone become a number, and only where an integer is wanted: `1.5` or `true` is a fault and not a 1. */
function readNumber(values: Record<string, unknown>, name: string): void {
  const text = values[name];
  if (typeof text === 'string' && /^-?\d{1,15}$/.test(text)) values[name] = Number(text);
}

interface Fault {
  readonly keyword: string;
  readonly schemaPath: string;
  readonly instancePath: string;
  readonly message: string;
  readonly params: object;
}

/** The first fault as a sentence; where the schema says in words what it wants, those words. */
function describe(part: string, schema: TSchema, faults: readonly Fault[]): string {
  const fault = faults[0];
  if (fault === undefined) return `${part} is not of the expected form`;
  const where = `${part}${fault.instancePath}`;
  if (fault.keyword === 'boolean') return `${where} is not a known field`;
  if (fault.keyword === 'const') {
    const choices = faults.filter(each => each.keyword === 'const' && each.instancePath === fault.instancePath);
    return `${where} must be ${choices.map(each => (each.params as { allowedValue?: unknown }).allowedValue).join(' or ')}`;
  }
  const isWorded = fault.keyword === 'pattern' || fault.keyword === 'enum';
  const wanted = isWorded ? descriptionAt(schema, fault.schemaPath) : undefined;
  return wanted === undefined ? `${where} ${fault.message}` : `${where} must be ${wanted}`;
}

function descriptionAt(schema: TSchema, path: string): string | undefined {
  let at: unknown = schema;
  for (const step of path.split('/').slice(1)) at = (at as Record<string, unknown> | undefined)?.[step];
  return (at as { description?: string } | undefined)?.description;
}

/** Whether objects and arrays are nested deeper than any request of ours: such a value is an attack, not a mistake. */
export function tooDeep(value: unknown, depth: number = JSON_MAX_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some(each => tooDeep(each, depth - 1));
}
