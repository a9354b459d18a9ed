import { LANGUAGES } from '@packproof/outcomes';
import { type Theme, usePreferences } from '@packproof/ui';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { Member } from './api/answers';
import { Icon, Mark } from './icons';
import { preferences, useLanguage } from './language';

const LANGUAGE_NAMES = { en: 'EN', 'zh-CN': '中文' } as const;
const THEME_TEXTS = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const satisfies Record<
  Theme,
  string
>;

export interface HeaderProps {
  readonly member: Member | undefined;
  readonly place: string | undefined;
  readonly onPlace: (gln: string) => void;
  readonly onSignOut: () => void;
}

export function Header({ member, place, onPlace, onSignOut }: HeaderProps) {
  const { say } = useLanguage();
  const chosen = usePreferences(preferences);
  const menu = useRef<HTMLDetailsElement>(null);

  // A click elsewhere or Escape closes the settings, as people expect of a menu.
  useEffect(() => {
    const close = (event: PointerEvent | KeyboardEvent) => {
      const open = menu.current;
      if (!open?.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return;
        open.querySelector('summary')?.focus();
      } else if (open.contains(event.target as Node)) return;
      open.open = false;
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('keydown', close);
    };
  }, []);

  return (
    <header className="header">
      <Link className="brand" to="/" aria-label="PackProof">
        <Mark />
        <span>PackProof</span>
      </Link>
      {member && <span className="header-who">{member.organisation.name}</span>}
      <fieldset className="languages">
        <legend className="visually-hidden">{say('language')}</legend>
        {LANGUAGES.map((language) => (
          <button
            key={language}
            type="button"
            lang={language}
            aria-pressed={chosen.language === language}
            onClick={() => preferences.set({ language })}
          >
            {LANGUAGE_NAMES[language]}
          </button>
        ))}
      </fieldset>
      <details className="menu" ref={menu}>
        <summary aria-label={say('settings')}>
          <Icon name="settings" />
        </summary>
        <div className="menu-body">
          {member && (
            <p className="quiet">{say('signedInAs', { name: member.name, organisation: member.organisation.name })}</p>
          )}
          {member && member.organisation.places.length > 1 && (
            <label>
              {say('place')}
              <select value={place ?? ''} onChange={(event) => onPlace(event.target.value)}>
                {member.organisation.places.map(({ gln, name }) => (
                  <option key={gln} value={gln}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          )}
          <label>
            {say('theme')}
            <select value={chosen.theme} onChange={(event) => preferences.set({ theme: event.target.value as Theme })}>
              {(Object.keys(THEME_TEXTS) as Theme[]).map((theme) => (
                <option key={theme} value={theme}>
                  {say(THEME_TEXTS[theme])}
                </option>
              ))}
            </select>
          </label>
          <label className="tick">
            <input
              type="checkbox"
              checked={chosen.sound}
              onChange={(event) => preferences.set({ sound: event.target.checked })}
            />
            {say('sound')}
          </label>
          <label className="tick">
            <input
              type="checkbox"
              checked={chosen.vibration}
              onChange={(event) => preferences.set({ vibration: event.target.checked })}
            />
            {say('vibration')}
          </label>
          {member && (
            <button type="button" className="button" onClick={onSignOut}>
              {say('signOut')}
            </button>
          )}
        </div>
      </details>
    </header>
  );
}
