import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { canonicalJson, inclusionPath, toHex, treeRoot, utf8 } from './index';

describe('outside Node', () => {
  it('works where there is nothing but ECMAScript and the Encoding standard, with arrays of another realm', async () => {
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, 'index.ts')],
      bundle: true,
      write: false,
      platform: 'neutral',
      format: 'iife',
      globalName: 'merkle',
    });
    const sha256 = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();
    const place = createContext({ TextEncoder, TextDecoder, sha256 });
    runInContext(outputFiles[0]!.text, place);
    const texts = ['one', 'two', 'three'];
    const answer = runInContext(
      `const { utf8, treeRoot, leafHashes, inclusionPath, verifyInclusion, leafHash, toHex, toBase64, canonicalJson } = merkle;
       const data = ${JSON.stringify(texts)}.map(utf8);
       const root = treeRoot(sha256, data);
       const path = inclusionPath(sha256, leafHashes(sha256, data), 1);
       const proof = { leafHash: leafHash(sha256, data[1]), index: 1, count: 3, path, root };
       canonicalJson({ root: toHex(root), path: path.map(toHex), holds: verifyInclusion(sha256, proof), base64: toBase64(data[0]) })`,
      place,
    );
    const data = texts.map(utf8);
    const path = inclusionPath(sha256, data, 1).map(toHex);
    expect(answer).toBe(canonicalJson({ root: toHex(treeRoot(sha256, data)), path, holds: true, base64: 'b25l' }));
  });
});
