// Loads the plug-ins that IT approved, and nothing else: the very bytes whose hash was checked are what runs.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CameraPlugIns } from '../../ports/camera-plug-ins.ts';
import type { CameraDriver } from '../camera-source.ts';
import { plugInShape, type PlugIn } from './plug-in-contract.ts';
import { createPlugInDriver } from './plug-in-driver.ts';

const largestPlugIn = 8 * 1024 * 1024;

/** @param tell hears one sentence for each plug-in that does not run, and why; the others do. */
export async function loadPlugIns(
  approved: CameraPlugIns | null,
  tell: (problem: string) => void,
): Promise<CameraDriver[]> {
  const drivers: CameraDriver[] = [];
  for (const { file, sha256, options } of approved?.plugIns ?? []) {
    try {
      const plugIn = await loadOne(path.join(approved?.folder ?? '', file), sha256);
      drivers.push(createPlugInDriver(plugIn, { options }));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      tell(`The camera plug-in ${file} does not run: ${why}. Its cameras are not seen. Tell IT.`);
    }
  }
  return drivers;
}

async function loadOne(place: string, sha256: string): Promise<PlugIn> {
  const code = await readFile(place).catch(() => {
    throw new Error('it could not be read');
  });
  if (code.byteLength > largestPlugIn) throw new Error('it is far too large');
  if (createHash('sha256').update(code).digest('hex') !== sha256)
    throw new Error("it is not the file that IT's policy names");
  // Not from its place again: between reading and importing somebody could put another file there.
  const module: unknown = await import(/* @vite-ignore */ `data:text/javascript;base64,${code.toString('base64')}`);
  const parsed = plugInShape.safeParse(
    typeof module === 'object' && module !== null ? Reflect.get(module, 'default') : null,
  );
  if (!parsed.success)
    throw new Error(`it does not offer what a plug-in must (${parsed.error.issues[0]?.path.join('.') ?? ''})`);
  const { id, make, recognises, open } = parsed.data;
  return { id, make, recognises: recognises.bind(parsed.data), open: open.bind(parsed.data) };
}
