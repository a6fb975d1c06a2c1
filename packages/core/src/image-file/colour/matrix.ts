/** A matrix of 3 × 3, row by row. */
export type Matrix = readonly [Triple, Triple, Triple];

export type Triple = readonly [number, number, number];

/** Matrix times column. */
export function applied([a, b, c]: Matrix, [x, y, z]: Triple): Triple {
  return [
    a[0] * x + a[1] * y + a[2] * z,
    b[0] * x + b[1] * y + b[2] * z,
    c[0] * x + c[1] * y + c[2] * z,
  ];
}

/** `one` × `other`. */
export function multiplied(one: Matrix, other: Matrix): Matrix {
  const [a, b, c] = transposed(other);
  return transposed([applied(one, a), applied(one, b), applied(one, c)]);
}

export function transposed([a, b, c]: Matrix): Matrix {
  return [
    [a[0], b[0], c[0]],
    [a[1], b[1], c[1]],
    [a[2], b[2], c[2]],
  ];
}

/** So small a determinant is 0 but for rounding. */
const NOTHING = 1e-7;

/** The inverse, or `null` where there is none. */
export function inverse([a, b, c]: Matrix): Matrix | null {
  const columns: Matrix = [cross(b, c), cross(c, a), cross(a, b)];
  const determinant = a[0] * columns[0][0] + a[1] * columns[0][1] + a[2] * columns[0][2];
  if (!(Math.abs(determinant) > NOTHING)) return null;
  const scaled = (column: Triple): Triple => [
    column[0] / determinant,
    column[1] / determinant,
    column[2] / determinant,
  ];
  return transposed([scaled(columns[0]), scaled(columns[1]), scaled(columns[2])]);
}

function cross(u: Triple, v: Triple): Triple {
  return [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
}
