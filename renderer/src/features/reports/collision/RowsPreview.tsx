// What becomes of one published collision: what to look at, and what of its rows a report does not hold, before anything is kept.
import type { PublishedPreview } from '#contract/stats19.ts';
import { formatCount } from '../../../format/index.ts';
import { Notice, ScrollRegion } from '../../../ui/index.ts';
import styles from './Rows.module.css';

type Loss = PublishedPreview['losses'][number];

/** What may be missed first; what the Department adds itself last. */
const reasons: readonly { readonly is: Loss['reason']; readonly title: string; readonly about: string }[] = [
  {
    is: 'not-asked',
    title: 'Left out',
    about: 'The form does not ask this beside the other answers. Enter it in words if it matters.',
  },
  { is: 'worked-out', title: 'Worked out anew', about: 'Kerbdesk derives these from what is entered.' },
  {
    is: 'not-held',
    title: 'Not in a report',
    about: 'The Department for Transport adds these to the rows; an officer enters none of them.',
  },
];

function Losses({ title, about, losses }: { title: string; about: string; losses: readonly Loss[] }) {
  if (losses.length === 0) return null;
  return (
    <section className={styles['losses']}>
      <h3>
        {title} · {losses.length}
      </h3>
      <p>{about}</p>
      <ScrollRegion label={title}>
        <table>
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Column</th>
              <th scope="col">Published</th>
              <th scope="col">Becomes</th>
            </tr>
          </thead>
          <tbody>
            {losses.map(({ of, column, was, becomes }) => (
              <tr key={`${of} ${column}`}>
                <td>{of}</td>
                <td>{column}</td>
                <td>{was}</td>
                <td>{becomes === '-1' || becomes === '' ? 'nothing' : becomes}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

export function RowsPreview({ preview }: { readonly preview: PublishedPreview }) {
  const { collision, title, vehicles, casualties, cautions, losses } = preview;
  return (
    <>
      <div>
        <h3>
          {title}: {collision.reference}
        </h3>
        <p>
          {collision.date}, {collision.time} · {formatCount(vehicles, 'vehicle')},{' '}
          {casualties === 1 ? '1 casualty' : `${casualties} casualties`}
        </p>
      </div>
      {cautions.length === 0 ? null : (
        <Notice tone="warn" title="Look at these">
          <ul className={styles['findings']}>
            {cautions.map((caution) => (
              <li key={caution}>{caution}</li>
            ))}
          </ul>
        </Notice>
      )}
      {losses.length === 0 ? <p>Every cell of its rows is held by the report.</p> : null}
      {reasons.map(({ is, ...words }) => (
        <Losses key={is} {...words} losses={losses.filter(({ reason }) => reason === is)} />
      ))}
    </>
  );
}
