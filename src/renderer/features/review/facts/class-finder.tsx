import { changeLook, classOrders, useLookStore } from '../../../state/look-store.ts';
import { text } from '../../../strings/text.ts';
import { ChoiceList } from '../../../ui/choice-list.tsx';
import { TextInput } from '../../../ui/kit.ts';
import css from './class-list.module.css';

interface ClassFinderProps {
  readonly written: string;
  readonly onWrite: (written: string) => void;
}

/** Above a long list of classes: finds one by its name, and says in which order they stand. */
export function ClassFinder({ written, onWrite }: ClassFinderProps) {
  const order = useLookStore((state) => state.classOrder);
  return (
    <div className={css.finder}>
      <TextInput
        className={css.find}
        size="xs"
        aria-label={text.review.findClass}
        placeholder={text.review.findClass}
        value={written}
        onChange={({ currentTarget }) => {
          onWrite(currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || written === '') return;
          onWrite('');
          event.stopPropagation();
        }}
      />
      <ChoiceList
        label={text.review.classOrder}
        value={order}
        options={classOrders.map((value) => ({ value, label: text.review.classOrders[value] }))}
        onChange={(classOrder) => {
          changeLook({ classOrder });
        }}
      />
    </div>
  );
}
