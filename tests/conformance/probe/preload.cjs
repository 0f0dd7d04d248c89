// The probe's preload: one door to everything the suite asks about.
const { contextBridge, ipcRenderer } = require('electron');

globalThis.preloadSecret = 'preload';
let heard = [];
const listen = (_event, ...args) => heard.push(args);

const attempt = (work) => {
  try {
    return { value: work() };
  } catch (error) {
    return { message: error.message };
  }
};

contextBridge.exposeInMainWorld('probe', {
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  main: (name, ...args) => ipcRenderer.invoke('main', name, ...args),
  send: (channel, ...args) => ipcRenderer.send(channel, ...args),
  sendFunction: () => attempt(() => ipcRenderer.send('note', () => 1)).message,
  listen: (channel) => void ipcRenderer.on(channel, listen),
  unlisten: (channel) => void ipcRenderer.removeListener(channel, listen),
  heard: () => heard,
  readGlobal: (name) => String(globalThis[name]),
  require: (name) => attempt(() => typeof require(name)),
  exposeAgain: () => attempt(() => contextBridge.exposeInMainWorld('probe', {})),
  mutate: (object) => {
    object.changed = true;
    return object;
  },
  isDate: (value) => value instanceof Date,
  call: (listener, ...args) => listener(...args),
  callLater: (listener) => Promise.resolve().then(() => listener('later')),
  makeAdder: (base) => (more) => base + more,
  fail: () => {
    throw new TypeError('the reason');
  },
  reject: () => Promise.reject(new Error('the later reason')),
  bytes: (bytes) => bytes.map((byte) => byte + 1),
  nested: { deep: { answer: () => 42 } },
});
