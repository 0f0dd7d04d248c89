// Audit: the trail and its check.
export { AuditScreen } from './AuditScreen.tsx';
