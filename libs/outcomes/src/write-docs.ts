// node --import tsx libs/outcomes/src/write-docs.ts
import { writeFileSync } from 'node:fs';
import { renderDocs } from './docs';

writeFileSync(new URL('../../../docs/outcomes.md', import.meta.url), renderDocs());
