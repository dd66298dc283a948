/** Rules of a site: the list, changes of it, and what a rule would have done. */
import type { DryRun, NewRuleBody, Rule, RulePatch } from '../../protocol/admin/rules.ts';
import { call } from './client.ts';

export async function listRules(site: string): Promise<Rule[]> {
  return (await call('get', '/rules', { params: { query: { site } } })).items;
}

export function makeRule(body: NewRuleBody): Promise<Rule> {
  return call('post', '/rules', { body });
}

export function changeRule(id: number, body: RulePatch): Promise<Rule> {
  return call('patch', '/rules/{id}', { params: { path: { id } }, body });
}

export function removeRule(id: number): Promise<void> {
  return call('delete', '/rules/{id}', { params: { path: { id } } });
}

export function tryRule(rule: NewRuleBody): Promise<DryRun> {
  return call('post', '/rules/dry-run', { body: { rule } });
}
