import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { cssVariables, LanguageProvider, themeIn, usePreferences } from '@packproof/ui';
import { QueryClientProvider } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { RouterProvider } from 'react-router';
import 'dayjs/locale/zh-cn';
import { queries } from './doors';
import { preferences } from './preferences';
import { router } from './routes';

const themes = { en: themeIn('en'), 'zh-CN': themeIn('zh-CN') } as const;

export function App() {
  const { language, theme: chosen } = usePreferences(preferences);
  const systemIsDark = useSystemIsDark();
  const scheme = chosen === 'system' ? (systemIsDark ? 'dark' : 'light') : chosen;
  return (
    <MantineProvider theme={themes[language]} cssVariablesResolver={cssVariables} forceColorScheme={scheme}>
      <LanguageProvider language={language}>
        <DatesProvider settings={{ locale: language === 'zh-CN' ? 'zh-cn' : 'en', firstDayOfWeek: 1 }}>
          <QueryClientProvider client={queries}>
            <Notifications position="bottom-right" />
            <RouterProvider router={router} />
          </QueryClientProvider>
        </DatesProvider>
      </LanguageProvider>
    </MantineProvider>
  );
}

const dark = matchMedia('(prefers-color-scheme: dark)');

function useSystemIsDark(): boolean {
  return useSyncExternalStore(
    (listener) => {
      dark.addEventListener('change', listener);
      return () => dark.removeEventListener('change', listener);
    },
    () => dark.matches,
  );
}
