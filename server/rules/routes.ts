/** The doors of this room under /api/v1/admin: rules. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import {
  DryRun,
  DryRunBody,
  HOLD_POINTS,
  NewRuleBody,
  Rule,
  RuleList,
  RulePatch,
  RulesQuery,
} from '../../protocol/admin/rules.ts';
import { NumberParams } from '../../protocol/admin/shared.ts';
import { Refusal, unknownSite } from '../errors.ts';
import type { Sites } from '../sites/sites.ts';
import type { Access } from '../staff/guard.ts';
import { actorOf, mayOnSite, requireSite, type Staff, sitesFor } from '../staff/staff.ts';
import type { NewRule, RuleChange, StoredRule } from '../store/contract/rules.ts';
import type { Store } from '../store/store.ts';
import { cleanTitle } from '../text.ts';
import { checkedSettings, shownSettings } from './compile.ts';
import { dryRun } from './dry-run.ts';
import type { Rules } from './rules.ts';

/** More would be asked of each comment. */
const RULES_MAX = 100;

const tags = ['rules'];
const read: { access: Access } = { access: { scope: 'rules:read', role: 'moderator' } };
const write: { access: Access } = { access: { scope: 'rules:write', role: 'admin' } };

export const ruleRoutes: FastifyPluginAsyncTypebox<{
  rooms: { readonly store: Store; readonly sites: Sites; readonly rules: Rules };
}> = async (app, { rooms: { store, sites, rules } }) => {
  const siteOf = (staff: Staff, site: string): string => {
    requireSite(staff, site, () => unknownSite(site));
    return sites.get(site).key;
  };
  const ruleOf = async (staff: Staff, id: number): Promise<StoredRule> => {
    const rule = await store.rules.rule(id);
    if (rule && mayOnSite(staff, rule.site)) return rule;
    throw new Refusal('not_found', `There is no rule ${id}.`);
  };
  const newRule = async (staff: Staff, body: NewRuleBody, isTrial = false): Promise<NewRule> => {
    const { kind, name, enabled = true, action = 'hold', points = action === 'score' ? HOLD_POINTS : 0 } = body;
    const site = siteOf(staff, body.site);
    const settings = await checkedSettings(kind, body.settings, rules.toolsFor(site, isTrial));
    return { site, kind, name: cleanTitle(name ?? undefined), enabled, action, points, settings };
  };

  app.get(
    '/rules',
    {
      config: read,
      schema: {
        summary: 'The rules of a site, or of all of yours, in the order in which they are asked',
        tags,
        querystring: RulesQuery,
        response: { 200: RuleList },
      },
    },
    async request => {
      const { site } = request.query;
      if (site !== undefined) siteOf(request.staff, site);
      const keys = sitesFor(request.staff, site) ?? sites.all().map(({ key }) => key);
      const lists = await Promise.all(keys.map(key => rules.stored(key)));
      return { items: lists.flat().map(shown), next: null };
    },
  );

  app.post(
    '/rules',
    {
      config: write,
      schema: { summary: 'Add a rule, behind the others', tags, body: NewRuleBody, response: { 201: Rule } },
    },
    async (request, reply) => {
      const rule = await newRule(request.staff, request.body);
      if ((await rules.stored(rule.site)).length >= RULES_MAX) {
        throw new Refusal('bad_request', `A site has at most ${RULES_MAX} rules; put two into one, or delete one.`);
      }
      const made = await store.rules.create(rule, actorOf(request.staff));
      rules.forget(made.site);
      reply.code(201);
      return shown(made);
    },
  );

  app.patch(
    '/rules/:id',
    {
      config: write,
      schema: {
        summary: 'Change a rule, or its place in the order',
        description: 'Settings are replaced as a whole; a secret that is sent back as `***` stays as it is.',
        tags,
        params: NumberParams,
        body: RulePatch,
        response: { 200: Rule },
      },
    },
    async request => {
      const before = await ruleOf(request.staff, request.params.id);
      const { settings, name, ...rest } = request.body;
      const change: RuleChange = {
        ...rest,
        ...(name === undefined ? {} : { name: cleanTitle(name ?? undefined) }),
        ...(settings === undefined
          ? {}
          : { settings: await checkedSettings(before.kind, settings, rules.toolsFor(before.site), before.settings) }),
      };
      const after = await store.rules.change(before.id, change, actorOf(request.staff));
      rules.forget(before.site);
      return shown(after);
    },
  );

  app.delete(
    '/rules/:id',
    { config: write, schema: { summary: 'Delete a rule', tags, params: NumberParams } },
    async (request, reply) => {
      const rule = await ruleOf(request.staff, request.params.id);
      await store.rules.remove(rule.id, actorOf(request.staff));
      rules.forget(rule.site);
      return reply.code(204).send();
    },
  );

  app.post(
    '/rules/dry-run',
    {
      config: read,
      schema: {
        summary: 'What a rule would have done to the last comments',
        description: 'It is asked by itself, and changes nothing.',
        tags,
        body: DryRunBody,
        response: { 200: DryRun },
      },
    },
    async request => {
      const { rule, last = 1000 } = request.body;
      const made = await newRule(request.staff, rule, true);
      return dryRun(made, last, rules.toolsFor(made.site, true));
    },
  );
};

function shown({ id, site, kind, name, enabled, action, points, settings }: StoredRule): Rule {
  return { id, site, kind, name, enabled, action, points, settings: shownSettings(kind, settings) };
}
