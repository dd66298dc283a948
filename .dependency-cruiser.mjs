/** Import direction: main -> commands -> app -> rooms -> store contract -> protocol, and no circles. */

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    rule('no-circles', 'A circle has no top to read from.', {}, { circular: true }),
    rule(
      'protocol-is-the-floor',
      'Server and widget stand on it.',
      { path: '^protocol/' },
      { path: '^(server|widget|admin|scripts|test)/' },
    ),
    rule(
      'widget-takes-types',
      'The widget bundles only files without imports; the rest of protocol/ is types to it.',
      { path: '^widget/' },
      { path: '^protocol/', pathNot: '^protocol/(limits|codes|ids)\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'widget-knows-no-server',
      'They meet in protocol/ alone.',
      { path: '^widget/' },
      { path: '^(server|node_modules/(?!lit|@lit))' },
    ),
    rule('server-knows-no-widget', 'They meet in protocol/ alone.', { path: '^server/' }, { path: '^(widget|admin)/' }),
    rule(
      'admin-takes-types',
      'The dashboard bundles only files without imports; the rest of protocol/ is types to it.',
      { path: '^admin/' },
      { path: '^protocol/', pathNot: '^protocol/(limits|codes|ids)\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'admin-knows-no-server',
      'It does what the public REST API does, and has no back door.',
      { path: '^admin/' },
      { path: '^(server|widget|node_modules/(?!lit|@lit|@simplewebauthn/browser))' },
    ),
    rule(
      'dashboard-asks-in-one-place',
      'Every request is one of the typed client’s, in admin/api/.',
      { path: '^admin/', pathNot: '^admin/api/' },
      { path: '^client/' },
    ),
    rule(
      'bundled-values-import-nothing',
      'The widget pays for whatever these import.',
      { path: '^protocol/(limits|codes|ids)\\.ts$' },
      { path: '.' },
    ),
    rule(
      'client-knows-the-api',
      'It is made from what the server says of itself, and from nothing else of it.',
      { path: '^client/' },
      { path: '^(protocol|server|widget|admin|scripts|test)/' },
    ),
    rule(
      'store-knows-no-room',
      'What is true knows nobody above it.',
      { path: '^server/store/' },
      { path: '^server/', pathNot: '^server/(store/|errors\\.ts$|lru\\.ts$)' },
    ),
    rule(
      'one-place-picks-the-store',
      'Only the composition root and commands know a database.',
      { path: '^server/', pathNot: '^server/(app\\.ts|commands/|store/sqlite/)' },
      { path: '^server/store/.+/', pathNot: '^server/store/contract/' },
    ),
    rule(
      'rooms-know-no-sockets',
      'What is said knows nothing of who hears of it.',
      { path: '^server/(accounts|comments|feedback|moderation|people|privacy|search|sites|store|threads|jobs)/' },
      { path: '^server/(live|pages|plugins)/' },
    ),
    rule(
      'app-is-the-top',
      'Rooms do not reach up.',
      { path: '^server/', pathNot: '^server/(main\\.ts|commands/)' },
      { path: '^server/(main|app)\\.ts$|^server/commands/', pathNot: '^server/app\\.ts$' },
    ),
    rule(
      'one-markdown',
      'One producer of content trees and HTML.',
      { path: '^server/', pathNot: '^server/comments/markdown(-rules)?\\.ts$' },
      { path: '^node_modules/markdown-it' },
    ),
    rule(
      'one-database-driver',
      'SQL stands under store/ alone.',
      { path: '^server/', pathNot: '^server/store/sqlite/' },
      { path: '^node_modules/better-sqlite3' },
    ),
    rule('nothing-unresolved', 'Every import exists.', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'server/tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
