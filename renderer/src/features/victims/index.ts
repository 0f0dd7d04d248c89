// Victim updates: who must be told what by when, and every contact with a victim.
export { VictimsCard } from './VictimsCard.tsx';
export { VictimsScreen } from './VictimsScreen.tsx';
