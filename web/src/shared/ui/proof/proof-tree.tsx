import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Proof } from '@/shared/api/types';
import { ProofRowView } from './proof-row-view';
import { initiallyExpanded, visibleRows, walk } from './proof-rows';
import { useProofWords } from './use-proof-words';

interface ProofTreeProps {
  proof: Proof;
  label: string;
  /** The row that has the focus at first. */
  initial: string;
}

/** A proof as a tree that can be walked with the arrow keys. */
export function ProofTree({ proof, label, initial }: ProofTreeProps) {
  const words = useProofWords();
  const tree = useRef<HTMLDivElement>(null);
  const [expanded, setExpanded] = useState(() => initiallyExpanded(proof));
  const [focused, setFocused] = useState(initial);
  const [wantsFocus, setWantsFocus] = useState(true);
  const rows = useMemo(() => visibleRows(proof, expanded), [proof, expanded]);
  const active = rows.some((row) => row.key === focused) ? focused : '0';

  useEffect(() => {
    if (!wantsFocus) return;
    tree.current?.querySelector<HTMLElement>(`[data-row="${active}"]`)?.focus();
    setWantsFocus(false);
  }, [active, wantsFocus]);

  const toggle = (key: string, isOpen: boolean) => {
    setExpanded((before) => {
      const after = new Set(before);
      if (isOpen) after.add(key);
      else after.delete(key);
      return after;
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.target as HTMLElement).tagName === 'A') return;
    const step = walk(rows, active, event.key);
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    if (step.kind === 'focus') {
      setFocused(step.key);
      setWantsFocus(true);
    } else toggle(step.key, step.kind === 'expand');
  };

  return (
    <div ref={tree} role="tree" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
      {rows.map((row) => (
        <ProofRowView
          key={row.key}
          row={row}
          words={words}
          isFocused={row.key === active}
          onFocus={() => {
            setFocused(row.key);
            setWantsFocus(true);
          }}
          onToggle={() => toggle(row.key, !row.isExpanded)}
        />
      ))}
    </div>
  );
}
