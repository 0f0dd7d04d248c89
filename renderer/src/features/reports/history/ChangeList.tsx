// Changes field by field: what was added and what was taken out, said as well as drawn.
import { Undo2 } from 'lucide-react';
import { formatCount } from '../../../format/index.ts';
import { Button, VisuallyHidden } from '../../../ui/index.ts';
import type { Change, Piece } from './changes.ts';
import styles from './ReportHistory.module.css';

interface ChangeListProps {
  readonly changes: readonly Change[];
  /** Sets a field back; left out where the report is only read. */
  readonly onPutBack?: ((change: Change) => void) | undefined;
}

const pieceWords = { kept: null, added: 'added: ', removed: 'taken out: ' } as const;

function PieceText({ piece }: { readonly piece: Piece }) {
  const Tag = piece.is === 'added' ? 'ins' : piece.is === 'removed' ? 'del' : 'span';
  const words = pieceWords[piece.is];
  return (
    <Tag className={styles[piece.is]}>
      {words === null ? null : <VisuallyHidden>{words}</VisuallyHidden>}
      {piece.text}
    </Tag>
  );
}

export function ChangeList({ changes, onPutBack }: ChangeListProps) {
  return (
    <ul className={styles['changes']} aria-label={formatCount(changes.length, 'change')}>
      {changes.map((change) => (
        <li key={change.key}>
          <div className={styles['field']}>
            <h3>{change.label}</h3>
            {onPutBack === undefined ? null : (
              <Button
                size="small"
                variant="quiet"
                icon={Undo2}
                aria-label={`Put back as it was: ${change.label}`}
                onPress={() => onPutBack(change)}
              >
                Put back
              </Button>
            )}
          </div>
          <p className={styles['text']}>
            {change.pieces.map((piece, index) => (
              // The same words may come twice: their place tells them apart.
              // oxlint-disable-next-line react/no-array-index-key
              <PieceText key={index} piece={piece} />
            ))}
          </p>
        </li>
      ))}
    </ul>
  );
}
