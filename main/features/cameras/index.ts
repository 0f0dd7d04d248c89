export { createCamerasService } from './cameras-service.ts';
