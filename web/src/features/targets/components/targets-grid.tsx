import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { Icon } from '@/shared/ui/icon';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import { useGridFocus } from '../use-grid-focus';
import type { CascadeCell, CascadeRow, TargetCascade } from '../wire';
import { TargetCell } from './target-cell';
import styles from './targets.module.css';

/** A unit that cannot be opened further, or a person of the unit above. */
function SubjectName({ row }: { row: CascadeRow }) {
  if (!row.person) return row.unit?.name;
  return (
    <span className={styles.person}>
      <Icon name="person" size={12} /> {row.person.name}
    </span>
  );
}

interface TargetsGridProps {
  cascade: TargetCascade;
  onOpen: (row: CascadeRow, cell: CascadeCell, isWhole: boolean) => void;
  onUnit: (id: string) => void;
}

/** Units by periods: what each should reach, how that stands, and where the parts differ from the whole. */
export function TargetsGrid({ cascade, onOpen, onUnit }: TargetsGridProps) {
  const { t } = useTranslation('targets');
  const format = useFormat();
  const first = cascade.rows[0];
  const columns = (first?.cells.length ?? 0) + 1;
  const focus = useGridFocus(cascade.rows.length, columns);
  if (!first) return null;
  const span = format.period(cascade.from, cascade.to);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t('grid.label')}>
      <table className={styles.grid} onKeyDown={focus.onKeyDown}>
        <caption>
          <VisuallyHidden>{t('grid.caption', { span })}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('grid.unit')}</th>
            <th scope="col" data-align="end" data-whole={true}>
              {span}
            </th>
            {first.cells.map((cell) => (
              <th key={cell.period} scope="col" data-align="end">
                {format.period(cell.start, cell.end)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cascade.rows.map((row, at) => (
            <tr key={(row.person ?? row.unit)?.id}>
              <th scope="row" style={{ '--depth': row.depth } as CSSProperties}>
                {row.depth > 0 && row.rows_below > 0 && row.unit ? (
                  <button
                    type="button"
                    className={styles.unit}
                    title={t('grid.into')}
                    onClick={() => row.unit && onUnit(row.unit.id)}
                  >
                    {row.unit.name}
                  </button>
                ) : (
                  <SubjectName row={row} />
                )}
              </th>
              {[row.whole, ...row.cells].map((cell, column) => (
                <td
                  key={column === 0 ? 'whole' : cell.period}
                  data-align="end"
                  data-whole={column === 0 || undefined}
                >
                  <TargetCell
                    cascade={cascade}
                    row={row}
                    cell={cell}
                    focus={focus.of(at, column)}
                    onOpen={() => onOpen(row, cell, column === 0)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
