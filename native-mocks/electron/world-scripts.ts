// Puts together the two scripts that run before a page's own: one for its main world, one for the preload's isolated world.
// Node strips types by blanking them out, so a function's own source is plain JavaScript that a renderer can run.
import { randomUUID } from 'node:crypto';
import { createCloneCodec, type CloneCodec } from './worlds/clone-codec.ts';
import { installIsolatedWorld, type IsolatedWorldFacts } from './worlds/isolated-world.ts';
import { createWorldBridge } from './worlds/world-bridge.ts';

/** The name of the isolated world; the binding to main exists only in worlds of this name. */
export const isolatedWorldName = 'Electron Isolated Context';
export const bindingName = 'kerbdeskToMain';
export const receiverName = 'kerbdeskFromMain';

/** Main's end of the codec that the isolated world has. */
export const mainCodec: CloneCodec = createCloneCodec({
  toBase64: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  fromBase64: (text) => new Uint8Array(Buffer.from(text, 'base64')),
});

const rendererBinary = '{ toBase64: (bytes) => bytes.toBase64(), fromBase64: (text) => Uint8Array.fromBase64(text) }';

export interface WorldScripts {
  readonly main: string;
  readonly isolated: string;
}

export function composeWorldScripts(preloadSource: string, preloadInSubFrames: boolean): WorldScripts {
  const secret = JSON.stringify(randomUUID());
  const facts: IsolatedWorldFacts = {
    binding: bindingName,
    receiver: receiverName,
    platform: process.platform,
    preloadInSubFrames,
  };
  const bridge = (world: string): string => `(${createWorldBridge.toString()})(${secret}, '${world}')`;
  return {
    main: `${bridge('main')};`,
    isolated: `(${installIsolatedWorld.toString()})(
      ${JSON.stringify(facts)},
      (${createCloneCodec.toString()})(${rendererBinary}),
      ${bridge('isolated')},
      function (require, process, exports, module) {\n${preloadSource}\n},
    );`,
  };
}
