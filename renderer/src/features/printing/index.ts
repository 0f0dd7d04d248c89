// Printing of what is open: its button, and the way for the palette to press it.
export { canPrint, printWhatIsOpen } from './open-printing.ts';
export { PrintButton, type PrintButtonProps } from './PrintButton.tsx';
