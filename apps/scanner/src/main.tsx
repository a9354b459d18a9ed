// Before all else: see there.
import './session/first-question';
import '@packproof/ui/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/room.css';
import './styles/list.css';
import './styles/sign-in.css';
import { applyPreferences } from '@packproof/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { readySound } from './feedback';
import { preferences } from './language';

applyPreferences(preferences, document.documentElement);
readySound();

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
