import { ActionIcon, Loader } from '@mantine/core';
import { adviceOf, outcomeOf } from '@packproof/outcomes';
import { Code, OutcomeTag, useFormats, useLanguage, useSay, useWord } from '@packproof/ui';
import { IconRefresh, IconTrash } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { nameIn } from '../../../names';
import { texts } from './texts';
import type { Item } from './use-items';
import './item-list.css';

interface ItemListProps {
  readonly items: readonly Item[];
  readonly onRemove: (thing: string) => void;
  readonly onRecheck: (thing: string) => void;
}

/** What is going to be shipped; only what is in view is in the page. */
export function ItemList({ items, onRemove, onRecheck }: ItemListProps) {
  const say = useSay(texts);
  const box = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => 60,
    overscan: 10,
    getItemKey: (index) => items[index]!.thing,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard.
    <section ref={box} className="item-list" tabIndex={0} aria-label={say('items')}>
      <ul style={{ blockSize: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-setsize={items.length}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${start}px)` }}
          >
            <ItemLine item={items[index]!} onRemove={onRemove} onRecheck={onRecheck} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ItemLine({ item, onRemove, onRecheck }: { item: Item } & Omit<ItemListProps, 'items'>) {
  const say = useSay(texts);
  const language = useLanguage();
  const { thing, checked, failed, refused } = item;
  const code = refused ?? failed ?? checked?.outcome;
  // What the check said has its values in it; the catalogue's words stand for a refusal.
  const advice = refused || failed ? adviceOf(code!, language) : checked?.advice;
  const isFine = code !== undefined && outcomeOf(code).severity === 'OK';
  return (
    <div className={refused ? 'item item-refused' : 'item'}>
      <div className="item-what">
        <Code>{thing}</Code>
        <About item={item} />
        {code && !isFine && <span className="item-advice">{advice}</span>}
      </div>
      {code ? <OutcomeTag code={code} /> : <Loader size="sm" role="status" aria-label={say('checking')} />}
      {failed && (
        <ActionIcon variant="subtle" aria-label={`${say('checking')} ${thing}`} onClick={() => onRecheck(thing)}>
          <IconRefresh size={18} aria-hidden="true" />
        </ActionIcon>
      )}
      <ActionIcon variant="subtle" aria-label={say('remove', { name: thing })} onClick={() => onRemove(thing)}>
        <IconTrash size={18} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}

function About({ item: { checked } }: { readonly item: Item }) {
  const say = useSay(texts);
  const word = useWord();
  const formats = useFormats();
  const language = useLanguage();
  if (checked?.unit) {
    const { kind, packs, parent } = checked.unit;
    return (
      <span className="item-about">
        {say('unit', { kind: word('UnitKind', kind), count: formats.number(packs) })}
        {parent?.sscc && ` · ${say('inUnit', { sscc: parent.sscc })}`}
      </span>
    );
  }
  if (!checked?.pack) return null;
  const { product, lot, unit } = checked.pack;
  return (
    <span className="item-about">
      {nameIn(product, language)} · {say('batchLine', { lot })}
      {unit?.sscc && ` · ${say('inUnit', { sscc: unit.sscc })}`}
    </span>
  );
}
