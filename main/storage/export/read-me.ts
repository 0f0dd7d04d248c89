// README.txt of an export: what is in the folder, and how to check it with tools that everybody has.
import type { ExportFacts } from './exported.ts';
import { courtTime } from './words.ts';

export const readMe = ({ at, officer, purpose, disclosedTo }: ExportFacts): string => `OFFICIAL-SENSITIVE

Footage for ${oneLine(disclosedTo)}
${oneLine(purpose)}
Exported by ${oneLine(officer)}, ${courtTime(at)}.

To look at it, open data/index.html in a browser.

WHAT IS HERE

  data/index.html        the recordings, what is known of them, and their custody
  data/recordings        the recordings, byte for byte as they are kept
  data/side-files        files that came with them from the camera
  data/records           what is said of each recording, as JSON
  data/audit             the audit trail of each recording, and a signed checkpoint of the whole trail
  signature              the officer's public key, and their signature over manifest-sha256.txt

This folder is a bag as RFC 8493 (BagIt 1.0) describes it. Nothing of Kerbdesk is needed to check it.

HOW TO CHECK IT, in a terminal in this folder

  1. That no file was changed, added or lost since the export:

       sha256sum -c manifest-sha256.txt
       sha512sum -c manifest-sha512.txt
       sha256sum -c tagmanifest-sha256.txt

     or with a BagIt tool:  bagit.py --validate .

  2. That the list of files is the one that the officer signed:

       openssl pkeyutl -verify -pubin -inkey signature/officer-key.pem -rawin -in manifest-sha256.txt -sigfile signature/manifest-sha256.txt.sig

  3. That the checkpoint of the audit trail was signed with the same key:

       openssl pkeyutl -verify -pubin -inkey signature/officer-key.pem -rawin -in data/audit/checkpoint.txt -sigfile data/audit/checkpoint.sig

     Each data/audit/*.jsonl holds the entries about one recording with their proofs against that checkpoint. The format, and
     how to check it, are described in Kerbdesk's docs/formats/audit-log.md and court-export.md.

  A key in the same folder shows only that the export agrees with itself. Compare signature/officer-key.pem with the
  key that the force has on record for this officer.

OFFICIAL-SENSITIVE
`;

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
