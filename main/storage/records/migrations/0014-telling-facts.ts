// What reports know that must not be posted, by the words that it is looked up by. Read from each report when a post is next checked
// (repositories/known-reports.ts), and never anything but that.
import type { Migration } from './migration.ts';

export const tellingFacts: Migration = {
  version: 14,
  name: 'telling-facts',
  sql: `
CREATE TABLE telling_facts (
  key TEXT NOT NULL,
  report_number INTEGER NOT NULL REFERENCES reports (number),
  fact TEXT NOT NULL CHECK (json_type(fact) = 'object'),
  PRIMARY KEY (key, report_number, fact)
) STRICT, WITHOUT ROWID;
CREATE INDEX telling_facts_by_report ON telling_facts (report_number);

-- Which reports were read, and in which way: a report that is not here is read when a post is next checked.
CREATE TABLE telling_reports (
  report_number INTEGER PRIMARY KEY REFERENCES reports (number),
  version INTEGER NOT NULL
) STRICT;
CREATE TRIGGER telling_reports_changed AFTER UPDATE OF content ON reports
BEGIN DELETE FROM telling_reports WHERE report_number = NEW.number; END;
`,
};
