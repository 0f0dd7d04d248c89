// Builds the product: main and its processes, the preload, the renderer. electron.vite.demonstration.config.ts builds the
// same with another composition root.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { ownWords } from './electron.vite.own-words.ts';

const root = import.meta.dirname;

export interface Build {
  /** The composition root, relative to the project. */
  readonly mainEntry: string;
  readonly outFolder: string;
  readonly mainPlugins?: readonly Plugin[];
  /** Entries that stand in for those of the same name in main/processes, or stand beside them, relative to the project. */
  readonly processes?: Readonly<Record<string, string>>;
}

export function describeBuild({ mainEntry, outFolder, mainPlugins = [], processes = {} }: Build): UserConfig {
  const out = (name: string): string => join(root, outFolder, name);
  return {
    main: {
      plugins: [...mainPlugins],
      build: {
        outDir: out('main'),
        // Natives and what is written to be loaded as it is stay outside: exactly package.json's dependencies.
        externalizeDeps: true,
        sourcemap: true,
        rollupOptions: {
          input: { index: join(root, mainEntry), ...processEntries(processes) },
          // A process finds its sibling by its own address, so entries keep their names and their folder.
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    },
    preload: {
      build: {
        outDir: out('preload'),
        // A sandboxed preload can require nothing: one file with everything in it.
        externalizeDeps: false,
        sourcemap: false,
        rollupOptions: {
          input: { index: join(root, 'preload/index.ts') },
          output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
        },
      },
    },
    renderer: {
      root: join(root, 'renderer'),
      plugins: [
        react(),
        ownWords({ said: [join(root, 'renderer/src'), join(root, 'preload/contract')], sent: [join(root, 'main')] }),
      ],
      build: {
        outDir: out('renderer'),
        sourcemap: true,
        // The content security policy lets in files of the app's own origin only: no data: addresses, no inline script.
        assetsInlineLimit: 0,
        minify: true,
        modulePreload: { polyfill: false },
        rollupOptions: {
          input: { index: join(root, 'renderer/index.html'), print: join(root, 'renderer/print.html') },
        },
      },
    },
  };
}

/** Every file of main/processes is an entry: `processes/vault-host` and so on. */
function processEntries(instead: Readonly<Record<string, string>>): Record<string, string> {
  const folder = join(root, 'main/processes');
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const names = files.map((file) => file.replace(/\.ts$/, ''));
  const fileOf = (name: string): string => join(root, instead[name] ?? `main/processes/${name}.ts`);
  const all = new Set([...names, ...Object.keys(instead)]);
  return Object.fromEntries([...all].map((name) => [`processes/${name}`, fileOf(name)]));
}

export default defineConfig(describeBuild({ mainEntry: 'main/index.ts', outFolder: 'out' }));
