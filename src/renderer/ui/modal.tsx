import { Modal as KitModal, type ModalProps } from '@mantine/core';
import { useEffect } from 'react';
import { giveFocusBack } from './focus-memory.ts';

/**
 * The kit's dialog, which gives the focus back to where it was also where it was opened from a menu, or is there only
 * while it is open.
 */
export function Modal(props: ModalProps) {
  const { opened } = props;
  useEffect(() => (opened ? giveFocusBack : undefined), [opened]);
  return <KitModal {...props} />;
}
