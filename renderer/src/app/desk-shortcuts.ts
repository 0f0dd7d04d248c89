// The keys of the frame, named once: registered by the desk, shown in tooltips, on the cover and in the palette.
export const deskShortcuts = {
  lock: 'Ctrl+Shift+L',
  cover: 'F9',
  /** Begins the public place; held after that, it shows what the officer points at. It never uncovers by itself. */
  publicPlace: 'F8',
  endPublicPlace: 'Shift+F8',
  palette: 'Ctrl+K',
  overview: '?',
  /** To jot something down from anywhere; the same letter with Alt puts notes into what is being written. */
  newNote: 'Ctrl+J',
  insertNotes: 'Alt+J',
} as const;
