export { createRetentionService } from './retention-service.ts';
