// The screen of the notebook.
export { NotebookScreen } from './NotebookScreen.tsx';
