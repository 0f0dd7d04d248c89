// The keys of the frame, named once: registered by the desk, shown in tooltips, on the cover and in the palette.
export const deskShortcuts = { lock: 'Ctrl+Shift+L', cover: 'F9', palette: 'Ctrl+K', overview: '?' } as const;
