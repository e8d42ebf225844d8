import './shared/csp-nonce';
import './shared/ui/tokens.css';
import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { loadLocale } from './app/i18n/load-locale';
import { usePreferences } from './shared/lib/preferences';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

await loadLocale(usePreferences.getState().locale);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
