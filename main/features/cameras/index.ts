export { createCamerasService } from './cameras-service.ts';
export { createOffloadDesk } from './offload-desk.ts';
