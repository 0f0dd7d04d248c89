// What a check of published files found, file by file, with line and column.
import type { CheckedFile, CheckedFolder } from '#contract/stats19.ts';
import { formatCount } from '../../../format/index.ts';
import { Badge, Button, Dialog, Notice } from '../../../ui/index.ts';
import styles from './Rows.module.css';

function File({ file }: { readonly file: CheckedFile }) {
  return (
    <li className={styles['file']}>
      <h3>
        {file.name}{' '}
        {file.errors > 0 ? (
          <Badge tone="bad">{formatCount(file.errors, 'error')}</Badge>
        ) : file.warnings > 0 ? (
          <Badge tone="warn">{formatCount(file.warnings, 'warning')}</Badge>
        ) : (
          <Badge tone="ok">Valid</Badge>
        )}
      </h3>
      <p>
        {formatCount(file.rows, 'row')}
        {file.layout === null ? null : `; ${file.layout}`}
      </p>
      <ul className={styles['findings']}>
        {file.findings.map((finding) => (
          <li key={`${finding.line} ${finding.column} ${finding.message}`}>
            <strong>
              {finding.level === 'error' ? 'Error' : 'Warning'}, line {finding.line}, column {finding.column}:
            </strong>{' '}
            {finding.message}
            {finding.times === 1 ? null : ` On ${formatCount(finding.times, 'line')}.`}
          </li>
        ))}
      </ul>
      {file.unlisted === 0 ? null : <p>And {formatCount(file.unlisted, 'further finding')}.</p>}
    </li>
  );
}

interface CheckedFilesProps {
  readonly checked: CheckedFolder;
  readonly onClose: () => void;
}

export function CheckedFiles({ checked, onClose }: CheckedFilesProps) {
  return (
    <Dialog
      title="STATS19 files"
      size="wide"
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>Close</Button>}
    >
      {checked.files.length === 0 ? <p>There are no CSV files in that folder.</p> : null}
      {checked.unopened === 0 ? null : (
        <Notice tone="warn" title={`${formatCount(checked.unopened, 'further file')} of this folder not opened`}>
          Put them into a folder of their own and check that.
        </Notice>
      )}
      <ul className={styles['files']}>
        {checked.files.map((file) => (
          <File key={file.name} file={file} />
        ))}
      </ul>
    </Dialog>
  );
}
