// The renderer's entry: styles, typeface, the zod setting that the content security policy demands, then the app.
import './ipc/zod-jitless.ts';
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { resumePublicPlace } from './public-place/public-place.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
resumePublicPlace();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
