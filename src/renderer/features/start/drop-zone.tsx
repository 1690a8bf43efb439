import { type ReactNode, useState } from 'react';
import css from './drop-zone.module.css';
import { takeDropped } from './take-dropped.ts';

interface DropZoneProps {
  /** What becomes of what is dropped here. */
  readonly hint: string;
  readonly children: ReactNode;
}

/** Takes files and folders that are dropped anywhere on the page or step. */
export function DropZone({ hint, children }: DropZoneProps) {
  const [isOver, setOver] = useState(false);
  return (
    <div
      className={css.zone}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
      }}
      onDrop={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(false);
        void takeDropped([...event.dataTransfer.files]);
      }}
    >
      {children}
      {isOver && <div className={css.over}>{hint}</div>}
    </div>
  );
}
