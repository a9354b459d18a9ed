import { ActionIcon, Menu, SegmentedControl } from '@mantine/core';
import { LANGUAGES, type Language } from '@packproof/outcomes';
import { type Theme, usePreferences, useSay } from '@packproof/ui';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { preferences } from '../preferences';
import { texts } from './texts';

const NAMES: Readonly<Record<Language, string>> = { en: 'EN', 'zh-CN': '中文' };
const ICONS = { system: IconDeviceDesktop, light: IconSun, dark: IconMoon } as const;
const THEMES = Object.keys(ICONS) as Theme[];

/** Language and appearance: switched at any moment, kept on this device. */
export function Preferences({ phone = true }: { readonly phone?: boolean }) {
  const say = useSay(texts);
  const { language, theme } = usePreferences(preferences);
  const Icon = ICONS[theme];
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={say('language')}
        value={language}
        onChange={(value) => preferences.set({ language: value as Language })}
        data={LANGUAGES.map((value) => ({ value, label: <span lang={value}>{NAMES[value]}</span> }))}
      />
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label={say('appearance')} visibleFrom={phone ? undefined : 'xs'}>
            <Icon size={18} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <AppearanceItems />
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

/** Entries of a menu that choose the appearance. */
export function AppearanceItems() {
  const say = useSay(texts);
  const { theme } = usePreferences(preferences);
  return THEMES.map((value) => {
    const Each = ICONS[value];
    return (
      <Menu.Item
        key={value}
        leftSection={<Each size={16} aria-hidden="true" />}
        aria-current={value === theme || undefined}
        onClick={() => preferences.set({ theme: value })}
      >
        {say(value)}
      </Menu.Item>
    );
  });
}
