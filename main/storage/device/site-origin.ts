// The address of a site in IT's policy: what is opened is held against it letter for letter, so anything more would never match.
import { z } from 'zod';

function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, username, password, pathname, search, hash, origin } = new URL(address);
  const isBare = [username, password, search, hash].every((part) => part === '') && pathname === '/';
  return protocol === 'https:' && isBare ? origin : null;
}

/** "https://x.com" and "https://X.com/" are the same site; http, a page of it or a name without https:// are refused. */
export const siteOrigin = z
  .string()
  .refine((address) => originOf(address) !== null, 'must be the address of a site alone, such as "https://x.com"')
  .transform((address) => originOf(address) ?? address);
