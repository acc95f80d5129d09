// The house has floors: a folder of src/ imports itself and those before it in this list, never those after.
const layers = ['kernel', 'programme', 'access', 'registry', 'liaison', 'duties', 'cases', 'records', 'whistles']
layers.push('assessment', 'insight', 'publications', 'interop')

const test = '\\.test\\.tsx?$'
const ours = '^(src|web|test|bench|scripts)/'

/** From anywhere in the folder, tests aside, only to the floors named. */
const floor = (name, i) => ({
  name: `layer-${name}`,
  comment: `src/${name} may import ${layers.slice(0, i + 1).join(', ')} and nothing above`,
  severity: 'error',
  from: { path: `^src/${name}/`, pathNot: test },
  to: { path: ours, pathNot: `^src/(${layers.slice(0, i + 1).join('|')})/` },
})

const server = '(pg|kysely|pg-boss|hono|@hono|better-auth|pino|prom-client|sharp)'

module.exports = {
  forbidden: [
    ...layers.map(floor),
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'pure-rules',
      comment: 'a rule takes facts and time as arguments: no database, no HTTP, no clock',
      severity: 'error',
      from: { path: '^src/.+/(lifecycle|deadline|figures|first-round|rules[^/]*)\\.ts$' },
      to: {
        path: [
          '^src/kernel/(clock|ids|database|migrate|embedded-postgres|app|http|jobs|outbox)',
          '/(store|service|api|jobs)\\.tsx?$',
          `^node_modules/${server}/`,
          '^(node:)?(fs|net|http|https|child_process|worker_threads)($|/)',
        ],
      },
    },
    {
      name: 'model-is-shared-with-the-web',
      comment: 'a model.ts is bundled into the console too: shapes only',
      severity: 'error',
      from: { path: '^src/[^/]+/model\\.ts$' },
      to: { path: [`^node_modules/${server}/`, '/(store|service|api|jobs)\\.tsx?$', '^src/kernel/database'] },
    },
    {
      name: 'model-without-node',
      severity: 'error',
      from: { path: '^src/[^/]+/model\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'console-knows-models-only',
      comment:
        'the console imports model.ts, vocabulary.ts, the lifecycle table, the rules of masking, the blanks of prepared words, the tokens and its generated client',
      severity: 'error',
      from: { path: '^web/console/', pathNot: test },
      to: {
        path: '^(src|test|bench|scripts|web/citizen)/',
        pathNot: [
          '^src/([^/]+|registry/import)/model\\.ts$',
          '^src/cases/lifecycle\\.ts$',
          '^src/[^/]+/vocabulary\\.ts$',
          // what the form shows while one types is what the server looks for afterwards
          '^src/cases/redact/(kinds|suggest|mask)\\.ts$',
          // a file of outlines is read where it lies, by the rules the server then asks again
          '^src/registry/boundaries\\.ts$',
          '^src/cases/templates/(placeholders|fit)\\.ts$',
          // what a list can show and do at once: the server asks the same
          '^src/cases/(list-columns|bulk-actions)\\.ts$',
          '^src/kernel/csv\\.ts$',
        ],
      },
    },
    {
      name: 'citizen-without-console',
      severity: 'error',
      from: { path: '^web/citizen/' },
      to: { path: '^web/(console|field)/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      // a benchmark stands outside as a test does, and uses the same sandboxes
      from: { path: ours, pathNot: [test, '^test/', '^bench/'] },
      to: { path: [test, '^test/'] },
    },
  ],
  options: {
    parser: 'swc', // without a JavaScript API TypeScript 7 cannot be asked, and nothing would be cruised
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
}
