import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types of arguments and answers from schema.graphql, into generated/ (never committed). */
const config: CodegenConfig = {
  schema: 'apps/api/schema.graphql',
  silent: true,
  generates: {
    'apps/api/generated/schema-types.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        enumsAsTypes: true,
        useTypeImports: true,
        skipTypename: true,
        avoidOptionals: false,
        inputMaybeValue: 'T | null | undefined',
        makeResolverTypeCallable: true,
        defaultScalarType: 'unknown',
        strictScalars: true,
        scalars: {
          ID: 'string',
          Gtin: 'string',
          Sscc: 'string',
          Gln: 'string',
          Scan: 'string',
          Date: 'string',
          DateTime: 'string',
          JSON: 'unknown',
        },
      },
    },
  },
};

export default config;
