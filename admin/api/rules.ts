/** Rules of a site: the list, changes of it, and what a rule would have done. */
import type { DryRun, NewRuleBody, Rule, RulePatch } from '../../protocol/admin/rules.ts';
import { request } from './client.ts';

export async function listRules(site: string): Promise<Rule[]> {
  return (await request<{ items: Rule[] }>('/rules', { query: { site } })).items;
}

export function makeRule(body: NewRuleBody): Promise<Rule> {
  return request('/rules', { method: 'POST', body });
}

export function changeRule(id: number, body: RulePatch): Promise<Rule> {
  return request(`/rules/${id}`, { method: 'PATCH', body });
}

export function removeRule(id: number): Promise<void> {
  return request(`/rules/${id}`, { method: 'DELETE' });
}

export function tryRule(rule: NewRuleBody): Promise<DryRun> {
  return request('/rules/dry-run', { method: 'POST', body: { rule } });
}
