import { Notifications } from './kit.ts';
import css from './messages.module.css';

/** Where messages show. */
export function Messages() {
  return (
    <Notifications
      className={css.messages}
      position="bottom-right"
      limit={3}
      zIndex={1000}
      notificationMaxHeight="70vh"
    />
  );
}
