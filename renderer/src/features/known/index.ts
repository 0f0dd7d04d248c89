// People & places: what the reports of this vault speak of, each once.
export { KnownScreen } from './KnownScreen.tsx';
