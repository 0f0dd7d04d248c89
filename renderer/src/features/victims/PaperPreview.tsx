// Pages as they will be on paper, black on white whatever the theme; text in it can be read by a screen reader.
import type { PreviewedLetter } from '#contract/documents.ts';
import { pageNumber, protectiveMarking } from '#contract/printed-marking.ts';
import { ScrollRegion } from '../../ui/index.ts';
import styles from './PaperPreview.module.css';

export function PaperPreview({ letter }: { readonly letter: PreviewedLetter }) {
  const { frame, pages } = letter;
  return (
    <ScrollRegion label="The letter as it will be on paper" className={styles['region'] ?? ''}>
      {pages.map((page, index) => (
        <section key={index} className={styles['page']} aria-label={pageNumber(index + 1, pages.length)}>
          <p className={styles['marking']}>{protectiveMarking}</p>
          <p className={styles['line']}>
            <span>{`${frame.name} ${frame.reference}`}</span>
            <strong>{frame.status}</strong>
          </p>
          <div className={styles['body']}>
            {page.rows.map((row, at) => (
              <p key={at} className={styles[row.kind]}>
                {row.cells.map(({ text }) => text).join('\n')}
              </p>
            ))}
          </div>
          <p className={styles['line']}>
            <span>{frame.foot}</span>
            <span>{pageNumber(index + 1, pages.length)}</span>
          </p>
          <p className={styles['marking']}>{protectiveMarking}</p>
        </section>
      ))}
    </ScrollRegion>
  );
}
