import { shownName } from '../../../shared/byte-names.ts';
import type { Settings } from '../../../shared/contract/app-calls.ts';
import { call } from '../../api/client.ts';
import { host } from '../../api/host.ts';
import { queryClient, question, useAnswer } from '../../api/queries.ts';
import { closeDialog, useViewStore } from '../../state/view-store.ts';
import { formatCount } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { Button, Modal, NumberInput, SegmentedControl, Stack, Switch, TextInput } from '../../ui/kit.ts';
import { attempt, tell } from '../../ui/tell.tsx';
import { LimitFields } from './limit-fields.tsx';
import css from './settings-dialog.module.css';

export function SettingsDialog() {
  const isOpen = useViewStore(({ dialog }) => dialog === 'settings');
  const { data: settings } = useAnswer('settings.get', {});
  return (
    <Modal
      opened={isOpen}
      onClose={leave}
      title={text.settings.title}
      size={520}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      {settings !== undefined && (
        <Stack gap="md">
          <Appearance settings={settings} />
          <Machine settings={settings} />
          <LimitFields limits={settings.limits ?? {}} onChange={(limits) => void change({ limits })} />
          <Person settings={settings} />
          <About />
        </Stack>
      )}
    </Modal>
  );
}

/** Fields are kept when they are left; the one that is written in goes with the dialog, and is left first. */
function leave(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  closeDialog();
}

async function change(values: Partial<Settings>): Promise<void> {
  const settings = await attempt(text.settings.saveFailed, () => call('settings.set', values));
  if (settings !== undefined) queryClient.setQueryData(question('settings.get', {}).queryKey, settings);
}

interface SettingsProps {
  readonly settings: Settings;
}

const themes = ['system', 'light', 'dark'] as const;

function Appearance({ settings }: SettingsProps) {
  return (
    <>
      <div>
        <div className={css.label} id="theme-label">
          {text.settings.theme}
        </div>
        <SegmentedControl
          aria-labelledby="theme-label"
          value={settings.theme}
          data={themes.map((value) => ({ value, label: text.settings.themes[value] }))}
          onChange={(theme) => void change({ theme })}
        />
      </div>
      <Switch
        label={text.settings.patterns}
        description={text.settings.patternsHint}
        checked={settings.hasPatterns}
        onChange={({ currentTarget }) => void change({ hasPatterns: currentTarget.checked })}
      />
    </>
  );
}

/** How much of the machine the work may take; an empty field leaves that to the program. */
function Machine({ settings }: SettingsProps) {
  const { data: info } = useAnswer('app.info', {});
  const cores = info?.cores ?? 1;
  const half = Math.floor((info?.memoryMegabytes ?? 0) / 2);
  return (
    <div className={css.pair}>
      <NumberInput
        label={text.settings.workers}
        description={text.settings.workersHint(formatCount(cores))}
        min={1}
        max={1024}
        allowDecimal={false}
        value={settings.workers === 'automatic' ? '' : settings.workers}
        onBlur={({ currentTarget }) => void change({ workers: wholeOrAutomatic(currentTarget.value) })}
      />
      <NumberInput
        label={text.settings.memory}
        description={text.settings.memoryHint(formatCount(half))}
        min={16}
        allowDecimal={false}
        value={settings.memoryMegabytes === 'automatic' ? '' : settings.memoryMegabytes}
        onBlur={({ currentTarget }) => void change({ memoryMegabytes: wholeOrAutomatic(currentTarget.value) })}
      />
    </div>
  );
}

function wholeOrAutomatic(written: string): number | 'automatic' {
  const number = Number.parseInt(written, 10);
  return Number.isFinite(number) ? number : 'automatic';
}

function Person({ settings }: SettingsProps) {
  return (
    <>
      <Switch
        label={text.settings.notifications}
        checked={settings.hasNotifications}
        onChange={({ currentTarget }) => void setNotifications(currentTarget.checked)}
      />
      <TextInput
        label={text.settings.person}
        description={text.settings.personHint}
        defaultValue={settings.personName}
        maxLength={200}
        onBlur={({ currentTarget }) => void change({ personName: currentTarget.value.trim() })}
      />
    </>
  );
}

// A tab may only tell the system something where the person has allowed that: asked when it is wanted.
async function setNotifications(isWanted: boolean): Promise<void> {
  if (isWanted && host.kind === 'browser' && 'Notification' in window) await Notification.requestPermission();
  await change({ hasNotifications: isWanted });
}

function About() {
  const { data: info } = useAnswer('app.info', {});
  if (info === undefined) return null;
  return (
    <div className={css.about}>
      <dl>
        <dt>{text.settings.version}</dt>
        <dd>
          {info.name} {info.version}
        </dd>
        <dt>{text.settings.engine}</dt>
        <dd>{info.engineVersion}</dd>
        <dt>{text.settings.dataFolder}</dt>
        <dd className={css.path}>{shownName(info.dataFolder)}</dd>
      </dl>
      <div className={css.log}>
        <Button onClick={() => void copyLog()}>{text.settings.copyLog}</Button>
        <span>{text.settings.logHint}</span>
      </div>
    </div>
  );
}

async function copyLog(): Promise<void> {
  await attempt(text.common.actionFailed, async () => {
    const log = await call('app.log', {});
    await navigator.clipboard.writeText(log.text);
    tell({ level: 'success', title: text.common.copied });
  });
}
