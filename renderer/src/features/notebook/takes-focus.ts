// For what a dialog is opened for: it has the focus at once, and the dialog has said what it is about.
export const takesFocus = { autoFocus: true } as const;
