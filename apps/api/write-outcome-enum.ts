import { readFileSync, writeFileSync } from 'node:fs';
import { OUTCOME_CODES } from '@packproof/outcomes';

/** The Outcome enum of schema.graphql comes from the catalogue; a spec fails when it is stale. */
export const withOutcomes = (schema: string): string =>
  schema.replace(
    /^enum Outcome \{[^}]*\}/m,
    `enum Outcome {\n${OUTCOME_CODES.map((code) => `  ${code}`).join('\n')}\n}`,
  );

if (process.argv[1] === import.meta.filename) {
  const file = `${import.meta.dirname}/schema.graphql`;
  writeFileSync(file, withOutcomes(readFileSync(file, 'utf8')));
}
