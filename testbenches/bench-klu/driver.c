/*
 * Times SuiteSparse KLU (AMD, BTF, default options) on one matrix file.
 *
 *   driver MATRIX.mtx
 *
 * Reads commands from standard input, one a line, "OPERATION REPEATS", and answers each with the
 * seconds of thread CPU time of one operation (mean over the repeats):
 *   analyse, factor, refactor, solve, step (a refactorisation and a solve); "info 1" prints n,
 *   entries, entries of L and U, operations and the row-wise backward error of a solve.
 * The values alternate between two sets, so that a refactorisation always meets new ones.
 */
#include <klu.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int n, entries;
static int *starts, *rows;
static double *sets[2], *right, *x;
static int turn;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

/* Coordinates, columns ascending and rows ascending within them, as Bench.java writes them. */
static void read_matrix(const char *name) {
  FILE *file = fopen(name, "r");
  char line[256];
  if (!file || !fgets(line, sizeof line, file)) {
    fprintf(stderr, "cannot read %s\n", name);
    exit(1);
  }
  if (fscanf(file, "%d %*d %d", &n, &entries) != 2) exit(1);
  starts = calloc(n + 1, sizeof *starts);
  rows = malloc(entries * sizeof *rows);
  sets[0] = malloc(entries * sizeof(double));
  sets[1] = malloc(entries * sizeof(double));
  for (int p = 0; p < entries; p++) {
    int row, column;
    double value;
    if (fscanf(file, "%d %d %lf", &row, &column, &value) != 3) exit(1);
    rows[p] = row - 1;
    starts[column]++;
    sets[0][p] = value;
    sets[1][p] = value * (1 + 0.001 * ((row - 1) % 7)) * (1 + 0.001 * ((column - 1) % 7));
    /* as in Bench.java */
  }
  for (int k = 0; k < n; k++) starts[k + 1] += starts[k];
  fclose(file);
  right = malloc(n * sizeof(double));
  x = malloc(n * sizeof(double));
  for (int k = 0; k < n; k++) right[k] = 1e-3 * (1 + k % 5); /* as in Bench.java */
}

static double backward_error(const double *values) {
  double largest = 0, worst = 0;
  double *residual = malloc(n * sizeof(double)), *size = calloc(n, sizeof(double));
  for (int k = 0; k < n; k++) {
    largest = fmax(largest, fabs(x[k]));
    residual[k] = right[k];
  }
  for (int c = 0; c < n; c++)
    for (int p = starts[c]; p < starts[c + 1]; p++) {
      residual[rows[p]] -= values[p] * x[c];
      size[rows[p]] += fabs(values[p]) * largest;
    }
  for (int k = 0; k < n; k++)
    worst = fmax(worst, fabs(residual[k]) / (size[k] + fabs(right[k]) + 1e-300));
  free(residual);
  free(size);
  return worst;
}

int main(int count, char **arguments) {
  if (count != 2) return 64;
  read_matrix(arguments[1]);
  klu_common common;
  klu_defaults(&common);
  klu_symbolic *symbolic = klu_analyze(n, starts, rows, &common);
  klu_numeric *numeric = klu_factor(starts, rows, sets[0], symbolic, &common);
  if (!symbolic || !numeric) return 1;
  char operation[32];
  int repeats;
  while (scanf("%31s %d", operation, &repeats) == 2) {
    double begin = now();
    for (int k = 0; k < repeats; k++) {
      if (!strcmp(operation, "analyse")) {
        klu_free_symbolic(&symbolic, &common);
        symbolic = klu_analyze(n, starts, rows, &common);
      } else if (!strcmp(operation, "factor")) {
        klu_free_numeric(&numeric, &common);
        numeric = klu_factor(starts, rows, sets[turn ^= 1], symbolic, &common);
      } else if (!strcmp(operation, "refactor")) {
        klu_refactor(starts, rows, sets[turn ^= 1], symbolic, numeric, &common);
      } else if (!strcmp(operation, "step")) {
        klu_refactor(starts, rows, sets[turn ^= 1], symbolic, numeric, &common);
        memcpy(x, right, n * sizeof(double));
        klu_solve(symbolic, numeric, n, 1, x, &common);
      } else if (!strcmp(operation, "solve")) {
        memcpy(x, right, n * sizeof(double));
        klu_solve(symbolic, numeric, n, 1, x, &common);
      }
    }
    double seconds = (now() - begin) / repeats;
    if (!strcmp(operation, "info")) {
      klu_refactor(starts, rows, sets[0], symbolic, numeric, &common);
      turn = 0;
      klu_flops(symbolic, numeric, &common);
      memcpy(x, right, n * sizeof(double));
      klu_solve(symbolic, numeric, n, 1, x, &common);
      printf("%d %d %d %.6g %.3g\n", n, entries, numeric->lnz + numeric->unz - n + numeric->nzoff,
             common.flops, backward_error(sets[0]));
    } else {
      printf("%.9g\n", seconds);
    }
    fflush(stdout);
  }
  return 0;
}
