/** All screens: where they are, who may see them, and how they are drawn; each is loaded when it is first opened. */
import { html, type TemplateResult } from 'lit';
import type { StaffRole } from '../../protocol/admin/shared.ts';
import type { Key } from '../i18n/index.ts';
import type { Icon } from '../parts/icons.ts';
import type { Me } from '../parts/screen.ts';

/** What every screen is given. */
export interface Given {
  readonly session: Me;
  readonly site: string | null;
  readonly path: string;
}

interface ScreenEntry {
  /** The first part of its path below /admin/. */
  readonly name: string;
  readonly label: Key;
  readonly icon: Icon;
  /** The least role that sees it. */
  readonly role: StaffRole;
  readonly group: 'work' | 'owner' | 'you';
  readonly load: () => Promise<unknown>;
  readonly draw: (given: Given) => TemplateResult;
}

export const SCREENS: readonly ScreenEntry[] = [
  {
    name: 'queue',
    label: 'nav.queue',
    icon: 'inbox',
    role: 'moderator',
    group: 'work',
    load: () => import('./queue/screen.ts'),
    draw: ({ session, site, path }) =>
      html`<lc-queue-screen .session=${session} .site=${site} .path=${path}></lc-queue-screen>`,
  },
  {
    name: 'people',
    label: 'nav.people',
    icon: 'people',
    role: 'moderator',
    group: 'work',
    load: () => import('./people/screen.ts'),
    draw: ({ session, site, path }) =>
      html`<lc-people-screen .session=${session} .site=${site} .path=${path}></lc-people-screen>`,
  },
  {
    name: 'threads',
    label: 'nav.threads',
    icon: 'thread',
    role: 'moderator',
    group: 'work',
    load: () => import('./threads/screen.ts'),
    draw: ({ session, site, path }) =>
      html`<lc-threads-screen .session=${session} .site=${site} .path=${path}></lc-threads-screen>`,
  },
  {
    name: 'rules',
    label: 'nav.rules',
    icon: 'rules',
    role: 'moderator',
    group: 'work',
    load: () => import('./rules/screen.ts'),
    draw: ({ session, site, path }) =>
      html`<lc-rules-screen .session=${session} .site=${site} .path=${path}></lc-rules-screen>`,
  },
  {
    name: 'stats',
    label: 'nav.stats',
    icon: 'chart',
    role: 'moderator',
    group: 'work',
    load: () => import('./stats/screen.ts'),
    draw: ({ session, site, path }) =>
      html`<lc-stats-screen .session=${session} .site=${site} .path=${path}></lc-stats-screen>`,
  },
  {
    name: 'sites',
    label: 'nav.sites',
    icon: 'site',
    role: 'moderator',
    group: 'owner',
    load: () => import('./sites/screen.ts'),
    draw: ({ session, site, path }) =>
      html`<lc-sites-screen .session=${session} .site=${site} .path=${path}></lc-sites-screen>`,
  },
  {
    name: 'team',
    label: 'nav.team',
    icon: 'team',
    role: 'admin',
    group: 'owner',
    load: () => import('./team/screen.ts'),
    draw: ({ session, site, path }) =>
      html`<lc-team-screen .session=${session} .site=${site} .path=${path}></lc-team-screen>`,
  },
  {
    name: 'keys',
    label: 'nav.keys',
    icon: 'key',
    role: 'admin',
    group: 'owner',
    load: () => import('./keys/screen.ts'),
    draw: ({ session, site, path }) =>
      html`<lc-keys-screen .session=${session} .site=${site} .path=${path}></lc-keys-screen>`,
  },
  {
    name: 'webhooks',
    label: 'nav.webhooks',
    icon: 'hook',
    role: 'admin',
    group: 'owner',
    load: () => import('./webhooks/screen.ts'),
    draw: ({ session, site, path }) =>
      html`<lc-webhooks-screen .session=${session} .site=${site} .path=${path}></lc-webhooks-screen>`,
  },
  {
    name: 'audit',
    label: 'nav.audit',
    icon: 'log',
    role: 'admin',
    group: 'owner',
    load: () => import('./audit/screen.ts'),
    draw: ({ session, site, path }) =>
      html`<lc-audit-screen .session=${session} .site=${site} .path=${path}></lc-audit-screen>`,
  },
  {
    name: 'account',
    label: 'nav.account',
    icon: 'account',
    role: 'moderator',
    group: 'you',
    load: () => import('./account/screen.ts'),
    draw: ({ session, site, path }) =>
      html`<lc-account-screen .session=${session} .site=${site} .path=${path}></lc-account-screen>`,
  },
];

const RANK: Readonly<Record<StaffRole, number>> = { moderator: 1, admin: 2, owner: 3 };

/** The screens that somebody of this role may open. */
export function screensFor({ role }: Me): readonly ScreenEntry[] {
  return SCREENS.filter(screen => RANK[role] >= RANK[screen.role]);
}
