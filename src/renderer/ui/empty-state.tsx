import type { ReactNode } from 'react';
import css from './empty-state.module.css';

interface EmptyStateProps {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly icon?: ReactNode;
  /** What to do next. */
  readonly children?: ReactNode;
}

/** A place with nothing in it, and what to do about that. */
export function EmptyState({ title, hint, icon, children }: EmptyStateProps) {
  return (
    <div className={css.place}>
      {icon !== undefined && (
        <div className={css.icon} aria-hidden>
          {icon}
        </div>
      )}
      <p className={css.title}>{title}</p>
      {hint !== undefined && <p className={css.hint}>{hint}</p>}
      {children !== undefined && <div className={css.acts}>{children}</div>}
    </div>
  );
}
