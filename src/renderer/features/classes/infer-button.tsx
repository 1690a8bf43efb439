import { useState } from 'react';
import { text } from '../../strings/text.ts';
import { IconInfer } from '../../ui/icons.ts';
import { Button } from '../../ui/kit.ts';
import { inferClasses } from './class-acts.ts';

/** Finds the classes from the masks; the button says that it is at work. */
export function InferButton({ isFirst = false }: { readonly isFirst?: boolean }) {
  const [isBusy, setBusy] = useState(false);
  return (
    <Button
      variant={isFirst ? 'filled' : 'default'}
      leftSection={<IconInfer size={15} aria-hidden />}
      loading={isBusy}
      onClick={() => {
        setBusy(true);
        void inferClasses().finally(() => {
          setBusy(false);
        });
      }}
    >
      {isFirst ? text.classes.infer : text.classes.inferAgain}
    </Button>
  );
}
