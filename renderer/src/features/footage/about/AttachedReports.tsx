// The reports that this recording belongs to.
import { useQueries } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import { Link } from 'react-aria-components/Link';
import { referenceOf } from '#contract/forms/references.ts';
import type { Recording } from '#contract/footage.ts';
import { routeHref } from '../../../app/route.ts';
import { queries } from '../../../ipc/queries.ts';
import styles from './AttachedReports.module.css';

export function AttachedReports({ ids }: { readonly ids: Recording['reportIds'] }) {
  const reports = useQueries({ queries: ids.map((id) => queries.report(id)) });
  if (ids.length === 0) return null;
  return (
    <section aria-labelledby="attached-reports">
      <h3 id="attached-reports" className={styles['title']}>
        {ids.length === 1 ? 'Report' : 'Reports'}
      </h3>
      <ul>
        {ids.map((id, index) => {
          const report = reports[index]?.data;
          return (
            <li key={id}>
              <Link href={routeHref({ screen: 'report', id })} className={styles['report'] ?? ''}>
                <FileText size={16} aria-hidden />
                <span>
                  {report?.title === undefined || report.title === '' ? 'Report without a title' : report.title}
                  {report === undefined ? null : (
                    <span className={styles['detail']}>
                      {`${referenceOf(report)} · ${report.status === 'draft' ? 'draft' : 'finished'}`}
                    </span>
                  )}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
