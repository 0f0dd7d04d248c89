export { createDocumentsService } from './documents-service.ts';
export { createSigningHandlers } from './signing-service.ts';
