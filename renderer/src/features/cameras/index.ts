// Cameras: what is plugged in and how far its offload is.
export { CamerasPanel } from './CamerasPanel.tsx';
export { cameraPill } from './camera-words.ts';
export { useImportFolder } from './use-import-folder.ts';
export { LockedCameras } from './LockedCameras.tsx';
