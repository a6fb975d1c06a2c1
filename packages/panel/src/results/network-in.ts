import type { Recipe } from '@pastiche/core/presets';

/** The network to choose for painting as a result was painted. */
export function networkIn({ network }: Pick<Recipe, 'network'>): 'vgg19-lite' | 'vgg19' | 'auto' {
  // Both networks one after the other is what "automatic" does where VGG19 is here.
  return network === 'vgg19-lite' || network === 'vgg19' ? network : 'auto';
}
