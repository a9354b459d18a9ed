// npm run rebuild: drops the read model, projects it again from the ledger, and compares.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, generate, install, root } from './setup.mjs';

await install();
await generate();
await build();
const { rebuild } = await import(pathToFileURL(join(root, 'tools/dist/serve.mjs')).href);
process.exitCode = await rebuild({ root });
