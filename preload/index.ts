// The only place that touches contextBridge and ipcRenderer: one frozen object a feature, never a generic invoke.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { commandChannel, commandNames, eventChannel, eventNames } from './contract/names.ts';

const capitalise = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function exposeFeature(feature: keyof typeof commandNames): Readonly<Record<string, unknown>> {
  const exposed: Record<string, unknown> = {};
  for (const name of commandNames[feature]) {
    const channel = commandChannel(feature, name);
    exposed[name] = (input: unknown): Promise<unknown> => ipcRenderer.invoke(channel, input);
  }
  for (const name of eventNames[feature]) {
    const channel = eventChannel(feature, name);
    exposed[`on${capitalise(name)}`] = (listener: (payload: unknown) => void): (() => void) => {
      const forward = (_event: IpcRendererEvent, payload: unknown): void => listener(payload);
      ipcRenderer.on(channel, forward);
      return () => {
        ipcRenderer.removeListener(channel, forward);
      };
    };
  }
  return Object.freeze(exposed);
}

const features = Object.keys(commandNames) as (keyof typeof commandNames)[];
contextBridge.exposeInMainWorld(
  'kerbdesk',
  Object.freeze(Object.fromEntries(features.map((f) => [f, exposeFeature(f)]))),
);
