import type { ObjectiveWithKeyResults } from '@/shared/api/types';
import { KeyResultRow } from './key-result-row';
import { ObjectiveRow } from './objective-row';

interface ObjectiveListProps {
  objectives: ObjectiveWithKeyResults[];
  elapsed: number | null;
  hasOwner?: boolean;
}

/** Objectives with their key results under them. */
export function ObjectiveList({ objectives, elapsed, hasOwner }: ObjectiveListProps) {
  return objectives.map((objective) => (
    <div key={objective.id}>
      <ObjectiveRow
        objective={objective}
        elapsed={elapsed}
        {...(hasOwner === undefined ? {} : { hasOwner })}
      />
      {objective.key_results.map((keyResult) => (
        <KeyResultRow
          key={keyResult.id}
          keyResult={keyResult}
          elapsed={elapsed}
          isChild={true}
          {...(hasOwner === undefined ? {} : { hasOwner })}
        />
      ))}
    </div>
  ));
}
