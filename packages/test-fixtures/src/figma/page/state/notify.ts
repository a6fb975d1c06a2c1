import type {
  NotificationHandler,
  NotificationOptions,
  NotifyDequeueReason,
} from '@figma/plugin-typings/plugin-api-standalone';
import { apiObject } from '../interface/api-object.js';
import { checkString } from '../interface/checks.js';

const LONGEST_MESSAGE = 100;

/** A toast as a test sees it. */
export interface Notification {
  readonly message: string;
  readonly error: boolean;
  /** Milliseconds; `null` for ever. */
  readonly timeout: number | null;
  readonly button: string | null;
  readonly open: boolean;
}

export interface Toasts {
  notify(message: string, options?: NotificationOptions): NotificationHandler;
  list(): readonly Notification[];
  /** As the person does. */
  pressButton(index: number): void;
  /** Takes away what belongs to a plugin that ends. */
  closeWithButtons(): void;
}

interface Toast {
  readonly shown: Omit<Notification, 'open'>;
  readonly options: NotificationOptions;
  open: boolean;
  timer: number | undefined;
}

export function createToasts(): Toasts {
  const toasts: Toast[] = [];
  const dequeue = (toast: Toast, reason: NotifyDequeueReason) => {
    if (!toast.open) return;
    toast.open = false;
    clearTimeout(toast.timer);
    toast.options.onDequeue?.(reason);
  };
  return {
    notify(message, options = {}) {
      checkString(message, 'message');
      const { timeout = 3000, error = false, button } = options;
      const toast: Toast = {
        // Figma cuts what is longer than this off.
        shown: {
          message: message.slice(0, LONGEST_MESSAGE),
          error,
          timeout: Number.isFinite(timeout) ? timeout : null,
          button: button?.text ?? null,
        },
        options,
        open: true,
        timer: undefined,
      };
      if (Number.isFinite(timeout))
        toast.timer = setTimeout(() => dequeue(toast, 'timeout'), timeout);
      toasts.push(toast);
      return apiObject<NotificationHandler>('NotificationHandler', {
        cancel: () => dequeue(toast, 'dismiss'),
      });
    },
    list: () => toasts.map(({ shown, open }) => ({ ...shown, open })),
    pressButton(index) {
      const toast = toasts[index];
      if (!toast?.open || toast.options.button === undefined) {
        throw new Error(`There is no open toast with a button at ${index}.`);
      }
      if (toast.options.button.action() !== false) dequeue(toast, 'action_button_click');
    },
    closeWithButtons() {
      for (const toast of toasts) {
        const stays = toast.options.button === undefined && toast.shown.timeout !== null;
        if (stays) continue;
        toast.open = false;
        clearTimeout(toast.timer);
      }
    },
  };
}
