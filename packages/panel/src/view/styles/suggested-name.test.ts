import { expect, it } from 'vitest';
import type { ShelfItem } from '../../model/model.js';
import { suggestedName } from './suggested-name.js';

const item = (name: string, kind: ShelfItem['kind']) => ({
  item: { id: name, kind, name, description: '', thumbnail: null },
});

it('suggests the names as they are shown', () => {
  const styles = [item('Woodcut', 'built-in'), item('Woodcut', 'picture')];
  const nameOf = ({ name, kind }: Pick<ShelfItem, 'name' | 'kind'>) =>
    kind === 'built-in' ? 'Holzschnitt' : name;
  expect(suggestedName(styles, nameOf)).toBe('Holzschnitt + Woodcut');
});
