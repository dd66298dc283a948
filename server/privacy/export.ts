/** Everything that is stored about one person, as JSON that is written while it is read. */
import { setImmediate } from 'node:timers/promises';
import { LONG_RECORDS, type LongRecord, type PersonRecord, type RecordStore } from '../store/contract/records.ts';

/** Rows of a long list that are read at a time. */
const STEP = 200;

type Row = Readonly<Record<string, unknown>>;
/** A person is told of what they wrote as everywhere; whoever answers for the site gives out all. */
export type Audience = 'person' | 'staff';

export class ExportRoom {
  readonly #records: RecordStore;

  constructor(records: RecordStore) {
    this.#records = records;
  }

  /** @throws Refusal `not_found` where nothing is stored. */
  async of(person: string, audience: Audience): Promise<AsyncIterable<string>> {
    const record = await this.#records.person(person);
    return this.#write(person, record, audience);
  }

  async *#write(person: string, record: PersonRecord, audience: Audience): AsyncIterable<string> {
    const { profile, ...lists } = audience === 'staff' ? record : toldOf(record);
    const short = { exportedAt: new Date().toISOString(), profile, ...lists };
    yield JSON.stringify(short, null, 2).slice(0, -2);
    const ids = [person, ...record.guests];
    for (const list of LONG_RECORDS) {
      yield `,\n  ${JSON.stringify(list)}: [`;
      let isFirst = true;
      for (const id of ids) {
        for await (const row of this.#rows(list, id)) {
          yield `${isFirst ? '' : ','}\n    ${JSON.stringify(told(row, audience))}`;
          isFirst = false;
        }
      }
      yield isFirst ? ']' : '\n  ]';
    }
    yield '\n}\n';
  }

  async *#rows(list: LongRecord, person: string): AsyncIterable<Row> {
    for (let after: readonly unknown[] | null = null; ; ) {
      const page = await this.#records.page(list, person, after, STEP);
      for (const { row } of page) yield row;
      const last = page.at(-1);
      if (last === undefined || page.length < STEP) return;
      after = last.key;
      // The store answers without waiting, so nobody else would have a turn until the last page.
      await setImmediate();
    }
  }
}

/** Whoever is banned without being told is not told by this. */
function toldOf({ bans, decisions: _, ...record }: PersonRecord) {
  return { ...record, bans: bans.filter(({ shadow }) => !shadow).map(({ shadow: _shadow, ...ban }) => ban) };
}

function told(row: Row, audience: Audience): Row {
  if (audience === 'staff' || !('toldState' in row)) return row;
  const { toldState, ...rest } = row;
  return { ...rest, state: toldState ?? rest['state'] };
}
