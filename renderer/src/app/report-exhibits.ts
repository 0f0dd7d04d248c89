// What the exhibit list adds to the screen of a report. The frame hands it on: features do not import each other.
export { PropertyExhibit } from '../features/exhibits/index.ts';
