import { create } from 'zustand';

export interface Question {
  readonly title: string;
  /** Paragraphs. */
  readonly text: readonly string[];
  /** What the button that does it says. */
  readonly act: string;
  readonly isDangerous?: boolean;
}

interface ConfirmState {
  readonly open: { readonly question: Question; readonly answer: (isWanted: boolean) => void } | undefined;
}

export const useConfirmStore = create<ConfirmState>(() => ({ open: undefined }));

/** Asks before something that a person may not expect. */
export function confirm(question: Question): Promise<boolean> {
  useConfirmStore.getState().open?.answer(false);
  return new Promise((resolve) => {
    useConfirmStore.setState({
      open: {
        question,
        answer: (isWanted) => {
          useConfirmStore.setState({ open: undefined });
          resolve(isWanted);
        },
      },
    });
  });
}
