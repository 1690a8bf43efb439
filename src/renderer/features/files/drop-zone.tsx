import { type ReactNode, useState } from 'react';
import { text } from '../../strings/text.ts';
import css from './drop-zone.module.css';
import { addDropped } from './file-acts.ts';

/** Takes files and folders that are dropped anywhere on the step. */
export function DropZone({ children }: { readonly children: ReactNode }) {
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
        void addDropped([...event.dataTransfer.files]);
      }}
    >
      {children}
      {isOver && <div className={css.over}>{text.files.dropHere}</div>}
    </div>
  );
}
