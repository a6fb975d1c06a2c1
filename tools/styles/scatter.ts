/** Points about `spacing` apart over a picture and a margin round it, in random order. */
export function scatter(
  { width, height }: { readonly width: number; readonly height: number },
  spacing: number,
  random: () => number,
): [number, number][] {
  const keyed: { point: [number, number]; key: number }[] = [];
  for (let y = -spacing; y < height + spacing; y += spacing) {
    for (let x = -spacing; x < width + spacing; x += spacing) {
      const point: [number, number] = [
        x + (random() - 0.5) * spacing * 1.6,
        y + (random() - 0.5) * spacing * 1.6,
      ];
      keyed.push({ point, key: random() });
    }
  }
  return keyed.sort((a, b) => a.key - b.key).map(({ point }) => point);
}
