// Dense rows for repetitive work: arrows move, Enter opens, the row in hand is marked.
import type { ReactNode } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table';
import { classNames } from './class-names.ts';
import styles from './DataTable.module.css';

export interface DataColumn<Item> {
  readonly id: string;
  readonly label: string;
  readonly render: (row: Item) => ReactNode;
  /** The column that names the row; the first unless said. */
  readonly isRowHeader?: boolean;
  readonly align?: 'start' | 'end';
  /** Left out below 60 rem of window width. */
  readonly secondary?: boolean;
  /** Takes what is left over. */
  readonly grows?: boolean;
}

export interface DataTableProps<Item extends { readonly id: string }> {
  readonly label: string;
  readonly columns: readonly DataColumn<Item>[];
  readonly rows: readonly Item[];
  /** Enter, or a double press, on a row. */
  readonly onOpen?: (id: string) => void;
  readonly selectedId?: string | null;
  readonly onSelect?: (id: string) => void;
  readonly empty?: ReactNode;
}

export function DataTable<Item extends { readonly id: string }>(props: DataTableProps<Item>) {
  const { label, columns, rows, onOpen, selectedId = null, onSelect, empty } = props;
  const named = columns.some((column) => column.isRowHeader === true);
  const cellClass = (column: DataColumn<Item>): string =>
    classNames(
      styles['cell'],
      column.align === 'end' && styles['end'],
      column.secondary === true && styles['secondary'],
      column.grows === true && styles['grows'],
    );
  return (
    <div className={styles['scroller']}>
      <Table
        aria-label={label}
        className={styles['table'] ?? ''}
        selectionMode={onSelect === undefined ? 'none' : 'single'}
        selectionBehavior="replace"
        selectedKeys={selectedId === null ? [] : [selectedId]}
        onSelectionChange={(keys) => {
          if (keys === 'all' || onSelect === undefined) return;
          for (const key of keys) onSelect(String(key));
        }}
        {...(onOpen === undefined ? {} : { onRowAction: (key: string | number) => onOpen(String(key)) })}
      >
        <TableHeader>
          {columns.map((column, index) => (
            <Column
              key={column.id}
              id={column.id}
              isRowHeader={named ? column.isRowHeader === true : index === 0}
              className={classNames(cellClass(column), styles['head'])}
            >
              {column.label}
            </Column>
          ))}
        </TableHeader>
        <TableBody
          items={rows}
          dependencies={[columns]}
          renderEmptyState={() => <div className={styles['empty']}>{empty ?? 'Nothing here.'}</div>}
        >
          {(row: Item) => (
            <Row id={row.id} className={classNames(styles['row'], onOpen !== undefined && styles['opens'])}>
              {columns.map((column) => (
                <Cell key={column.id} className={cellClass(column)}>
                  {column.render(row)}
                </Cell>
              ))}
            </Row>
          )}
        </TableBody>
      </Table>
    </div>
  );
}
