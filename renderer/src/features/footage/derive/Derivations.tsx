// What a clip, a redaction or a snapshot was made from and how; and for a recording, what was made of it.
import { useQuery } from '@tanstack/react-query';
import type { Recording } from '#contract/footage.ts';
import { routeHref } from '../../../app/route.ts';
import { clockText } from '../../../derive/clock-text.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { queryKeys } from '../../../ipc/query-keys.ts';
import styles from './Derivations.module.css';
import { displayTitle, kindWords } from '../footage-words.ts';
import { recipeLines } from './recipe-words.ts';

export function Derivations({ recording }: { readonly recording: Recording }) {
  return (
    <>
      {recording.parentId === null ? null : <MadeFrom recording={recording} />}
      {recording.derivativeCount === 0 ? null : <MadeOfIt recording={recording} />}
    </>
  );
}

function MadeFrom({ recording: { id } }: { readonly recording: Recording }) {
  const { data } = useQuery({
    queryKey: [...queryKeys.recording(id), 'derivation'],
    queryFn: () => value(kerbdesk.derivatives.derivation({ id })),
  });
  if (data === undefined) return null;
  const { parent, recipe, recipeSha256 } = data;
  return (
    <section className={styles['block']} aria-labelledby="made-from">
      <h3 id="made-from">Made from</h3>
      <p>
        <a href={routeHref({ screen: 'recording', id: parent.id })}>{displayTitle(parent)}</a>, by this recipe:
      </p>
      <dl className={styles['recipe']}>
        {(recipe === null ? [] : recipeLines(recipe)).map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
        <div>
          <dt>Recipe</dt>
          <dd className={styles['hash']}>SHA-256 {recipeSha256.slice(0, 16)} …</dd>
        </div>
      </dl>
    </section>
  );
}

function MadeOfIt({ recording: { id } }: { readonly recording: Recording }) {
  const { data = [] } = useQuery({
    queryKey: [...queryKeys.recording(id), 'derivatives'],
    queryFn: () => value(kerbdesk.derivatives.list({ parentId: id })),
  });
  return (
    <section className={styles['block']} aria-labelledby="made-of-it">
      <h3 id="made-of-it">Made of this recording</h3>
      <ul className={styles['list']}>
        {data.map((made) => (
          <li key={made.id}>
            <a href={routeHref({ screen: 'recording', id: made.id })}>{made.fileName}</a>
            <span>
              {kindWords[made.kind]}
              {made.durationSeconds === null ? '' : ` · ${clockText(made.durationSeconds)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
