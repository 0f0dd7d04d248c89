// Settings: what the force adds to the forms, or why its configuration is not in force. For the officer a sentence, for IT each finding.
import { useQuery } from '@tanstack/react-query';
import { ClipboardList } from 'lucide-react';
import type { ForceForms as Configuration } from '#contract/force-forms/schema.ts';
import type { FormsState } from '#contract/settings.ts';
import { formatCount } from '../../format/index.ts';
import { queries } from '../../ipc/queries.ts';
import { Card, Notice } from '../../ui/index.ts';
import styles from './Settings.module.css';

function addsWords({ lists, fields, changes }: Configuration): string {
  const codes = Object.values(lists).reduce((sum, list) => sum + (list?.length ?? 0), 0);
  const parts = [
    fields.length === 0 ? null : formatCount(fields.length, 'field'),
    codes === 0 ? null : formatCount(codes, 'list entry', 'list entries'),
    changes.length === 0 ? null : formatCount(changes.length, 'changed field'),
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

function Refused({ path, problems }: FormsState) {
  return (
    <>
      <Notice tone="warn" title="Your force’s forms could not be used">
        Kerbdesk goes on with the forms as they are published, and everything you enter is kept. Tell IT; this is for
        them:
      </Notice>
      <ul className={styles['findings']} aria-label="What is wrong with the file">
        {problems.map((problem) => (
          <li key={problem}>{problem.startsWith(path) ? problem.slice(path.length).replace(/^[,:] /, '') : problem}</li>
        ))}
      </ul>
    </>
  );
}

export function ForceForms() {
  const { data: forms } = useQuery(queries.forms);
  if (forms === undefined) return null;
  const { configuration, path, state } = forms;
  return (
    <Card title="Forms" icon={ClipboardList}>
      <div className={styles['rows']}>
        {state === 'refused' ? <Refused {...forms} /> : null}
        <dl className={styles['facts']}>
          <div>
            <dt>In force</dt>
            <dd>
              {configuration === null
                ? 'The forms as published'
                : `${configuration.force}, version ${configuration.version}`}
            </dd>
          </div>
          {configuration === null ? null : (
            <div>
              <dt>Your force adds</dt>
              <dd>{addsWords(configuration)}</dd>
            </div>
          )}
          <div>
            <dt>{state === 'none' ? 'Your force’s file would be' : 'Your force’s file'}</dt>
            <dd className={styles['path']}>{path}</dd>
          </div>
        </dl>
      </div>
    </Card>
  );
}
