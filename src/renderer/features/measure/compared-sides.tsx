import { shownName } from '../../../shared/byte-names.ts';
import { text } from '../../strings/text.ts';
import { Button } from '../../ui/kit.ts';
import { chooseFirst, chooseReference, type ComparedSides, compareProject, forgetComparison } from './measure-acts.ts';
import css from './measure.module.css';

interface ComparedSidesProps extends ComparedSides {
  readonly isRunning: boolean;
}

/** What is compared with what, either side to be chosen anew. */
export function ComparedSidesBar({ isRunning, ...sides }: ComparedSidesProps) {
  const { first, path } = sides;
  const words = text.measure;
  const isChosen = first !== undefined || path !== undefined;
  return (
    <div className={css.sides}>
      <Side name={words.sides.first} place={first === undefined ? words.ofProject : shownName(first)}>
        {first !== undefined && <Button onClick={() => void compareProject(sides)}>{words.takeProject}</Button>}
        <Button onClick={() => void chooseFirst(sides)}>{words.chooseFirst}</Button>
      </Side>
      <Side name={words.sides.second} place={path === undefined ? words.noReference : shownName(path)}>
        {isChosen && <Button onClick={() => void forgetComparison()}>{isRunning ? words.stop : words.forget}</Button>}
        <Button variant="filled" onClick={() => void chooseReference(sides)}>
          {path === undefined ? words.compareWith : words.compareOther}
        </Button>
      </Side>
    </div>
  );
}

interface SideProps {
  readonly name: string;
  readonly place: string;
  readonly children: React.ReactNode;
}

function Side({ name, place, children }: SideProps) {
  return (
    <div className={css.side} role="group" aria-label={name}>
      <span className={css.sideName}>{name}</span>
      <span className={css.grow}>{place}</span>
      {children}
    </div>
  );
}
