/** What is read off measured curves: fits, areas, crossings, classes. Pure functions of arrays. */
@org.jspecify.annotations.NullMarked
package org.ionspice.reduction;
