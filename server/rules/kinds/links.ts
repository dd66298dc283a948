/** Too many links, links to unwanted hosts, links in a first comment. */
import type { RuleSettingsOf } from '../../../protocol/admin/rules.ts';
import { linkTo, type Rule } from '../case.ts';

export function linksRule({ max, hosts, first }: RuleSettingsOf<'links'>): Rule {
  const unwanted = new Set(hosts?.map(hostOf));
  const isAny = max === undefined && hosts === undefined && !first;
  return facts => async () => {
    const { links } = facts;
    const { website } = facts.asked.author;
    const found = [...links, ...(website === null ? [] : [linkTo(website)])].filter(({ host }) =>
      isOneOf(host, unwanted),
    );
    const hrefs = links.map(({ href }) => href);
    if (found.length > 0) {
      return { detail: `It links to ${found[0]?.host}.`, matches: found.map(({ href }) => href) };
    }
    if (links.length === 0) return undefined;
    if (max !== undefined && links.length > max) {
      return { detail: `It holds ${links.length} links; ${max} are expected.`, matches: hrefs };
    }
    if (first && (await facts.isNew())) return { detail: 'A first comment with a link.', matches: hrefs };
    return isAny ? { detail: `It holds ${links.length} links.`, matches: hrefs } : undefined;
  };
}

/** An owner may write a host as they see it: in their own letters, with a scheme, or with a path behind it. */
function hostOf(text: string): string {
  const url = `http://${text
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/^\*?\./, '')}`;
  return linkTo(url).host || text;
}

/** The host itself, or a name below one. */
function isOneOf(host: string, hosts: ReadonlySet<string>): boolean {
  if (hosts.size === 0) return false;
  for (let rest = host; rest !== ''; ) {
    if (hosts.has(rest)) return true;
    const dot = rest.indexOf('.');
    rest = dot < 0 ? '' : rest.slice(dot + 1);
  }
  return false;
}
