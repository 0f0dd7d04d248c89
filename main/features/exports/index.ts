export { createExportsHandlers } from './exports-service.ts';
