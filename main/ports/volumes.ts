// Mounted volumes as a seam: where a camera that acts as a disk shows up.
export interface Volume {
  /** Stable over re-plugging where the file system has an identity: UUID or serial, else null. */
  readonly identity: string | null;
  readonly label: string | null;
  /** Absolute path of the folder under which the volume's files are seen. */
  readonly root: string;
  readonly fileSystem: string | null;
}

export interface Volumes {
  /** Removable volumes that are mounted now. Never throws: an unreadable table is an empty list. */
  list(): Promise<readonly Volume[]>;
}
