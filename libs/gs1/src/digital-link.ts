import type { Collector } from './reading';

export function isUri(text: string, start: number): boolean {
  return /^https?:\/\//i.test(text.slice(start, start + 8));
}

export function readDigitalLink(text: string, start: number, into: Collector): void {
  into.fault({ code: 'URI_NO_KEY', position: start, length: text.length - start });
}
