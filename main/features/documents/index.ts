export { createDocumentsService } from './documents-service.ts';
