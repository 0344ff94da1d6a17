const pure = '^lib/(gateway-api|validation|domains|guard|signals|rbac)/';
const adapters = '^lib/(cluster|dns|tls|probe|live|access|db|jobs)/';

/** The directions of ARCHITECTURE.md. Type-only imports count within the house, except where a rule says otherwise. */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'pure-core-stays-pure',
      comment: 'The core runs in the browser and on the server: no Node module, no React, no adapter, no screen.',
      severity: 'error',
      from: { path: pure, pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-core-knows-nobody',
      severity: 'error',
      from: { path: pure, pathNot: '\\.test\\.ts$' },
      to: {
        path: ['^app/', '^components/', '^sandbox/', adapters, '^node_modules/(react|next|undici|@kubernetes)'],
        pathNot: '^lib/outcome\\.ts$',
      },
    },
    { name: 'lib-knows-no-screen', severity: 'error', from: { path: '^lib/' }, to: { path: '^(app|components)/' } },
    { name: 'components-know-no-page', severity: 'error', from: { path: '^components/' }, to: { path: '^app/' } },
    {
      name: 'components-call-no-server',
      comment: 'Pages pass actions in; only types may be taken from adapters.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: adapters, pathNot: '^lib/access/viewer\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'primitives-know-no-product',
      severity: 'error',
      from: { path: '^components/ui/' },
      to: { path: '^(components/(?!ui/)|lib/(?!signals/verdict\\.ts|outcome\\.ts))' },
    },
    {
      name: 'nobody-imports-the-sandbox',
      severity: 'error',
      from: { pathNot: '^(sandbox|e2e|scripts)/' },
      to: { path: '^sandbox/' },
    },
    {
      name: 'sandbox-stands-alone',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^(app|components|lib)/', pathNot: pure },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(server-only|next/)' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^\\.next', '^lib/db/generated', '^\\.signalbox', '^sandbox/modules'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['react-server', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
