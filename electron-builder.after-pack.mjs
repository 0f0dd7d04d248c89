// Sets every fuse of the packed runtime, and fails where Electron has one that is not decided here.
import { join } from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';

export const fuses = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

export default async function afterPack({ appOutDir, packager, electronPlatformName }) {
  const name = packager.appInfo.productFilename;
  const executables = {
    win32: `${name}.exe`,
    darwin: `${name}.app`,
    linux: packager.executableName ?? name,
  };
  await flipFuses(join(appOutDir, executables[electronPlatformName]), {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    ...fuses,
  });
}
