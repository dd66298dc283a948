/** Values made from a JSON Schema, right ones and almost right ones, and a check of values against it. */
import fc, { type Arbitrary } from 'fast-check';
import { Compile } from 'typebox/compile';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
}

export type Schemas = Readonly<Record<string, Schema>>;

/** Values by the name of a property. */
export type Examples = Readonly<Record<string, readonly unknown[]>>;

/** Deeper, and longer, gains nothing. */
const ITEMS_MAX = 4;
const LENGTH_MAX = 40;

/** @param examples values to try for a property of that name, besides those that the schema makes. */
export function valuesOf(schema: Schema, schemas: Schemas, examples: Examples = {}): Arbitrary<unknown> {
  const make = (part: Schema): Arbitrary<unknown> => {
    if (part.$ref !== undefined) return make(schemas[part.$ref.split('/').at(-1) ?? ''] ?? {});
    if ('const' in part) return fc.constant(part.const);
    if (part.enum !== undefined) return fc.constantFrom(...part.enum);
    const choices = part.anyOf ?? part.oneOf;
    if (choices !== undefined) return fc.oneof(...choices.map(make));
    if (part.allOf !== undefined) {
      return fc.tuple(...part.allOf.map(make)).map(parts => Object.assign({}, ...(parts as object[])));
    }
    switch (part.type) {
      case 'object':
        return objects(part);
      case 'array':
        return arrays(part.uniqueItems === true)(make(part.items ?? {}), {
          minLength: part.minItems ?? 0,
          maxLength: Math.min(part.maxItems ?? ITEMS_MAX, Math.max(ITEMS_MAX, part.minItems ?? 0)),
        });
      case 'string':
        return strings(part);
      case 'integer':
        return fc.integer({ min: part.minimum ?? -10, max: part.maximum ?? 1_000_000 });
      case 'number':
        return fc.double({ min: part.minimum ?? -10, max: part.maximum ?? 1_000_000, noNaN: true });
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      default:
        return fc.jsonValue({ maxDepth: 2 });
    }
  };
  const objects = ({ properties = {}, required = [], patternProperties }: Schema): Arbitrary<unknown> => {
    if (patternProperties !== undefined) {
      return fc.dictionary(fc.string({ maxLength: 10 }), make(Object.values(patternProperties)[0] ?? {}), {
        maxKeys: 3,
      });
    }
    const fields = Object.entries(properties).map(([name, each]) => {
      const known = examples[name];
      return [name, known ? usually(fc.constantFrom(...known), make(each)) : make(each)] as const;
    });
    return fc.record(Object.fromEntries(fields), { requiredKeys: [...required] });
  };
  return make(schema);
}

function usually(usual: Arbitrary<unknown>, rare: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: rare });
}

function arrays(unique: boolean) {
  return (items: Arbitrary<unknown>, limits: { minLength: number; maxLength: number }): Arbitrary<unknown> =>
    unique ? fc.uniqueArray(items, { ...limits, selector: each => JSON.stringify(each) }) : fc.array(items, limits);
}

function strings({ pattern, format, minLength = 0, maxLength = LENGTH_MAX }: Schema): Arbitrary<unknown> {
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map(date => date.toISOString());
  // A look-ahead cannot be turned round.
  if (pattern !== undefined && !pattern.includes('(?')) return fc.stringMatching(new RegExp(pattern, 'u'));
  const unit = fc.constantFrom('binary' as const, 'grapheme-ascii' as const);
  return unit.chain(each =>
    fc.string({ unit: each, minLength, maxLength: Math.max(minLength, Math.min(maxLength, LENGTH_MAX)) }),
  );
}

/** What no route expects in that place. */
const STRANGE: readonly unknown[] = [
  null,
  true,
  -1,
  1.5,
  1e300,
  '',
  'x'.repeat(5_000),
  '\u0000',
  '\ud800',
  '__proto__',
  '../../etc/passwd',
  "'; DROP TABLE comments; --",
  [],
  [[[[[[[[[[]]]]]]]]]],
  {},
  { constructor: { prototype: { a: 1 } } },
];

/** A value with one thing in it changed: a field gone, added, or of another kind. */
export function almost(values: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc
    .tuple(values, fc.constantFrom(...STRANGE), fc.nat(), fc.constantFrom('gone', 'other', 'more'))
    .map(([value, strange, n, change]) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return strange;
      const names = Object.keys(value);
      const name = names[n % Math.max(1, names.length)];
      if (change === 'more' || name === undefined) return { ...value, extra: strange };
      const { [name]: _gone, ...rest } = value as Record<string, unknown>;
      return change === 'gone' ? rest : { ...rest, [name]: strange };
    });
}

/** @returns what is wrong with a value; undefined where nothing is. */
export function checkerOf(schema: Schema, schemas: Schemas): (value: unknown) => string | undefined {
  const compiled = Compile({ ...schema, components: { schemas } } as never);
  return value => {
    if (compiled.Check(value)) return undefined;
    const [fault] = [...compiled.Errors(value)] as { instancePath: string; message: string }[];
    return `${fault?.instancePath}: ${fault?.message} in ${JSON.stringify(value).slice(0, 500)}`;
  };
}
