/** Rules, and what they need to know. */
import type { ActorRef } from '../../../protocol/admin/shared.ts';
import { Refusal } from '../../errors.ts';
import type { Counted, JudgedComment, NewRule, RuleChange, RuleStore, StoredRule } from '../contract/rules.ts';
import type { StoredComment } from '../store.ts';
import { Bayes } from './bayes.ts';
import { RuleReads } from './rules-reads.ts';
import type { Parts } from './shared.ts';

interface RuleRow {
  readonly id: number;
  readonly site: string;
  readonly kind: StoredRule['kind'];
  readonly name: string | null;
  readonly enabled: number;
  readonly action: StoredRule['action'];
  readonly points: number;
  readonly settings: string;
}

const SELECT = 'SELECT id, site, kind, name, enabled, action, points, settings FROM rules';

export class SqliteRules implements RuleStore {
  readonly #parts: Parts;
  readonly #reads: RuleReads;
  readonly #bayes: Bayes;
  readonly #of;
  readonly #one;
  readonly #hasRules;
  readonly #setHasRules;
  readonly #insert;
  readonly #update;
  readonly #place;
  readonly #delete;

  constructor(parts: Parts) {
    const { db } = parts;
    this.#parts = parts;
    this.#reads = new RuleReads(db, parts.reads);
    this.#bayes = new Bayes(parts);
    this.#of = db.prepare<[string], RuleRow>(`${SELECT} WHERE site = ? ORDER BY position, id`);
    this.#one = db.prepare<[number], RuleRow>(`${SELECT} WHERE id = ?`);
    this.#hasRules = db.prepare<[string], number>('SELECT has_rules FROM sites WHERE key = ?').pluck();
    this.#setHasRules = db.prepare<[string]>('UPDATE sites SET has_rules = 1 WHERE key = ?');
    this.#insert = db.prepare(
      `INSERT INTO rules (site, position, kind, name, enabled, action, points, settings, created_at)
       VALUES (@site, (SELECT COUNT(*) FROM rules WHERE site = @site), @kind, @name, @enabled, @action, @points, @settings, @now)`,
    );
    this.#update = db.prepare(
      'UPDATE rules SET name = @name, enabled = @enabled, action = @action, points = @points, settings = @settings WHERE id = @id',
    );
    this.#place = db.prepare<[number, number]>('UPDATE rules SET position = ? WHERE id = ?');
    this.#delete = db.prepare<[number]>('DELETE FROM rules WHERE id = ?');
  }

  async of(site: string, first: readonly Omit<NewRule, 'site'>[]): Promise<readonly StoredRule[]> {
    if (this.#hasRules.get(site) === 0) {
      await this.#parts.run(() => {
        if (this.#hasRules.get(site) !== 0) return;
        for (const rule of first) this.#add({ ...rule, site }, Date.now());
        this.#setHasRules.run(site);
      });
    }
    return this.#of.all(site).map(ruleOf);
  }

  async rule(id: number): Promise<StoredRule | undefined> {
    const row = this.#one.get(id);
    return row && ruleOf(row);
  }

  create(rule: NewRule, by: ActorRef): Promise<StoredRule> {
    return this.#parts.run(() => {
      const now = Date.now();
      const made = this.#add(rule, now);
      this.#setHasRules.run(rule.site);
      this.#tell('rule.create', by, made, undefined, told(made), now);
      return made;
    });
  }

  change(id: number, { position, ...change }: RuleChange, by: ActorRef): Promise<StoredRule> {
    return this.#parts.run(() => {
      const before = this.#existing(id);
      const after: StoredRule = { ...before, ...change };
      this.#update.run(valuesOf(after));
      const places = [this.#placeOf(before), this.#placeOf(before)];
      if (position !== undefined) places[1] = this.#move(before, position);
      const [was, is] = [
        { ...told(before), position: places[0] },
        { ...told(after), position: places[1] },
      ];
      if (JSON.stringify(before) !== JSON.stringify(after) || was.position !== is.position) {
        this.#tell('rule.change', by, after, was, is, Date.now());
      }
      return after;
    });
  }

  remove(id: number, by: ActorRef): Promise<void> {
    return this.#parts.run(() => {
      const rule = this.#existing(id);
      this.#delete.run(id);
      this.#of.all(rule.site).forEach((row, place) => {
        this.#place.run(place, row.id);
      });
      this.#tell('rule.delete', by, rule, told(rule), undefined, Date.now());
    });
  }

  async published(author: string, site: string, most: number): Promise<number> {
    return this.#reads.published(author, site, most);
  }

  async refused(author: string, site: string, since: number): Promise<{ written: number; refused: number }> {
    return this.#reads.refused(author, site, since);
  }

  fullestHour(site: string, from: number, to: number): Promise<number> {
    return this.#reads.fullestHour(site, from, to);
  }

  async newest(
    site: string,
    below: number | null,
    limit: number,
  ): Promise<{ items: readonly JudgedComment[]; below: number | null }> {
    return this.#reads.newest(site, below, limit);
  }

  async flagCount(id: string): Promise<number> {
    return this.#reads.flagCount(id);
  }

  learn(id: string, wordsOf: (comment: StoredComment) => readonly string[]): Promise<void> {
    return this.#bayes.learn(id, wordsOf);
  }

  async learned(
    site: string,
    words: readonly string[],
  ): Promise<{ texts: Counted; words: ReadonlyMap<string, Counted> }> {
    return this.#bayes.learned(site, words);
  }

  #add(rule: NewRule, now: number): StoredRule {
    const { lastInsertRowid } = this.#insert.run({ ...valuesOf(rule), now });
    return { ...rule, id: Number(lastInsertRowid) };
  }

  #existing(id: number): StoredRule {
    const row = this.#one.get(id);
    if (row) return ruleOf(row);
    throw new Refusal('not_found', `There is no rule ${id}.`);
  }

  #placeOf({ site, id }: StoredRule): number {
    return this.#of.all(site).findIndex(row => row.id === id);
  }

  /** @returns the place that it got: the last one, where there are fewer. */
  #move(rule: StoredRule, position: number): number {
    const ids = this.#of.all(rule.site).flatMap(row => (row.id === rule.id ? [] : [row.id]));
    ids.splice(position, 0, rule.id);
    ids.forEach((id, place) => {
      this.#place.run(place, id);
    });
    return ids.indexOf(rule.id);
  }

  #tell(action: string, by: ActorRef, rule: StoredRule, before: unknown, after: unknown, now: number): void {
    const target = { kind: 'rule', id: String(rule.id) };
    this.#parts.audit.add({ by, site: rule.site, action, target, before, after, reason: null }, now);
  }
}

function ruleOf({ enabled, settings, ...row }: RuleRow): StoredRule {
  return { ...row, enabled: enabled === 1, settings: JSON.parse(settings) as Record<string, unknown> };
}

function valuesOf({ enabled, settings, ...rule }: NewRule) {
  return { ...rule, enabled: Number(enabled), settings: JSON.stringify(settings) };
}

/** What the audit log keeps of a rule: a list of words may be long, and a setting may be a secret. */
function told({ kind, name, enabled, action, points, settings }: StoredRule) {
  const sizes = Object.entries(settings).map(([key, value]) => [
    key,
    Array.isArray(value) ? `${value.length} entries` : typeof value === 'string' ? '…' : value,
  ]);
  return { kind, name, enabled, action, points, settings: Object.fromEntries(sizes) as Record<string, unknown> };
}
