import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProofTarget } from '@/shared/api/proof';
import { usePageDay } from '@/shared/lib/as-of';
import styles from './number-door.module.css';
import { openProof, useProofStore } from './proof/proof-store';
import { useGlow } from './use-glow';

interface NumberDoorProps {
  proof: ProofTarget;
  /** The number as it is written. */
  children?: ReactNode;
  /** `text` inherits everything; `strong` is the figure of a row, `quiet` its second; `large` that of a card. */
  look?: 'text' | 'strong' | 'quiet' | 'large';
  /** The past day that the number is of, where it is another than the page's. */
  asOf?: string | undefined;
}

/** Every number is a door: Enter or a click opens where it comes from. */
export function NumberDoor({ proof, children, look = 'text', asOf }: NumberDoorProps) {
  const { t } = useTranslation('common');
  const pageDay = usePageDay();
  const day = asOf ?? pageDay;
  const element = useGlow<HTMLButtonElement>(children?.toString());
  const isOpen = useProofStore(
    (state) => state.target !== null && state.asOf === day && sameTarget(state.target, proof),
  );
  return (
    <button
      ref={element}
      type="button"
      className={styles.door}
      data-look={look}
      data-open={isOpen || undefined}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      title={t('proof.open')}
      onClick={(event) => {
        event.preventDefault();
        event.stopPropagation();
        openProof(proof, event.currentTarget, day);
      }}
    >
      {children}
    </button>
  );
}

function sameTarget(a: ProofTarget, b: ProofTarget): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
