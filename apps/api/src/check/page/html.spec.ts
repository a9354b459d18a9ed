import { describe, expect, it } from 'vitest';
import { Html, html } from './html';

describe('html', () => {
  it('escapes what is put into it, in text and in attributes', () => {
    const nasty = `<script>"'&</script>`;
    expect(html`<a title="${nasty}">${nasty}</a>`.text).toBe(
      '<a title="&lt;script&gt;&quot;&#39;&amp;&lt;/script&gt;">&lt;script&gt;&quot;&#39;&amp;&lt;/script&gt;</a>',
    );
  });

  it('takes pieces, lists and nothing', () => {
    const items = ['a', 'b<'].map((item) => html`<li>${item}</li>`);
    expect(html`<ul>${items}</ul>${false}${undefined}${0}${new Html('<br>')}`.text).toBe(
      '<ul><li>a</li><li>b&lt;</li></ul>0<br>',
    );
  });

  it('shows characters that no document may hold as replaced', () => {
    expect(html`${'a\0b\x1d\ud800'}`.text).toBe('a\ufffdb\ufffd\ufffd');
  });
});
