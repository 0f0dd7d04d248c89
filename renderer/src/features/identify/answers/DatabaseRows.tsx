// What each database has said so far. One that has not answered is never shown as "no match".
import { CircleHelp, Globe, LoaderCircle, Shield, UserCheck, UserX, type LucideIcon } from 'lucide-react';
import type { BiometricDatabase, DatabaseState } from '#contract/biometric-search.ts';
import { Badge } from '../../../ui/index.ts';
import { answerLabel, elapsedWords, shortDatabaseNames } from '../identify-words.ts';
import styles from './Search.module.css';

type Answer = DatabaseState['answer'];

interface DatabaseRowsProps {
  readonly databases: readonly { readonly database: BiometricDatabase; readonly answer: Answer }[];
}

const databaseIcons: Readonly<Record<BiometricDatabase, LucideIcon>> = { police: Shield, immigration: Globe };

const answerIcons: Readonly<Record<Answer['status'], LucideIcon>> = {
  waiting: LoaderCircle,
  searching: LoaderCircle,
  hit: UserCheck,
  possible: UserCheck,
  'no-hit': UserX,
  error: CircleHelp,
  timeout: CircleHelp,
  'not-answered': CircleHelp,
};

export function DatabaseRows({ databases }: DatabaseRowsProps) {
  return (
    <ul className={styles['databases']} aria-label="Databases" aria-live="polite">
      {databases.map(({ database, answer }) => {
        const [name, system] = shortDatabaseNames[database];
        const { tone, label } = answerLabel[answer.status];
        const Icon = databaseIcons[database];
        const said = 'words' in answer ? answer.words : null;
        return (
          <li key={database} className={styles['database']}>
            <Icon size={20} aria-hidden />
            <div>
              <p className={styles['name']}>{name}</p>
              <p className={styles['detail']}>
                {system} · {elapsedWords(answer)}
                {said === null ? null : <span> · “{said}”</span>}
              </p>
            </div>
            <Badge tone={tone} icon={answerIcons[answer.status]}>
              {label}
            </Badge>
          </li>
        );
      })}
    </ul>
  );
}
