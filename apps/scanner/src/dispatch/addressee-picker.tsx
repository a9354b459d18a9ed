import { useEffect, useId, useState } from 'react';
import type { Addressee } from '../api/answers';
import type { Api } from '../api/api';
import { useLanguage } from '../language';

export interface AddresseePickerProps {
  readonly api: Api;
  /** GLN of the own organisation, which cannot be its own addressee. */
  readonly own: string;
  readonly chosen: Pick<Addressee, 'gln' | 'name'> | undefined;
  readonly onChoose: (addressee: Pick<Addressee, 'gln' | 'name'> | undefined) => void;
}

const ROLE_TEXTS = {
  MANUFACTURER: 'roleMANUFACTURER',
  DISTRIBUTOR: 'roleDISTRIBUTOR',
  PHARMACY: 'rolePHARMACY',
  HOSPITAL: 'roleHOSPITAL',
} as const;

const AFTER_MS = 200;

/** Who gets the goods: a part of the name is enough. */
export function AddresseePicker({ api, own, chosen, onChoose }: AddresseePickerProps) {
  const { say } = useLanguage();
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<readonly Addressee[] | null>(null);
  const id = useId();

  useEffect(() => {
    if (chosen) return;
    let gone = false;
    const timer = setTimeout(async () => {
      const reply = await api.addressees(search.trim());
      if (!gone) setFound(reply.ok ? reply.value : null);
    }, AFTER_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [api, search, chosen]);

  if (chosen) {
    return (
      <p className="row row-apart">
        <span>
          {say('shipTo')} <strong>{chosen.name}</strong>
        </span>
        <button type="button" className="link" onClick={() => onChoose(undefined)}>
          {say('addresseeChange')}
        </button>
      </p>
    );
  }
  // Goods go to whoever may have them: an authority has none.
  const takers = (found ?? []).filter(({ gln, role }) => gln !== own && role in ROLE_TEXTS);
  return (
    <div className="field">
      <label htmlFor={id}>{say('addressee')}</label>
      <input
        id={id}
        type="search"
        autoComplete="off"
        value={search}
        placeholder={say('addresseeSearch')}
        onChange={(event) => setSearch(event.target.value)}
      />
      {found && takers.length === 0 && <p className="quiet">{say('addresseeNone')}</p>}
      <ul className="options" data-testid="addressees">
        {takers.map((each) => (
          <li key={each.gln}>
            <button type="button" className="option" onClick={() => onChoose({ gln: each.gln, name: each.name })}>
              <strong>{each.name}</strong>
              <span className="quiet">{say(ROLE_TEXTS[each.role as keyof typeof ROLE_TEXTS])}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
