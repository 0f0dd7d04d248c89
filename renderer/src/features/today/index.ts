// Today: what is due.
export { TodayScreen } from './TodayScreen.tsx';
