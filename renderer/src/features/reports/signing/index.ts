// Signing and sealing of witness statements, for the screen of a report.
export { BeginSigning } from './BeginSigning.tsx';
export { BeingSigned } from './BeingSigned.tsx';
export { CorrectButton, SealedCard } from './SealedCard.tsx';
