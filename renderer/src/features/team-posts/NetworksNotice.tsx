// Before the first post can go out: which addresses IT must allow, who can do it and where. Said before anything is written.
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../ipc/queries.ts';
import { Notice } from '../../ui/index.ts';
import styles from './TeamPosts.module.css';

export function NetworksNotice() {
  const { data: networks } = useQuery(queries.postNetworks);
  if (networks === undefined || networks.some(({ allowed }) => allowed)) return null;
  if (networks.length === 0) {
    return (
      <Notice tone="warn" title="No network is set up">
        Only IT can do this: the networks of your force are named in this laptop’s policy (<code>teamPosts</code> in{' '}
        <code>device.json</code>). Posts are written, checked and kept here meanwhile.
      </Notice>
    );
  }
  return (
    <Notice tone="warn" title="No network may be opened from this laptop yet">
      <p>Ask IT to allow these addresses. Posts are written, checked and kept here meanwhile.</p>
      <ul className={styles['addresses']}>
        {networks.map(({ id, label, origin }) => (
          <li key={id}>
            {label}: <code>{origin}</code>
          </li>
        ))}
      </ul>
      <p>
        Only IT can do this: <code>externalOrigins</code> in <code>device.json</code>, this laptop’s policy. It holds
        from the next start of Kerbdesk.
      </p>
    </Notice>
  );
}
