import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// Vectors of an independent script, kept outside the project. Without them specs say so; in CI that is a failure.
const folder = process.env.PACKPROOF_VECTORS ?? join(import.meta.dirname, '../../../../shared/vectors');
const file = join(folder, 'packproof/vectors.json');

export const present = existsSync(file);
if (!present) console.warn(`contract: independent vectors not found (${file}); set PACKPROOF_VECTORS`);
// biome-ignore lint/suspicious/noExplicitAny: data of whatever shape its script gave it
export const vectors: any = present ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
export const mayBeAbsent = process.env.CI !== 'true';
