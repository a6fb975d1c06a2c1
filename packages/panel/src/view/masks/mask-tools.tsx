import { type Said, type Say, sentence } from '@pastiche/core';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { PROTECT } from '../../model/masks/masks.js';
import { usePanel } from '../panel-context.js';
import { Button, IconButton } from '../parts/button.js';
import { Choice } from '../parts/choice.js';
import type { IconName } from '../parts/icon.js';
import type { PictureView } from '../picture/picture-view.js';
import { type Drawing, type DrawingTool, toolWords } from './drawing.js';
import { pressDrawingKey, redoSaying, undoSaying } from './drawing-keys.js';
import { MaskDials } from './mask-dials.js';
import { MaskFromFile } from './mask-from-file.js';

export interface MaskToolsProps {
  readonly id: string;
  readonly drawing: Drawing;
  readonly view: PictureView;
}

const TOOLS: readonly (readonly [tool: DrawingTool, keys: string])[] = [
  ['brush', 'B'],
  ['eraser', 'E'],
  ['rectangle', 'R'],
  ['ellipse', 'O'],
];

/** Below the picture while it is drawn on: what for, with what, and back. */
export function MaskTools({ id, drawing, view }: MaskToolsProps) {
  const { model, say } = usePanel();
  const { masks } = model;
  return (
    // biome-ignore lint/a11y/useSemanticElements: tools are no form.
    <div
      id={id}
      class="p-mask-tools"
      role="group"
      aria-label={say(sentence`Tools that draw`)}
      onKeyDown={(event) => pressDrawingKey(event, { masks, drawing, view })}
    >
      <Target />
      <div class="p-mask-buttons">
        <span class="p-mask-kinds">
          {TOOLS.map(([tool, keys]) => (
            <IconButton
              key={tool}
              icon={tool}
              label={say(toolWords(tool))}
              title={say(withKey(toolWords(tool), keys))}
              keys={keys}
              pressed={drawing.tool.value === tool}
              // A click by the keyboard counts none.
              onPress={({ detail }) => drawing.pick(tool, detail === 0)}
            />
          ))}
        </span>
        <Changes drawing={drawing} />
        <MaskFromFile />
      </div>
      {drawing.shape.value === null ? (
        <MaskDials drawing={drawing} />
      ) : (
        <Placing drawing={drawing} />
      )}
      <div class="p-unseen" role="status">
        {spokenWords(drawing, say)}
      </div>
    </div>
  );
}

function withKey(what: Said, key: string): Said {
  return sentence`${what} (key ${key})`;
}

/** A sentence that is said again has to be another one, or nobody reads it out. */
function spokenWords({ spoken }: Drawing, say: Say): string {
  if (spoken.value === null) return '';
  const { said, turn } = spoken.value;
  return say(said) + (turn % 2 === 0 ? '' : '\u00a0');
}

/** What the mask is for, in a sentence; and where there is more than one, which. */
function Target() {
  const { model, say, nameOf } = usePanel();
  const { styles, targets, target, aim } = model.masks;
  const letter = (id: string) => String.fromCharCode(64 + targets.value.indexOf(id));
  const style = styles.value.find(({ id }) => id === target.value);
  return (
    <>
      {targets.value.length > 1 && (
        <Choice
          label={say(sentence`Mask`)}
          shape="bar"
          unlabelled
          value={target.value}
          options={targets.value.map((value) => ({
            value,
            words: say(value === PROTECT ? sentence`Protect` : sentence`Style ${letter(value)}`),
          }))}
          onChange={aim}
        />
      )}
      <p class="p-hint">
        {style === undefined
          ? say(sentence`Paint what must stay as it is`)
          : say(sentence`Paint what gets the style ${nameOf(style)}`)}
      </p>
    </>
  );
}

interface ToolProps {
  readonly drawing: Drawing;
}

function Changes({ drawing }: ToolProps) {
  const { model, say } = usePanel();
  const { masks } = model;
  const isBlank = !masks.marked.value.includes(masks.target.value);
  const button = (icon: IconName, label: Said, done: Said, act: () => void, blocked = false) => (
    <IconButton
      icon={icon}
      label={say(label)}
      blocked={blocked}
      onPress={() => {
        act();
        drawing.speak(done);
      }}
    />
  );
  return (
    <>
      {button('fill', sentence`Mark everything`, sentence`Everything is marked`, masks.fill)}
      {button('invert', sentence`Invert`, sentence`Inverted`, masks.invert)}
      {button('trash', sentence`Clear`, sentence`Nothing is marked`, masks.clear, isBlank)}
      <IconButton
        icon="undo"
        label={say(sentence`Undo`)}
        keys="Control+Z"
        blocked={!masks.undoable.value}
        onPress={() => undoSaying(masks, drawing)}
      />
      <IconButton
        icon="redo"
        label={say(sentence`Redo`)}
        keys="Control+Shift+Z"
        blocked={!masks.redoable.value}
        onPress={() => redoSaying(masks, drawing)}
      />
      <IconButton
        icon="eye"
        label={say(sentence`Show the mask`)}
        title={say(withKey(sentence`Show the mask`, 'M'))}
        keys="M"
        pressed={drawing.showing.value}
        onPress={() => {
          drawing.showing.value = !drawing.showing.value;
        }}
      />
    </>
  );
}

/** What can be done with a shape that keys have placed. */
function Placing({ drawing }: ToolProps) {
  const { say } = usePanel();
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(
    () => () => {
      // What had the focus goes; the tool takes it.
      if (box.current?.contains(document.activeElement) !== true) return;
      const tool = box.current.parentElement?.querySelector('.p-mask-kinds [aria-pressed="true"]');
      if (tool instanceof HTMLElement) tool.focus();
    },
    [],
  );
  return (
    <div ref={box} class="p-mask-placing">
      <p class="p-hint">
        {say(
          sentence`Arrow keys move it, with Shift they size it; Enter marks it, Delete unmarks it.`,
        )}
      </p>
      <div class="p-row">
        <Button onPress={() => drawing.markShape('mark')}>{say(sentence`Mark`)}</Button>
        <Button onPress={() => drawing.markShape('erase')}>{say(sentence`Unmark`)}</Button>
        <Button kind="quiet" onPress={() => void drawing.drop()}>
          {say(sentence`Discard`)}
        </Button>
      </div>
    </div>
  );
}
