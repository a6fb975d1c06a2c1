/** A symmetric 3×3 matrix as its rows: a covariance of colours. */
export type Matrix3 = readonly [Vector3, Vector3, Vector3];
export type Vector3 = readonly [number, number, number];

/**
 * `U · diag(f(λ)) · Uᵀ` of a symmetric matrix `U · diag(λ) · Uᵀ`: its symmetric square root with
 * `f = Math.sqrt`, its inverse with `f = λ => 1/λ`.
 *
 * @example
 * const root = mapEigenvalues(covariance, (value) => Math.sqrt(Math.max(0, value)));
 */
export function mapEigenvalues(matrix: Matrix3, f: (value: number) => number): Matrix3 {
  const { values, vectors } = eigenDecomposition(matrix);
  const mapped = values.map(f);
  return build(
    (row, column) =>
      vectors[row][0] * mapped[0] * vectors[column][0] +
      vectors[row][1] * mapped[1] * vectors[column][1] +
      vectors[row][2] * mapped[2] * vectors[column][2],
  );
}

/** The product of two matrices. */
export function multiply(left: Matrix3, right: Matrix3): Matrix3 {
  return build(
    (row, column) =>
      left[row][0] * right[0][column] +
      left[row][1] * right[1][column] +
      left[row][2] * right[2][column],
  );
}

/** Sweeps until the off-diagonal is gone; a 3×3 matrix takes about five, so 20 is never reached. */
const MAX_SWEEPS = 20;

/** Cyclic Jacobi (Golub & Van Loan, "Matrix Computations", section 8.5): `vectors` holds columns. */
function eigenDecomposition(matrix: Matrix3): { values: number[]; vectors: number[][] } {
  const a = matrix.map((row) => [...row]);
  const vectors = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  const size = Math.hypot(...a.flat());
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    if (Math.hypot(a[0][1], a[0][2], a[1][2]) <= 1e-15 * size) break;
    rotate(a, vectors, 0, 1);
    rotate(a, vectors, 0, 2);
    rotate(a, vectors, 1, 2);
  }
  return { values: [a[0][0], a[1][1], a[2][2]], vectors };
}

/** Turns axes `p` and `q` so that `a[p][q]` becomes 0. */
function rotate(a: number[][], vectors: number[][], p: number, q: number): void {
  if (a[p][q] === 0) return;
  const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
  // The smaller root of t² + 2θt − 1 = 0, in the form that does not cancel.
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  const turnColumns = (m: number[][]) => {
    for (const row of m) {
      [row[p], row[q]] = [cosine * row[p] - sine * row[q], sine * row[p] + cosine * row[q]];
    }
  };
  turnColumns(a);
  for (let k = 0; k < 3; k++) {
    [a[p][k], a[q][k]] = [cosine * a[p][k] - sine * a[q][k], sine * a[p][k] + cosine * a[q][k]];
  }
  turnColumns(vectors);
}

function build(entry: (row: number, column: number) => number): Matrix3 {
  const row = (index: number): Vector3 => [entry(index, 0), entry(index, 1), entry(index, 2)];
  return [row(0), row(1), row(2)];
}
