// For the field that a dialog is opened for: typing begins there at once, and the dialog has said what it is about.
export const firstField = { autoFocus: true } as const;
