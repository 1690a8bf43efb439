import { Component, type ReactNode } from 'react';
import { call } from '../../api/client.ts';
import { text } from '../../strings/text.ts';
import { Button } from '../../ui/kit.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

interface FaultBoundaryState {
  readonly hasFailed: boolean;
}

/** A fault of ours costs a part of the window, not the window; it goes into the log. */
export class FaultBoundary extends Component<{ readonly children: ReactNode }, FaultBoundaryState> {
  override state: FaultBoundaryState = { hasFailed: false };

  static getDerivedStateFromError(): FaultBoundaryState {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown): void {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    call('app.reportFault', { message: message.slice(0, 20_000) }).catch(() => undefined);
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <EmptyState title={text.shell.faultTitle} hint={text.shell.faultHint}>
        <Button
          variant="filled"
          onClick={() => {
            location.reload();
          }}
        >
          {text.shell.reload}
        </Button>
      </EmptyState>
    );
  }
}
