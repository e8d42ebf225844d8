import styles from './drivers.module.css';
import { useEvidenceWords } from './use-evidence-words';
import type { DriverEvidence } from './wire';

/** What the past says of a driver, and how that was computed. */
export function EvidenceText({ evidence }: { evidence: DriverEvidence | null }) {
  const words = useEvidenceWords();
  if (!evidence) return null;
  const { verdict, computed } = words(evidence);
  return (
    <span className={styles.evidence}>
      <span className={styles.verdict} data-verdict={evidence.verdict}>
        {verdict}
      </span>
      {computed ? <small>{computed}</small> : null}
    </span>
  );
}
