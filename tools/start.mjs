// npm start: whatever is missing, then everything that PackProof is, in one terminal. Every step can be repeated.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, generate, install, root } from './setup.mjs';

try {
  await install();
  await generate();
  await build();
  const { serve } = await import(pathToFileURL(join(root, 'tools/dist/serve.mjs')).href);
  await serve({ root });
} catch (error) {
  console.error(`\nPackProof could not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
