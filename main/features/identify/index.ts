export { createIdentifyService } from './identify-service.ts';
