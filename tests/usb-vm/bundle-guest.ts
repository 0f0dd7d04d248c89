// Bundles what runs in the guest, our real host code included: one file starts far sooner there than hundreds.
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'vite';
import { project } from './project.ts';

/** Below the checkout, so that the guest finds node_modules from there. */
const folder = '.cache/usb-vm/bundle';

/** @returns the bundle's path relative to the checkout. */
export async function bundleForGuest(program: 'tests' | 'measure'): Promise<string> {
  const out = path.join(project, folder, program);
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await build({
    root: project,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node24',
      outDir: out,
      emptyOutDir: true,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input: {
          [program]: path.join(import.meta.dirname, 'guest', `${program}.ts`),
          'part-cipher-worker': path.join(project, 'main/processes/part-cipher-worker.ts'),
        },
        external: ['usb'],
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
    ssr: { noExternal: true, external: ['usb'] },
  });
  return `${folder}/${program}/${program}.js`;
}
