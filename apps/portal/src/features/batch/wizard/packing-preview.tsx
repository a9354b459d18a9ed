import { useFormats, useSay } from '@packproof/ui';
import { IconBox, IconPackage, IconStack2 } from '@tabler/icons-react';
import type { PackingDraft } from './draft';
import { unitsOf } from './packing';
import { texts } from './texts';

interface PackingPreviewProps {
  readonly packs: number;
  readonly packing: PackingDraft;
}

/** What will come out, while the numbers are typed. */
export function PackingPreview({ packs, packing }: PackingPreviewProps) {
  const say = useSay(texts);
  const formats = useFormats();
  const made = unitsOf(packs, packing);
  const { packsPerCase, casesPerPallet } = packing;
  const even = (inLast: number, each: number | '', note: string) => (inLast === each ? undefined : note);
  const tiles = made && [
    made.pallets > 0 && {
      key: 'pallets',
      icon: IconStack2,
      count: made.pallets,
      name: say('pallets'),
      note: even(made.inLastPallet, casesPerPallet, say('lastPallet', { cases: formats.number(made.inLastPallet) })),
    },
    made.cases > 0 && {
      key: 'cases',
      icon: IconBox,
      count: made.cases,
      name: say('cases'),
      note: even(made.inLastCase, packsPerCase, say('lastCase', { packs: formats.number(made.inLastCase) })),
    },
    { key: 'packs', icon: IconPackage, count: packs, name: say('packs'), note: undefined },
  ];
  return (
    <div className="wizard-tiles" role="status" aria-label={say('comesOut')}>
      {tiles ? (
        tiles.map(
          (tile) =>
            tile && (
              <div key={tile.key} className="wizard-tile">
                <tile.icon size={26} stroke={1.6} aria-hidden="true" />
                <span className="wizard-tile-count">{formats.number(tile.count)}</span>
                <span>{tile.name}</span>
                {tile.note && <span className="wizard-tile-note">{tile.note}</span>}
              </div>
            ),
        )
      ) : (
        <p className="wizard-tile-note">{say('previewLater')}</p>
      )}
    </div>
  );
}
