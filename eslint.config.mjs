// ESLint is here for one thing: who may import whom. Everything else is Biome's.
import nx from '@nx/eslint-plugin';
import parser from '@typescript-eslint/parser';

const room = (name, ...allowed) => ({
  sourceTag: `room:${name}`,
  onlyDependOnLibsWithTags: allowed.map((other) => `room:${other}`),
});

// Specs may use the builders and the suite; nothing that ships may.
const boundaries = (forSpecs) => {
  const also = forSpecs
    ? ['test-data', 'ledger-testkit', 'contract', 'merkle', 'gs1', 'outcomes', 'ledger', 'database']
    : [];
  return [
    room('outcomes', ...also),
    room('gs1', 'outcomes', ...also),
    room('merkle', 'outcomes', ...also),
    room('contract', 'gs1', 'merkle', 'outcomes', ...also),
    room('ledger', 'contract', ...also),
    room('database', ...also),
    room('ledger-embedded', 'ledger', 'contract', 'merkle', 'database', ...also),
    room('read-model', 'ledger', 'contract', 'gs1', 'merkle', 'outcomes', 'database', ...also),
    room('client', 'outcomes', ...also),
    room('ui', 'client', 'outcomes', ...also),
    room('tools', 'merkle', 'contract', 'outcomes', 'database', ...also),
    room('ledger-testkit', 'ledger', 'contract', 'gs1', 'merkle', 'outcomes', 'test-data'),
    room('test-data', 'ledger', 'contract', 'gs1', 'merkle', 'outcomes'),
    room(
      'api',
      'outcomes',
      'gs1',
      'merkle',
      'contract',
      'ledger',
      'ledger-embedded',
      'read-model',
      'database',
      ...also,
      // A proof that the API gives is checked by the tool that strangers use.
      ...(forSpecs ? ['tools'] : []),
    ),
    room('scanner', 'client', 'gs1', 'merkle', 'outcomes', 'ui', ...also),
    room('portal', 'client', 'gs1', 'merkle', 'outcomes', 'ui', ...also),
    room(
      'bench',
      'outcomes',
      'gs1',
      'merkle',
      'contract',
      'ledger',
      'ledger-embedded',
      'read-model',
      'database',
      'test-data',
      'api',
      // Its decoders are measured.
      'scanner',
    ),
    room('e2e', 'outcomes', 'gs1', 'merkle', 'contract', 'ledger', 'database', 'test-data', 'api'),
  ];
};

const rule = (forSpecs) => ({
  '@nx/enforce-module-boundaries': [
    'error',
    { enforceBuildableLibDependency: false, allow: [], depConstraints: boundaries(forSpecs) },
  ],
});

const specs = ['**/*.spec.ts', '**/*.spec.tsx', '**/*.e2e.ts', 'libs/*/test/**', 'apps/*/test/**'];

export default [
  // Build files may read what stands beside this one; nothing that ships imports them.
  { ignores: ['**/dist', '**/generated', '**/node_modules', '**/.nx', '**/.packproof', 'apps/*/vite.config.ts'] },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mts'],
    ignores: specs,
    languageOptions: { parser },
    plugins: { '@nx': nx },
    rules: rule(false),
  },
  { files: specs, languageOptions: { parser }, plugins: { '@nx': nx }, rules: rule(true) },
];
