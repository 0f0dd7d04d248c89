// Categories of footage that a force can begin with. Periods are configuration, not law.
import type { Migration } from './migration.ts';

// Non-evidential footage goes within 31 days (NPCC body-worn video guidance). The others follow the review periods that
// forces publish under MoPI and the CPIA code: 6 years for what may be relevant to an investigation, 7 for use of force
// and complaints, 10 for what belongs to serious offences. A force replaces them with its own schedule.
export const defaultCategories: Migration = {
  version: 2,
  name: 'default-categories',
  sql: `
INSERT INTO categories (position, id, label, evidential, retention_days) VALUES
  (1, 'non-evidential', 'Non-evidential', 0, 31),
  (2, 'arrest', 'Arrest', 1, 2192),
  (3, 'stop-and-search', 'Stop and search', 1, 2192),
  (4, 'domestic-abuse', 'Domestic abuse', 1, 3653),
  (5, 'crime-scene', 'Crime scene or search', 1, 2192),
  (6, 'victim-witness-account', 'Victim or witness account', 1, 3653),
  (7, 'use-of-force', 'Use of force', 1, 2557),
  (8, 'traffic', 'Traffic stop or collision', 1, 2192),
  (9, 'public-order', 'Public order or protest', 1, 2192),
  (10, 'mental-health', 'Mental health or missing person', 1, 2192),
  (11, 'serious-incident', 'Death or serious injury: keep until reviewed', 1, NULL),
  (12, 'accidental', 'Training or recorded by accident', 0, 31);
`,
};
