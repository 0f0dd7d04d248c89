export { TeamPostScreen } from './TeamPostScreen.tsx';
export { TeamPostsScreen } from './TeamPostsScreen.tsx';
