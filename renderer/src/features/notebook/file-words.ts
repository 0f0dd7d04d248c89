// Which files a note takes, and what they are called. Pure.
import { mostAttachmentBytes, type Note, type NotWholeAttachment } from '#contract/notebook.ts';
import { formatBytes, formatTimeWithSeconds } from '../../format/index.ts';

/** Why the file cannot be attached, before anything of it is read; null where it can. */
export function whyNot(file: Pick<File, 'name' | 'size'>): string | null {
  if (file.size === 0) {
    return `“${file.name}” is empty, or a folder. Nothing was attached.`;
  }
  if (file.size > mostAttachmentBytes) {
    return (
      `“${file.name}” is ${formatBytes(file.size)}; a note takes files up to ${formatBytes(mostAttachmentBytes)}. ` +
      'It was not attached and is still where it was. Footage belongs under Footage: press Ctrl+K and choose “Import from a folder or card”.'
    );
  }
  return null;
}

/** What is pasted has no name of its own. */
export function nameOf(file: Pick<File, 'name' | 'type'>, isPasted: boolean, now: number): string {
  const ending = file.name.includes('.') ? file.name.slice(file.name.lastIndexOf('.')) : '';
  if (isPasted && /^image\.\w+$/.test(file.name)) {
    return `Pasted ${formatTimeWithSeconds(now).replaceAll(':', '.')}${ending}`;
  }
  return file.name === '' ? 'Without a name' : file.name.slice(-255);
}

/** Files that were being attached when the vault was locked or the program ended; not those that are coming in just now. */
export const missingOf = (
  note: Pick<Note, 'notWhole'> | null,
  coming: readonly { readonly id: string }[],
): readonly NotWholeAttachment[] => note?.notWhole.filter(({ id }) => !coming.some((one) => one.id === id)) ?? [];
