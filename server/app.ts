/** The composition root: store, rooms and doors, put together in visible order; the tests build it too. */
import Fastify, { type FastifyInstance, type FastifyReply, LogController } from 'fastify';
import { REQUEST_MAX_BYTES } from '../protocol/limits.ts';
import { Accounts } from './accounts/accounts.ts';
import { LookAlikes } from './accounts/lookalikes.ts';
import { accountRoutes } from './accounts/routes.ts';
import { Seal } from './accounts/seal.ts';
import { readSecret } from './accounts/secret.ts';
import { auditRoutes } from './audit/routes.ts';
import { Comments } from './comments/comments.ts';
import { Pages } from './comments/pages.ts';
import { Reading } from './comments/reading.ts';
import { readingRoutes } from './comments/reading-routes.ts';
import { commentRoutes } from './comments/routes.ts';
import { ShadowFeedback } from './comments/shadow.ts';
import type { Config } from './config.ts';
import { Cards } from './desk/card.ts';
import { LiveDesk } from './desk/live-desk.ts';
import { deskRoutes } from './desk/routes.ts';
import { problemOf, Refusal } from './errors.ts';
import { Feedback } from './feedback/feedback.ts';
import { feedbackRoutes } from './feedback/routes.ts';
import { JobRunner } from './jobs/runner.ts';
import { LiveConnections } from './live/connections.ts';
import { Hub } from './live/hub.ts';
import { LiveMetrics } from './live/metrics.ts';
import { liveRoutes } from './live/routes.ts';
import { loggerOptions } from './logger.ts';
import { Mailer } from './mail/mailer.ts';
import { mailRoutes } from './mail/routes.ts';
import { avatarRoutes, pictureRoute } from './members/avatar-routes.ts';
import { MemberCookies } from './members/cookie.ts';
import { Members } from './members/members.ts';
import { profileRoutes } from './members/profile-routes.ts';
import { openProfiles } from './members/rooms.ts';
import { sessionRoutes } from './members/routes.ts';
import { viewerRoutes } from './members/viewer-routes.ts';
import { decisionRoutes } from './moderation/decision-routes.ts';
import { Moderation } from './moderation/moderation.ts';
import { moderationRoutes } from './moderation/routes.ts';
import { Outbound } from './outbound/http.ts';
import { adminPage } from './pages/admin.ts';
import { assets } from './pages/assets.ts';
import { demo } from './pages/demo.ts';
import { feed } from './pages/feed.ts';
import { threadPage } from './pages/thread.ts';
import { Bans } from './people/bans.ts';
import { peopleRoutes } from './people/routes.ts';
import { closeRefused, edge, isWebSocket } from './plugins/edge.ts';
import { idempotency } from './plugins/idempotency.ts';
import { healthRoutes, Metrics } from './plugins/metrics.ts';
import { openapi, openapiPages } from './plugins/openapi.ts';
import { rateHeaders } from './plugins/rate-headers.ts';
import { stopper } from './plugins/stop.ts';
import { Networks } from './privacy/networks.ts';
import { ownDataRoutes } from './privacy/own-data-routes.ts';
import { personRoutes } from './privacy/person-routes.ts';
import { Retention } from './privacy/retention.ts';
import { openPrivacy } from './privacy/rooms.ts';
import { formRoutes } from './rules/form-routes.ts';
import { ruleRoutes } from './rules/routes.ts';
import { Rules } from './rules/rules.ts';
import { searchRoutes } from './search/routes.ts';
import { MailLinks } from './sign-in/mail-links.ts';
import { mailLinkRoutes } from './sign-in/mail-routes.ts';
import { oauthRoutes } from './sign-in/oauth-routes.ts';
import { providerRoutes } from './sign-in/provider-routes.ts';
import { openOAuth } from './sign-in/rooms.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { Sso } from './sign-in/sso.ts';
import { ssoKeyRoutes } from './sign-in/sso-key-routes.ts';
import { SsoKeys } from './sign-in/sso-keys.ts';
import { ssoRoutes } from './sign-in/sso-routes.ts';
import { Ways } from './sign-in/ways.ts';
import { siteRoutes } from './sites/routes.ts';
import { Sites } from './sites/sites.ts';
import { guard } from './staff/guard.ts';
import { openStaff } from './staff/rooms.ts';
import { staffRoutes } from './staff/routes.ts';
import { statsRoutes } from './stats/routes.ts';
import { MERGE_THREADS, type Merge } from './store/contract/threads.ts';
import { openSqliteStore } from './store/sqlite/store.ts';
import { CLAIM, ERASE_PERSON, ERASE_TRASH, INDEX_SEARCH, LEARN, type Place, PRUNE_EVENTS } from './store/store.ts';
import { Closing } from './threads/closing.ts';
import { Prefixes } from './threads/prefixes.ts';
import { threadRoutes } from './threads/routes.ts';
import { Threads } from './threads/threads.ts';
import { Visitors } from './visitors.ts';
import { Dispatcher } from './webhooks/dispatcher.ts';
import { webhookRoutes } from './webhooks/routes.ts';
import { Webhooks } from './webhooks/webhooks.ts';

/**
 * A client that reads nothing of its answer for this long is cut off; Node looks twice before it believes that nothing
 * moves. An event stream beats more often.
 */
const UNREAD_MS = 25_000;

/**
 * Builds the whole server, ready to listen; `close()` drains it: posts under way are answered, sockets are told to
 * come back, the database is closed.
 * @throws StartError with a sentence for the operator.
 */
export async function buildApp(config: Config): Promise<FastifyInstance> {
  const app = Fastify({
    logger: loggerOptions(config.logLevel),
    // Requests are counted in metrics; a line for each would hold addresses and thread keys.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    bodyLimit: REQUEST_MAX_BYTES,
    // A client that sends its request drop by drop must not hold a connection for ever.
    requestTimeout: 15_000,
    http: {
      headersTimeout: 10_000,
      connectionsCheckingInterval: 5_000,
      maxHeaderSize: 8 * 1024,
      // Whoever offers another protocol, such as h2c, gets a plain answer, as RFC 9110 allows.
      shouldUpgradeCallback: isWebSocket,
    },
    forceCloseConnections: 'idle',
    // Requests are not logged, so a logger for each has nothing to say that the server’s own does not.
    childLoggerFactory: (logger, bindings, options) => (options.level ? logger.child(bindings, options) : logger),
    // An emoji of many parts takes this much in an address.
    routerOptions: { maxParamLength: 300 },
    // A broken address never reaches a route, so not the error handler either.
    frameworkErrors: (_error, request, reply: FastifyReply) => {
      closeRefused(request, reply);
      const refusal = new Refusal('bad_request', 'The address of the request cannot be read.');
      reply.code(refusal.status).type('application/problem+json').send(problemOf(refusal));
    },
  });
  const reportError = (error: unknown) => app.log.error({ err: error }, 'a request could not be done');

  const store = await openSqliteStore({ dataDir: config.dataDir, warn: sentence => app.log.warn(sentence) });
  try {
    const sites = await Sites.open(store, [...config.allowedOrigins, ...ownOrigins(config)]);
    const visitors = new Visitors({ enabled: config.rateLimits });
    const secret = readSecret(config.dataDir);
    const { adminToken, publicUrl } = config;
    const staff = openStaff({ people: store.staff, secret, adminToken, publicUrl });
    const { access } = staff;
    const lookAlikes = new LookAlikes(store);
    const bans = await Bans.open(store);
    const members = new Members({ store: store.members, secret, lookAlikes, bans });
    const accounts = new Accounts({ store, secret, staff: access, members, lookAlikes });
    const memberCookies = new MemberCookies({ sites, publicUrl });
    const answers = new Seal(secret, 'answers');
    const { dataDir } = config;
    const people = openProfiles({
      ...{ store, dataDir, accounts, members, lookAlikes, bans, sites, visitors, reportError },
    });
    const privacy = openPrivacy({ people, dataDir, bans, answers, reportError });
    const returned = await privacy.erase.replay();
    if (returned > 0) {
      app.log.warn(`${returned} people were erased anew, whom an older database had brought back`);
      await bans.reload();
    }
    await people.avatars.sweep();
    const outbound = new Outbound(config.allowPrivateTargets);
    const rules = new Rules({ store, secret, outbound, isLimited: config.rateLimits });
    const shadow = new ShadowFeedback(store);
    const ways = new Ways({ store: store.signIns, sites, canMail: config.mail !== undefined });
    await ways.reload();
    const { oauth, codes, providers, seal } = openOAuth({
      ...{ store: store.signIns, secret, outbound, ways },
      warn: (provider, reason) => app.log.warn({ provider, reason }, 'a provider did not confirm a sign-in'),
    });
    const ssoSeal = new Seal(secret, 'sso');
    const ssoKeys = new SsoKeys({ store: store.signIns, seal: ssoSeal, onChange: () => ways.reload() });
    const sso = new Sso({ store: store.signIns, keys: ssoKeys, members, sites });
    const comments = new Comments({ store, accounts, sites, visitors, bans, rules, shadow, ways });
    const pages = new Pages(comments);
    sites.onChange(() => pages.clear());
    ways.onChange(() => pages.clear());
    const networks = new Networks();
    const feedback = new Feedback({ store, sites, visitors, comments, bans, shadow, networks });
    const moderation = new Moderation({ store, sites, visitors, comments, bans, rules, shadow });
    const reading = new Reading({ store, sites, shadow, ways });
    const cards = new Cards({ store, sites, bans });
    const webhookSeal = new Seal(secret, 'webhooks');
    const webhooks = new Webhooks({ store, sites, outbound, seal: webhookSeal });
    const dispatcher = new Dispatcher({ store, outbound, seal: webhookSeal, reportError });

    const metrics = new Metrics();
    metrics.watchStore(store);
    const mailer = config.mail && new Mailer(config.mail, metrics.registry);
    const mailLinks = new MailLinks({
      store: store.signIns,
      sites,
      bans,
      ways,
      mailer,
      secret,
      isLimited: config.rateLimits,
    });
    const liveMetrics = new LiveMetrics(metrics.registry);
    const hub = new Hub(store, sites, liveMetrics);
    const connections = new LiveConnections(liveMetrics);
    const desk = new LiveDesk({ store, metrics: liveMetrics, reportError });
    access.onRevoked(isOver => desk.revoke(isOver));
    const threads = new Threads({ store, sites, hub });
    const prefixes = new Prefixes({ store, threads });
    const jobs = new JobRunner(
      store,
      {
        [PRUNE_EVENTS]: async payload => {
          const { seq, ...place } = payload as Place & { seq: number };
          await store.pruneEvents(place, seq);
        },
        [INDEX_SEARCH]: () => store.indexSearch(),
        [LEARN]: payload => rules.learn((payload as { comment: string }).comment),
        [MERGE_THREADS]: payload => threads.finish(payload as Merge),
        [ERASE_PERSON]: payload => privacy.erase.finish((payload as { id: string }).id),
        [CLAIM]: payload => members.claimAll(payload as { guest: string; member: string }),
        [ERASE_TRASH]: payload => store.moderation.eraseTrash((payload as { comment: number }).comment),
      },
      reportError,
    );
    store.onCommit(commit => {
      // Before anybody hears of it: who then asks must not get what was there before.
      pages.forget(commit.places);
      hub.announce(commit);
      desk.announce(commit);
      jobs.wake();
      dispatcher.wake();
      metrics.observeCommit(commit);
    });

    const closing = new Closing({ store, sites, reportError });
    const retention = new Retention({ store, sites, reportError });

    // Not for the server as a whole: a socket that once had such a timer pays for it with every write, and WebSockets, which
    // never come by here, have a heartbeat of their own.
    app.server.on('request', request => request.socket.setTimeout(UNREAD_MS));

    let draining = false;
    const stop = stopper(app.server);
    app.addHook('preClose', async () => {
      draining = true;
      mailer?.drain();
      // Whoever is sent away would come back to a server that listens, and wait there for nothing.
      const stopped = stop();
      await Promise.all([connections.drain(), desk.drain()]);
      await stopped;
    });
    app.addHook('onClose', async () => {
      hub.close();
      visitors.close();
      mailer?.close();
      await people.avatars.stop();
      await closing.stop();
      await retention.stop();
      networks.stop();
      await jobs.stop();
      await dispatcher.stop();
      await store.close();
    });

    await openapi(app);
    await app.register(edge, { sites, visitors });
    await app.register(accountRoutes, { prefix: '/api/v1', rooms: { accounts, sites, visitors } });
    const sessionRooms = { accounts, members, memberCookies, sites, visitors };
    await app.register(sessionRoutes, { prefix: '/api/v1', rooms: sessionRooms });
    await app.register(mailLinkRoutes, { prefix: '/api/v1', rooms: { ...sessionRooms, mailLinks } });
    await app.register(signInRoutes, { prefix: '/api/v1', rooms: { ...sessionRooms, ways, codes } });
    await app.register(oauthRoutes, { prefix: '/api/v1', rooms: { oauth, seal, sites, visitors, publicUrl } });
    await app.register(ssoRoutes, { prefix: '/api/v1', rooms: { sso, accounts, sites, visitors } });
    await app.register(profileRoutes, { prefix: '/api/v1', rooms: people });
    await app.register(avatarRoutes, { prefix: '/api/v1', rooms: people });
    await app.register(ownDataRoutes, { prefix: '/api/v1', rooms: { ...people, ...privacy } });
    await app.register(viewerRoutes, { prefix: '/api/v1', rooms: people });
    await app.register(pictureRoute, { rooms: people });
    await app.register(commentRoutes, { prefix: '/api/v1', rooms: { accounts, comments, pages, sites, store } });
    await app.register(formRoutes, { prefix: '/api/v1', rooms: { accounts, rules, sites } });
    await app.register(feedbackRoutes, { prefix: '/api/v1', rooms: { accounts, feedback } });
    await app.register(moderationRoutes, { prefix: '/api/v1', rooms: { accounts, moderation } });
    await app.register(readingRoutes, { prefix: '/api/v1', rooms: { accounts, reading, sites, visitors } });
    await app.register(searchRoutes, { prefix: '/api/v1', rooms: { accounts, sites, store, shadow, visitors } });
    await liveRoutes(app, {
      store,
      hub,
      accounts,
      comments,
      sites,
      visitors,
      metrics: liveMetrics,
      connections,
      reportError,
    });
    const rooms = {
      store,
      threads,
      prefixes,
      accounts,
      access,
      sites,
      visitors,
      comments,
      moderation,
      bans,
      rules,
      hub,
      outbound,
      webhooks,
      cards,
      publicUrl: config.publicUrl,
      desk,
    };
    app.decorate('adminRoutes', []);
    app.decorate('setUpLink', (url: string) => staff.setUp.link(url));
    members.listen({
      revoked: member => connections.revoke({ member }),
      changed: viewer => {
        // A comment tells who its author is now.
        pages.clear();
        connections.update(viewer);
      },
      claimed: async guest => {
        connections.revoke({ guest });
        // What a guest was banned for, the member is, before they can write.
        await bans.reload();
      },
    });
    privacy.erase.listen(ids => {
      pages.clear();
      for (const guest of ids) connections.revoke({ guest });
    });
    bans.onChange(() => void connections.tellBans().catch(reportError));
    access.onRevoked(staff => {
      connections.revoke({ staff });
      // A comment tells its author’s role.
      pages.clear();
    });
    await app.register(
      async admin => {
        guard(admin, { access, sites });
        rateHeaders(admin, { visitors });
        idempotency(admin, { store, seal: answers });
        await admin.register(staffRoutes, { rooms: { staff, sites, visitors, audit: store.audit } });
        await admin.register(siteRoutes, { rooms });
        await admin.register(providerRoutes, { rooms: { providers, sites, publicUrl } });
        await admin.register(ssoKeyRoutes, { rooms: { ssoKeys, sites } });
        await admin.register(decisionRoutes, { rooms });
        await admin.register(deskRoutes, { rooms });
        await admin.register(peopleRoutes, { rooms });
        await admin.register(personRoutes, { rooms: privacy });
        await admin.register(threadRoutes, { rooms });
        await admin.register(ruleRoutes, { rooms });
        await admin.register(webhookRoutes, { rooms });
        await admin.register(auditRoutes, { rooms });
        await admin.register(statsRoutes, { rooms });
        await admin.register(mailRoutes, { rooms: { mailer } });
      },
      { prefix: '/api/v1/admin' },
    );
    await app.register(threadPage, { comments, sites, publicUrl: config.publicUrl });
    await app.register(feed, { reading, sites, publicUrl: config.publicUrl });
    await openapiPages(app);
    healthRoutes(app, { metrics, store, isDraining: () => draining });
    await assets(app);
    await adminPage(app);
    await demo(app, config);
    await app.ready();
    dispatcher.wake();
    jobs.wake();
    return app;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Our own pages; where the server listens on all addresses, only PUBLIC_URL knows what browsers call it. */
function ownOrigins(config: Config): string[] {
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return [config.publicUrl ?? new URL(`http://${host}:${config.port}`).origin];
}
