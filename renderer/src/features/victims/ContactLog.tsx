// Every contact with a victim, newest first: what was said, when, how and by whom. Lines are taken back, never changed.
import { MessageSquarePlus, MessagesSquare } from 'lucide-react';
import type { ContactEntry, Victim } from '#contract/victims.ts';
import { formatDateTime } from '../../format/index.ts';
import { Badge, Button, Card, EmptyState } from '../../ui/index.ts';
import { contactFacts, contactTitle, isNotGiven } from './victim-words.ts';
import styles from './Victims.module.css';

interface ContactLogProps {
  readonly victim: Victim;
  /** One that is neither an update nor an attempt. */
  readonly onContact: () => void;
  readonly onGiven: (entry: ContactEntry) => void;
  readonly onTakeBack: (entry: ContactEntry) => void;
}

export function ContactLog({ victim, onContact, onGiven, onTakeBack }: ContactLogProps) {
  const { contacts } = victim;
  return (
    <Card
      title="Contact log"
      aside={
        <Button size="small" variant="quiet" icon={MessageSquarePlus} shortcut="O" onPress={onContact}>
          Other contact
        </Button>
      }
      flush
    >
      {contacts.length === 0 ? (
        <EmptyState icon={MessagesSquare} title="No contact yet">
          Log what was said (U), an attempt (A), or write a text or letter (W). A line cannot be changed afterwards.
        </EmptyState>
      ) : (
        <ol className={styles['log']}>
          {contacts.map((entry) => {
            const isBack = entry.takenBackBy !== null;
            const title = contactTitle(entry, victim);
            return (
              <li key={entry.id} className={isBack ? styles['takenBack'] : undefined}>
                <time dateTime={entry.at}>{formatDateTime(entry.at)}</time>
                <div>
                  <p className={styles['logTitle']}>
                    <strong>{title}</strong>
                    {isBack ? <Badge>Taken back</Badge> : null}
                  </p>
                  <p className={styles['quiet']}>{contactFacts(entry)}</p>
                  {entry.said === '' ? null : <p className={styles['said']}>{entry.said}</p>}
                </div>
                <div className={styles['logDeeds']}>
                  {isNotGiven(entry, victim) ? (
                    <Button size="small" onPress={() => onGiven(entry)}>
                      It was given
                    </Button>
                  ) : null}
                  {isBack || entry.what === 'taken-back' ? null : (
                    <Button
                      size="small"
                      variant="quiet"
                      aria-label={`Take back: ${title}, ${formatDateTime(entry.at)}`}
                      onPress={() => onTakeBack(entry)}
                    >
                      Take back
                    </Button>
                  )}
                </div>
              </li>
            );
          })}
        </ol>
      )}
    </Card>
  );
}
