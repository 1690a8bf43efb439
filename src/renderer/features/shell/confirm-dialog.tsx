import { useConfirmStore } from '../../state/confirm-store.ts';
import { text } from '../../strings/text.ts';
import { Button, Group, Modal, Stack } from '../../ui/kit.ts';

export function ConfirmDialog() {
  const open = useConfirmStore((state) => state.open);
  if (open === undefined) return null;
  const { question, answer } = open;
  return (
    <Modal
      opened
      title={question.title}
      onClose={() => {
        answer(false);
      }}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <Stack gap="xs">
        {question.text.map((line) => (
          <div key={line} style={{ overflowWrap: 'anywhere' }}>
            {line}
          </div>
        ))}
        <Group justify="flex-end" gap="xs" mt="xs">
          <Button
            onClick={() => {
              answer(false);
            }}
          >
            {text.common.cancel}
          </Button>
          <Button
            data-autofocus
            variant="filled"
            color={question.isDangerous === true ? 'red' : 'blue'}
            onClick={() => {
              answer(true);
            }}
          >
            {question.act}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
