import type { Proof } from '@/shared/api/types';
import type { useProofWords } from './use-proof-words';

/** The whole proof as indented lines, for a message or a ticket. */
export function proofAsText(root: Proof, words: ReturnType<typeof useProofWords>): string {
  const lines: string[] = [];
  const visit = (node: Proof, depth: number) => {
    const indent = '  '.repeat(depth);
    lines.push(`${indent}${words.label(node)}: ${words.value(node)}`);
    const rule = words.rule(node);
    if (rule) lines.push(`${indent}  = ${rule}`);
    for (const input of node.inputs) visit(input, depth + 1);
    for (const fact of node.facts) {
      const source = words.source(fact);
      lines.push(`${indent}  - ${words.fact(node, fact)}${source ? ` (${source})` : ''}`);
    }
  };
  visit(root, 0);
  return lines.join('\n');
}
