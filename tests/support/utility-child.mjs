// Gives a plain Node child what Electron's utilityProcess gives it: `process.parentPort`. Loaded with --import.
process.parentPort = {
  on: (event, listener) => process.on(event, (data) => listener({ data })),
  postMessage: (message) => process.send(message),
};
