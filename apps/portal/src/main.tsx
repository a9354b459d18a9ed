import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '@packproof/ui/tokens.css';
import './styles/base.css';
import { applyPreferences } from '@packproof/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { preferences } from './preferences';

applyPreferences(preferences, document.documentElement);
createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
