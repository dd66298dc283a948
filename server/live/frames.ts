/** Reads what a client sent: text to a checked frame, or a refusal that says what is wrong with it. */
import { CLIENT_FRAMES, type ClientFrame } from '../../protocol/frames.ts';
import { Refusal } from '../errors.ts';
import { tooDeep, validator } from '../schema.ts';
import type { Place } from '../store/store.ts';

const CHECKS = Object.fromEntries(
  Object.entries(CLIENT_FRAMES).map(([type, schema]) => [type, validator(schema, 'frame')]),
) as Record<string, ((value: unknown) => unknown) | undefined>;

/**
 * The object in a frame.
 * @param text undefined for a binary frame.
 * @throws Refusal `bad_json` or `bad_request`.
 */
export function parseFrame(text: string | undefined): object {
  if (text === undefined) throw new Refusal('bad_json', 'The frame is binary; send JSON as text.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refusal('bad_json', 'The frame is not valid JSON.', { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal('bad_request', 'A frame is a JSON object with a type.');
  }
  if (tooDeep(value)) throw new Refusal('bad_request', 'The frame is nested too deeply.');
  return value;
}

/** @throws Refusal `unknown_type` or `bad_request`. */
export function checkFrame(value: object): ClientFrame {
  const type = 'type' in value && typeof value.type === 'string' ? value.type : '';
  const known = Object.hasOwn(CHECKS, type) ? CHECKS[type] : undefined;
  if (known === undefined) {
    throw new Refusal('unknown_type', `The frame’s type is none of ${Object.keys(CLIENT_FRAMES).join(', ')}.`);
  }
  return known(value) as ClientFrame;
}

/** What an answer to a frame must carry, even to a frame that is refused. */
export function addressOf(value: object): { id: string | undefined; place: Place | undefined } {
  const { id, site, thread } = value as { id?: unknown; site?: unknown; thread?: unknown };
  return {
    id: typeof id === 'string' ? id.slice(0, 100) : undefined,
    place: typeof site === 'string' && typeof thread === 'string' ? { site, thread } : undefined,
  };
}
