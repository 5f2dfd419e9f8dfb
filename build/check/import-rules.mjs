import { rooms } from './rooms.mjs';

/** Tests may start the real thing of another room and use the test libraries; a tool's configuration may import the tool. */
const testFiles = '\\.test\\.tsx?$|/testing/|\\.config\\.ts$';

/**
 * The path of an npm package as the dependency walker resolves it.
 *
 * @param {string} name
 */
function packagePattern(name) {
  const escaped = name.replaceAll('/', '\\/').replaceAll('.', '\\.');
  return name.endsWith('/') ? `node_modules/${escaped}` : `node_modules/${escaped}(/|$)`;
}

/** @param {import('./rooms.mjs').Room} room */
function rulesOf(room) {
  const allowedRooms = [
    room.path,
    ...rooms.filter((other) => room.mayImport.includes(other.name)).map((other) => other.path),
  ];
  // better-sqlite3 and vite resolve an npm alias to its real folder name.
  const allowedPackages = [
    ...room.packages,
    '@types/',
    ...(room.packages.includes('better-sqlite3') ? ['better-sqlite3-multiple-ciphers'] : []),
  ];
  /** @type {object[]} */
  const rules = [
    {
      name: `${room.name}-rooms`,
      comment: `The room "${room.name}" may import only: itself, ${room.mayImport.join(', ') || 'nothing else'} (build/check/rooms.mjs).`,
      severity: 'error',
      from: { path: room.path, pathNot: testFiles },
      to: {
        pathNot: [...allowedRooms, 'node_modules'],
        dependencyTypesNot: ['core', 'npm', 'npm-dev', 'npm-peer', 'npm-optional'],
      },
    },
    {
      name: `${room.name}-packages`,
      comment: `The room "${room.name}" may use only the packages that build/check/rooms.mjs lists for it.`,
      severity: 'error',
      from: { path: room.path, pathNot: testFiles },
      to: {
        path: 'node_modules',
        pathNot: [...allowedPackages.map(packagePattern), 'node_modules/@onthaal/'],
      },
    },
  ];
  if (!room.node) {
    rules.push({
      name: `${room.name}-no-node`,
      comment: `The room "${room.name}" runs where Node is not; it may not import Node's modules.`,
      severity: 'error',
      from: { path: room.path, pathNot: `${testFiles}|^contract/graphql/generate\\.ts$` },
      to: { dependencyTypes: ['core'] },
    });
  }
  return rules;
}

export default {
  forbidden: [
    ...rooms.flatMap(rulesOf),
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one idea, or the shared part wants a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'unresolvable',
      comment: 'Unresolvable imports break only at run time.',
      severity: 'error',
      from: { pathNot: '^build/' },
      to: { couldNotResolve: true, path: '^\\.' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(out|dist)/|\\.d\\.ts$' },
    parser: 'swc',
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
