import { runCommand } from '../../commands/command-table.ts';
import { isRepairing, useJobsStore } from '../../state/jobs-store.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Button } from '../../ui/kit.ts';

/** What a step shows that needs repaired masks while there are none. */
export function NothingRepaired({ title, hint }: { readonly title: string; readonly hint: string }) {
  const isUnderWay = useJobsStore(isRepairing);
  if (isUnderWay) return <EmptyState title={text.repair.underWay} hint={text.repair.underWayHint} />;
  return (
    <EmptyState title={title} hint={hint}>
      <Button
        variant="filled"
        onClick={() => {
          runCommand('repair.start');
        }}
      >
        {text.repair.button}
      </Button>
    </EmptyState>
  );
}
