import { lazy, Suspense } from 'react';
import { useProofStore } from '@/shared/ui/proof/proof-store';

const ProofPanel = lazy(() =>
  import('@/shared/ui/proof/proof-panel').then((module) => ({ default: module.ProofPanel })),
);

/** Where the proof of the number that was opened is shown; loaded with the first one. */
export function ProofLayer() {
  const { target, asOf } = useProofStore();
  if (!target) return null;
  return (
    <Suspense fallback={null}>
      <ProofPanel target={target} asOf={asOf} />
    </Suspense>
  );
}
