export { createCamerasService, type CamerasService } from './cameras-service.ts';
