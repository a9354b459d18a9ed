import { parseScan } from '@packproof/gs1';
import { cascade } from './cascade';
import type { Decoded, Effort, Pixels } from './decoder';
import type { Engine } from './engine';

export interface DecodeRequest {
  readonly id: number;
  readonly image: Pixels;
  readonly effort: Effort;
}

export type DecodeReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'decoded'; readonly id: number; readonly decoded: Decoded | null; readonly error?: string };

/** The worker's side: starts an engine, says whether it runs, then answers images one after the other. */
export function serveDecoder(start: () => Engine | Promise<Engine>): void {
  const scope = globalThis as unknown as {
    onmessage: ((event: MessageEvent<DecodeRequest>) => void) | null;
    postMessage(reply: DecodeReply): void;
  };
  const starting = (async () =>
    cascade(await start(), { isValidGs1: (scan) => parseScan(scan, { partial: true }).ok }))();
  starting.then(
    () => scope.postMessage({ kind: 'ready' }),
    (error: unknown) => scope.postMessage({ kind: 'failed', reason: String(error) }),
  );
  scope.onmessage = async ({ data: { id, image, effort } }) => {
    try {
      scope.postMessage({ kind: 'decoded', id, decoded: await (await starting).decode(image, effort) });
    } catch (error) {
      scope.postMessage({ kind: 'decoded', id, decoded: null, error: String(error) });
    }
  };
}
