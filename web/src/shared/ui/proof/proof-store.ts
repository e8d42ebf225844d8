/** Which number is open. One panel for the whole application. */
import { create } from 'zustand';
import type { ProofTarget } from '@/shared/api/proof';

interface ProofState {
  target: ProofTarget | null;
  /** The past day that the number is of. */
  asOf?: string | undefined;
  /** What was pressed, so that focus goes back there. */
  opener: HTMLElement | null;
}

export const useProofStore = create<ProofState>(() => ({ target: null, opener: null }));

export function openProof(
  target: ProofTarget,
  opener: HTMLElement | null,
  asOf?: string | undefined,
): void {
  useProofStore.setState({ target, opener, asOf });
}

export function closeProof(): void {
  const { opener } = useProofStore.getState();
  useProofStore.setState({ target: null, opener: null, asOf: undefined });
  if (opener?.isConnected) opener.focus();
}
