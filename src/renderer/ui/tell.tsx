import { shownName } from '../../shared/byte-names.ts';
import { MaskmendError } from '../../shared/errors.ts';
import { explain } from '../strings/explain.ts';
import { text } from '../strings/text.ts';
import { Button, notifications } from './kit.ts';
import css from './tell.module.css';

type Level = 'success' | 'info' | 'warning' | 'error';

export interface Message {
  readonly level: Level;
  readonly title: string;
  readonly text?: string | undefined;
  /** One thing to do about it. */
  readonly act?: { readonly label: string; readonly run: () => unknown } | undefined;
  /** Of the messages about the same, the newest stands alone. */
  readonly about?: string;
}

const colours: Readonly<Record<Level, string>> = {
  success: 'var(--mm-ok)',
  info: 'var(--mm-accent)',
  warning: 'var(--mm-warn)',
  error: 'var(--mm-bad)',
};
const SHOWN_MS = 6000;
const SHOWN_WITH_ACT_MS = 15_000;

/**
 * A message at the corner; what went wrong stays until it is closed. The same once more takes the place of the first: it
 * says no more, and what it offers to do is about what was done last.
 */
export function tell({ level, title, text: body, act, about }: Message): void {
  const id = about ?? [level, title, body, act?.label].join('\n');
  const message = {
    id,
    title: shownName(title),
    message: (
      <>
        {body !== undefined && body !== '' && <div className={css.text}>{shownName(body)}</div>}
        {act !== undefined && (
          <Button
            mt={6}
            size="compact-xs"
            onClick={() => {
              notifications.hide(id);
              act.run();
            }}
          >
            {act.label}
          </Button>
        )}
      </>
    ),
    color: colours[level],
    autoClose: level === 'error' ? false : act === undefined ? SHOWN_MS : SHOWN_WITH_ACT_MS,
    withBorder: true,
    role: level === 'error' ? ('alert' as const) : ('status' as const),
    closeButtonProps: { 'aria-label': text.common.close },
  };
  // Nothing is shown where it is there already.
  notifications.show(message);
  notifications.update(message);
}

/** Takes the message about something away: it is not so any more. */
export function takeMessageAway(about: string): void {
  notifications.hide(about);
}

/** Takes all messages away: what they were about is not on screen any more. */
export function clearMessages(): void {
  notifications.clean();
}

function tellError(title: string, error: unknown): void {
  if (error instanceof MaskmendError && error.code === 'cancelled') return;
  tell({ level: 'error', title, text: explain(error) });
}

/** Does something that may fail in an expected way; then the person is told and the answer is undefined. */
export async function attempt<T>(failure: string, act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    tellError(failure, error);
    return undefined;
  }
}
