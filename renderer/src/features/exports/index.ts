// Exports: recordings for a court or whoever else may have them, written as a folder that anybody can check.
export { ExportButton } from './ExportButton.tsx';
