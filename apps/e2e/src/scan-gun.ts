import type { Page } from '@playwright/test';

/**
 * A keyboard-wedge reader at this page: one key event a character, as fast as the page takes them, ended by Enter. The
 * separator comes as Ctrl+], as most readers send it. Typed by a test's own keyboard, a busy machine would make pauses in
 * it that no reader makes.
 */
export async function scanWithGun(page: Page, scan: string): Promise<void> {
  await page.evaluate((text) => {
    const target = document.activeElement ?? document.body;
    const press = (init: KeyboardEventInit) => {
      const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
      target.dispatchEvent(event);
    };
    for (const character of text) {
      if (character === '\u001d') press({ key: ']', code: 'BracketRight', ctrlKey: true });
      else press({ key: character });
    }
    press({ key: 'Enter', code: 'Enter' });
  }, scan);
}
