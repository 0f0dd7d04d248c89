// Opens an address outside the program, if it is one of the few that policy allows.
import { shell } from 'electron';
import { KerbdeskError } from '#contract/errors.ts';

/** Throws `link-not-allowed` for anything but https to an allowed origin, without credentials. */
function checkLink(address: string, allowedOrigins: readonly string[]): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  const allowed =
    url !== null &&
    url.protocol === 'https:' &&
    url.username === '' &&
    url.password === '' &&
    allowedOrigins.includes(url.origin);
  if (!allowed) {
    throw new KerbdeskError(
      'link-not-allowed',
      'This address is not one that Kerbdesk may open, so nothing was opened. If you need it, ask IT to allow it.',
    );
  }
  return url;
}

export async function openExternalLink(address: string, allowedOrigins: readonly string[]): Promise<void> {
  // The parsed form is opened, so that what was checked and what is opened are the same.
  await shell.openExternal(checkLink(address, allowedOrigins).href);
}
