// Names of files that leave the vault. No name of a person and no place: a file name is seen by whoever sees the stick.

/** Without what some file system takes for a separator. */
export const safeFileName = (name: string): string => name.replaceAll(/[\\/:*?"<>|]/g, '-');
