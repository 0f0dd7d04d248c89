// Builds the demonstration: the product's own processes, preload and renderer, composed by native-mocks/index.ts.
import { readFileSync } from 'node:fs';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { describeBuild } from './electron.vite.config.ts';

/** Lets a host open the folder as a program of its own, with its own name and so its own profile. */
const manifest: Plugin = {
  name: 'kerbdesk-demonstration-manifest',
  generateBundle() {
    const { name, version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
      name: string;
      version: string;
    };
    const source = {
      name: `${name}-demonstration`,
      productName: 'Kerbdesk Demonstration',
      version,
      private: true,
      type: 'module',
      main: 'index.js',
    };
    this.emitFile({ type: 'asset', fileName: 'package.json', source: `${JSON.stringify(source, null, 2)}\n` });
  },
};

export default defineConfig(
  describeBuild({
    mainEntry: 'native-mocks/index.ts',
    outFolder: 'out-demonstration',
    mainPlugins: [manifest],
    processes: {
      'device-host': 'native-mocks/processes/device-host.ts',
      'identify-host': 'native-mocks/processes/identify-host.ts',
      'demonstration-gateway': 'native-mocks/processes/demonstration-gateway.ts',
      'gallery-worker': 'native-mocks/peers/matcher/gallery-worker.ts',
    },
  }),
);
