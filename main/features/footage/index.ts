export { createEvidenceRoute, type EvidenceRoute } from './evidence-route.ts';
export { createFootageService, type FootageService } from './footage-service.ts';
