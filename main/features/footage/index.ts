export { createDerivativesHandlers } from './derivatives-service.ts';
export { createEvidenceRoute } from './evidence-route.ts';
export { createFootageService } from './footage-service.ts';
