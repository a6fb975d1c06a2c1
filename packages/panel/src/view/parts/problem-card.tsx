import { sentence } from '@pastiche/core';
import type { ComponentChildren } from 'preact';
import type { Problem } from '../../model/model.js';
import { copyText } from '../copy-text.js';
import { usePanel } from '../panel-context.js';
import { Button } from './button.js';
import { Icon } from './icon.js';

export interface ProblemCardProps {
  readonly title: string;
  readonly problem: Problem;
  /** The ways out, before "Copy details". */
  readonly children: ComponentChildren;
}

/** Something went wrong: what, and what to do. */
export function ProblemCard({ title, problem, children }: ProblemCardProps) {
  const { say, announce } = usePanel();
  const copy = async () => {
    announce(
      (await copyText(problem.details))
        ? sentence`Details copied.`
        : sentence`The clipboard is not available here.`,
    );
  };
  return (
    <div class="p-problem">
      <Icon name="warning" />
      <div class="p-problem-words" role="alert">
        <h2 class="p-problem-title">{title}</h2>
        <p>{problem.message}</p>
      </div>
      <div class="p-problem-buttons">
        {children}
        <Button kind="quiet" icon="copy" onPress={() => void copy()}>
          {say(sentence`Copy details`)}
        </Button>
      </div>
    </div>
  );
}
