export { createSessionService, type SessionService } from './session-service.ts';
export { watchIdle } from './idle-lock.ts';
