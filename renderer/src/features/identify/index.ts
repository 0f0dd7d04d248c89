// Who is this? A person of whom the name is not known, by fingerprint, walked step by step.
export { IdentificationScreen } from './IdentificationScreen.tsx';
export { IdentifyCard } from './IdentifyCard.tsx';
export { IdentifyScreen } from './IdentifyScreen.tsx';
