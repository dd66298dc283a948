/** The one door of the admin API: every route under it says who may use it, or the server does not start. */
import type { FastifyInstance } from 'fastify';
import type { Scope, StaffRole } from '../../protocol/admin/shared.ts';
import { Refusal } from '../errors.ts';
import type { Sites } from '../sites/sites.ts';
import { hasRole, hasScope, isFresh, type Staff } from './staff.ts';
import type { StaffAccess } from './staff-access.ts';

/** What a route asks of whoever uses it. */
export interface Access {
  readonly scope: Scope;
  /** The least role that may. */
  readonly role: StaffRole;
  /** Only shortly after they have proved again who they are. Tokens have no such moment: their scopes say it all. */
  readonly stepUp?: boolean;
  /** Not by API keys: what it gives away is more than any scope tells. */
  readonly people?: boolean;
}

/**
 * `open`: for who is not signed in yet. `own`: for everybody who is, about themselves; `own-fresh`: and has proved it lately.
 * `widget`: for the tokens of moderators on a page.
 */
export type RouteAccess = Access | 'open' | 'own' | 'own-fresh' | 'widget';

export interface AdminRoute {
  readonly method: string;
  readonly url: string;
  readonly access: RouteAccess;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess;
  }
  interface FastifyRequest {
    /** Who acts; set on every admin route that is not `open`. */
    staff: Staff;
  }
  interface FastifyInstance {
    /** All routes of the admin API, for the tests that try each as everybody. */
    adminRoutes: AdminRoute[];
  }
}

/** To be called in the scope that holds the admin routes and nothing else, before them. */
export function guard(app: FastifyInstance, rooms: { readonly access: StaffAccess; readonly sites: Sites }): void {
  app.decorateRequest('staff', null as unknown as Staff);
  app.addHook('onRoute', ({ method, url, config }) => {
    const access = config?.access;
    if (access === undefined) throw new Error(`${method} ${url} does not say who may use it`);
    for (const each of [method].flat()) if (each !== 'HEAD') app.adminRoutes.push({ method: each, url, access });
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const access = request.routeOptions.config.access;
    if (access === undefined || request.method === 'OPTIONS') return;
    const { origin } = request.headers;
    if (access === 'open') return rooms.access.requireOwnOrigin(request);
    const staff = await rooms.access.ofRequest(request);
    // A cookie goes with whatever a page sends, so it counts for our own pages alone; a token is sent by who has it.
    if (staff.via === 'session') rooms.access.requireOwnOrigin(request);
    else rooms.sites.admitAny(origin);
    permit(staff, access);
    request.staff = staff;
  });
}

/** @throws Refusal `not_allowed` or `step_up_required`. */
function permit(staff: Staff, access: Exclude<RouteAccess, 'open'>): void {
  if (access === 'widget') {
    if (staff.via === 'widget') return;
    throw new Refusal('not_allowed', 'This is for tokens of the widget on a page.');
  }
  if (access === 'own' || access === 'own-fresh') {
    if (staff.via !== 'session') {
      throw new Refusal('not_allowed', 'This is for people who are signed in, and not for tokens.');
    }
    if (access === 'own-fresh') requireFresh(staff);
    return;
  }
  if (!hasRole(staff, access.role)) {
    throw new Refusal('not_allowed', `Only ${access.role}s may do this, and you are a ${staff.role}.`);
  }
  if (!hasScope(staff, access.scope)) {
    throw new Refusal('not_allowed', `The key lacks the scope ${access.scope}; make one that has it.`);
  }
  if (access.people && staff.scopes !== null) {
    throw new Refusal('not_allowed', 'This is for people, and not for API keys; sign in at /admin/.');
  }
  if (access.stepUp) requireFresh(staff);
}

function requireFresh(staff: Staff): void {
  if (isFresh(staff)) return;
  throw new Refusal('step_up_required', 'Prove again who you are, with POST /api/v1/admin/session/step-up.');
}
