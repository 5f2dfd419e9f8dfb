import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import './data-table.css';

export interface TableColumn<Row, Sort extends string> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** CSS grid track, e.g. `8rem` or `minmax(12rem, 2fr)`. */
  readonly width: string;
  /** The sort that a click on the header asks. */
  readonly sort?: Sort;
  readonly align?: 'start' | 'end';
}

export interface DataTableProps<Row, Sort extends string> {
  readonly label: string;
  readonly columns: readonly TableColumn<Row, Sort>[];
  readonly rows: readonly Row[];
  /** All rows there are, of which `rows` are the first. */
  readonly totalRows: number;
  readonly rowKey: (row: Row) => string;
  readonly onOpen: (row: Row) => void;
  readonly sort?: Sort;
  readonly sortDirection?: 'ascending' | 'descending';
  readonly onSort?: (sort: Sort) => void;
  /** The last rows came into view: fetch more. */
  readonly onReachEnd?: () => void;
  readonly empty?: ReactNode;
}

const rowHeight = 44;
const features = tableFeatures({});

function nextIndex(key: string, index: number, last: number, page: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: last,
  };
  const wanted = steps[key];
  return wanted === undefined ? undefined : Math.max(0, Math.min(last, wanted));
}

/** The row that keys move; it follows its record when rows come and go around it. */
function useActiveRow<Row>(rows: readonly Row[], rowKey: (row: Row) => string) {
  const [key, setKey] = useState<string>();
  const found = rows.findIndex((row) => rowKey(row) === key);
  return { index: Math.max(0, found), isChosen: found !== -1, choose: setKey };
}

function useModel<Row extends object, Sort extends string>(props: DataTableProps<Row, Sort>) {
  const columns = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return helper.columns(
      props.columns.map((column) =>
        helper.display({ id: column.id, header: column.header, cell: ({ row }) => column.cell(row.original) }),
      ),
    );
  }, [props.columns]);
  return useTable({ features, columns, data: props.rows as Row[], getRowId: props.rowKey });
}

/**
 * A long table: only the rows in view exist. It is one stop of the Tab key; arrows, Page, Home and End move the row, Enter
 * opens it. Sorting and paging are the caller's, who asks the store.
 */
export function DataTable<Row extends object, Sort extends string>(props: DataTableProps<Row, Sort>) {
  const { rows, onReachEnd, totalRows } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const active = useActiveRow(rows, props.rowKey);
  const table = useModel(props);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length < totalRows && lastShown >= rows.length - 20) onReachEnd?.();
  }, [rows.length, totalRows, lastShown, onReachEnd]);

  const move = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return;
    const row = rows[active.index];
    if (event.key === 'Enter' && row) props.onOpen(row);
    const next = nextIndex(event.key, active.isChosen ? active.index : -1, rows.length - 1, 10);
    const nextRow = next === undefined ? undefined : rows[next];
    if (next === undefined || !nextRow) return;
    event.preventDefault();
    active.choose(props.rowKey(nextRow));
    virtual.scrollToIndex(next, { align: 'auto' });
  };

  if (rows.length === 0 && props.empty) return <>{props.empty}</>;
  const modelRows = table.getRowModel().rows;
  return (
    <div ref={scroller} className="table-scroller">
      <table
        className="table"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are chosen and opened, which makes it a grid
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={totalRows + 1}
        aria-activedescendant={rows.length > 0 ? `${id}-${active.index}` : undefined}
        onKeyDown={move}
      >
        <TableHead {...props} />
        <tbody className="table-body" style={{ blockSize: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = modelRows[item.index];
            return row ? (
              <tr
                key={row.id}
                id={`${id}-${item.index}`}
                aria-rowindex={item.index + 2}
                className={`table-row ${item.index === active.index ? 'table-row-active' : ''}`}
                style={{ transform: `translateY(${item.start}px)`, gridTemplateColumns: tracks(props.columns) }}
                onClick={() => {
                  active.choose(row.id);
                  props.onOpen(row.original);
                }}
              >
                {row.getAllCells().map((cell, index) => (
                  <td key={cell.id} className={`table-cell table-cell-${props.columns[index]?.align ?? 'start'}`}>
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            ) : null;
          })}
        </tbody>
      </table>
    </div>
  );
}

function tracks<Row, Sort extends string>(columns: readonly TableColumn<Row, Sort>[]): string {
  return columns.map((column) => column.width).join(' ');
}

function TableHead<Row extends object, Sort extends string>(props: DataTableProps<Row, Sort>) {
  const { sort, sortDirection = 'ascending', onSort } = props;
  const Arrow = sortDirection === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <thead className="table-head">
      <tr aria-rowindex={1} className="table-row-head" style={{ gridTemplateColumns: tracks(props.columns) }}>
        {props.columns.map((column) => {
          const columnSort = column.sort;
          const sorted = columnSort !== undefined && columnSort === sort;
          return (
            <th
              key={column.id}
              scope="col"
              className={`table-header table-cell-${column.align ?? 'start'}`}
              {...(sorted ? { 'aria-sort': sortDirection } : {})}
            >
              {columnSort !== undefined && onSort ? (
                <AriaButton className="table-sort" onPress={() => onSort(columnSort)}>
                  {column.header}
                  {sorted && <Arrow aria-hidden size={14} />}
                </AriaButton>
              ) : (
                column.header
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
