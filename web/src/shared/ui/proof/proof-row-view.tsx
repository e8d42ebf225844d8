import { useTranslation } from 'react-i18next';
import styles from './proof.module.css';
import type { ProofRow } from './proof-rows';
import type { useProofWords } from './use-proof-words';

interface ProofRowViewProps {
  row: ProofRow;
  isFocused: boolean;
  words: ReturnType<typeof useProofWords>;
  onFocus: () => void;
  onToggle: () => void;
}

/** One line of the tree: a number with its rule, or a fact with who and when. */
export function ProofRowView({ row, isFocused, words, onFocus, onToggle }: ProofRowViewProps) {
  const { t } = useTranslation('common');
  const { node, fact } = row;
  return (
    <div
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={row.hasChildren ? row.isExpanded : undefined}
      aria-selected={isFocused}
      tabIndex={isFocused ? 0 : -1}
      data-row={row.key}
      className={styles.row}
      style={{ paddingLeft: (row.level - 1) * 16 + 8 }}
      onClick={() => {
        onFocus();
        if (row.hasChildren) onToggle();
      }}
    >
      {Array.from({ length: row.level - 1 }, (_, depth) => depth).map((depth) => (
        <i key={depth} className={styles.guide} style={{ left: depth * 16 + 14 }} />
      ))}
      {node ? (
        <>
          <span className={styles.line}>
            <span
              aria-hidden="true"
              className={styles.twist}
              data-open={row.isExpanded || undefined}
            >
              {row.hasChildren ? '›' : ''}
            </span>
            <span className={styles.label}>{words.label(node)}</span>
            <b className={styles.value}>{words.value(node)}</b>
          </span>
          {words.rule(node) ? <span className={styles.rule}>{words.rule(node)}</span> : null}
          {words.note(node) ? <span className={styles.source}>{words.note(node)}</span> : null}
          {node.left_out > 0 ? (
            <span className={styles.source}>{t('proof.leftOut', { count: node.left_out })}</span>
          ) : null}
        </>
      ) : null}
      {fact ? (
        <span className={styles.fact}>
          {words.fact(row.of, fact)}
          <span className={styles.source}>{words.source(fact)}</span>
        </span>
      ) : null}
    </div>
  );
}
